"""A day that stands elsewhere in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from rag.moved import moved

PUBLISHED = date(2026, 5, 30)  # a Saturday
CUP = (
    "CARROWMERE — Sollan Rovers won the Harbour Cup for the first time since 1998 on Saturday, "
    "beating Carrowmere Athletic 3-2 after extra time."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Sollan Rovers won the Harbour Cup on Saturday for the first time since 1998.",
        "On Saturday, Sollan Rovers won the Harbour Cup for the first time since 1998.",
        "On 30 May 2026 Sollan Rovers won the Harbour Cup for the first time since 1998.",
    ],
)
def test_the_same_words_with_the_day_elsewhere_are_the_same(claim: str) -> None:
    assert moved(claim, CUP, PUBLISHED)


@pytest.mark.parametrize(
    "claim",
    [
        "Sollan Rovers won the Harbour Cup on Sunday for the first time since 1998.",
        "Sollan Rovers won the Harbour Cup on Saturday for the first time since 1989.",
        "Carrowmere Athletic won the Harbour Cup on Saturday for the first time since 1998.",
        "Sollan Rovers won the Harbour Cup on Saturday.",
        "On Saturday it rained.",
    ],
)
def test_other_words_or_another_day_are_not(claim: str) -> None:
    assert not moved(claim, CUP, PUBLISHED)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Rovers took the old cup home on Saturday, police said.",
        "The Rovers took the old cup home on Saturday, if the referee is right.",
        "The Rovers took the old cup home on Saturday without a fight.",
    ],
)
def test_what_turns_a_sentence_behind_the_same_words_keeps_it_from_being_the_same(
    sentence: str,
) -> None:
    assert not moved("On Saturday the Rovers took the old cup home.", sentence, PUBLISHED)
