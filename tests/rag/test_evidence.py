from __future__ import annotations

import pytest

from rag.evidence import held, lacking, weighed

SENTENCES = [
    "The harbour tunnel was closed on Tuesday after seven ceiling panels fell.",
    "Engineers said that salt water had corroded the bolts.",
    "Nobody was killed.",
    "The tunnel carries 38,000 vehicles a day.",
]


def test_of_a_claim_rare_words_and_numbers_tell_most() -> None:
    found = weighed("The tunnel carries 38,000 vehicles.", SENTENCES)
    assert found.weights[38000.0] > found.weights["vehicl"] > found.weights["tunnel"]
    gains = [found.gain(i, found.weights) for i in range(len(SENTENCES))]
    assert gains.index(max(gains)) == 3
    assert found.gain(3, {}) == 0.0


def test_no_sentences_hold_nothing() -> None:
    assert weighed("Nobody was killed.", []).held == []
    assert held("Nobody was killed.", []) == 0.0


def test_all_sentences_hold_themselves() -> None:
    assert held(" ".join(SENTENCES), SENTENCES) == 1.0


@pytest.mark.parametrize(
    ("claim", "gone"),
    [
        ("The key interest rate is 3.5 percent.", []),
        ("The key national rate is 3.5 percent.", ["national"]),
        ("Sable was booed off stage.", ["booed"]),
        ("Sable was on stage at the key moment.", ["key", "moment"]),
    ],
)
def test_a_word_of_the_headline_counts_where_it_says_which(claim: str, gone: list[str]) -> None:
    title = "Sable booed off stage as key rate falls"
    said = ["Sable joined the comedian on stage.", "The interest rate is 3.5 percent."]
    assert lacking(claim, said, title)[0] == gone
