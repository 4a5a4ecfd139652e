from __future__ import annotations

import pytest

from rag.differences.difference import Difference
from rag.repairing import repaired


@pytest.mark.parametrize(
    ("sentence", "said", "given", "right"),
    [
        ("The vote was 58-42.", "58-42", "52-48", "The vote was 52-48."),
        ("Eight panels fell.", "Eight", "Seven", "Seven panels fell."),
        ("On Mile Eight, eight fell.", "eight", "Seven", "On Mile Eight, seven fell."),
        ("It weighs 1.3 kilograms.", "1.3 kilograms", "1.3 tonnes", "It weighs 1.3 tonnes."),
        ("5 men and 5 women came.", "5", "6", None),  # which of them?
        ("15 men came.", "5", "6", None),
        ("It fell.", "", "", None),
    ],
)  # fmt: skip
def test_what_the_span_gives_takes_the_place_of_what_was_said(
    sentence: str, said: str, given: str, right: str | None
) -> None:
    assert repaired(sentence, Difference("number", "because", said, given)) == right


def test_a_sentence_that_nothing_is_known_against_stays_as_it_is() -> None:
    assert repaired("It fell.", None) is None
