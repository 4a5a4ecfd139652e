from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.likeness import likeness

SENTENCE = "Seven ceiling panels fell in the harbour tunnel on Tuesday."


def test_a_sentence_is_wholly_like_itself() -> None:
    found = likeness(SENTENCE, [SENTENCE])
    assert found == (1.0, 1.0, 1.0, 1.0, pytest.approx(0.1), 1.0)


def test_words_put_together_from_two_places_have_shorter_runs() -> None:
    whole = likeness("Seven ceiling panels fell.", [SENTENCE])
    pieces = likeness("Tuesday ceiling fell harbour.", [SENTENCE])
    assert pieces.held == 1.0
    assert pieces.runs < whole.runs
    assert pieces.pieces > whole.pieces
    assert pieces.order < whole.order


@given(st.text(max_size=80), st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_every_measure_is_between_nothing_and_all(claim: str, sentences: list[str]) -> None:
    assert all(0.0 <= value <= 1.0 for value in likeness(claim, sentences))
