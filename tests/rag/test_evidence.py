from __future__ import annotations

import pytest

from rag.evidence import chosen, held

SENTENCES = [
    "The harbour tunnel was closed on Tuesday after seven ceiling panels fell.",
    "Engineers said that salt water had corroded the bolts.",
    "Nobody was killed.",
    "The tunnel carries 38,000 vehicles a day.",
]


@pytest.mark.parametrize(
    ("claim", "picked"),
    [
        ("Seven ceiling panels fell.", [0]),
        ("Salt water corroded the bolts.", [1]),
        ("Nobody was killed when seven panels fell.", [0, 2]),
        ("A whale swam up the river.", []),
        ("38,000 vehicles use it daily.", [3]),
    ],
)
def test_the_sentences_that_hold_most_of_a_claim_are_chosen(claim: str, picked: list[int]) -> None:
    assert chosen(claim, SENTENCES) == picked


def test_no_sentences_hold_nothing() -> None:
    assert chosen("Nobody was killed.", []) == []
    assert held("Nobody was killed.", []) == 0.0


def test_no_more_are_chosen_than_asked_for() -> None:
    claim = " ".join(SENTENCES)
    assert len(chosen(claim, SENTENCES, 2)) == 2
    assert held(claim, SENTENCES) == 1.0
