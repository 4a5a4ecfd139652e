from __future__ import annotations

import pytest

from eval.claims.articles import material_of
from tests.rag.making import the_support

TEXT = (
    "The harbour tunnel was closed on Tuesday after seven ceiling panels fell. "
    "Engineers said that salt water had corroded the bolts. "
    "Runa Dessel, the fire commander, said nobody had been killed."
)
ARTICLE = material_of(TEXT, "Tunnel closed", "2026-05-13")
score = the_support().score


@pytest.mark.parametrize("at", range(3))
def test_a_sentence_of_the_article_is_surely_carried_by_itself(at: int) -> None:
    scored = score(ARTICLE.texts[at], ARTICLE, (at,))
    assert scored.probability > 0.8
    assert scored.picked == (at,)
    assert scored.comparison.differences == ()


@pytest.mark.parametrize(
    ("carried", "other", "picked"),
    [
        ("Seven ceiling panels fell.", "Nine ceiling panels fell.", (0,)),
        ("Salt water had corroded the bolts.", "Salt water had cleaned the bolts.", (1,)),
        ("Runa Dessel said nobody was killed.", "Runa Dessel said many were killed.", (2,)),
        ("The tunnel was closed on Tuesday.", "The tunnel was not closed on Tuesday.", (0,)),
    ],
)
def test_what_is_carried_is_surer_than_what_was_altered(
    carried: str, other: str, picked: tuple[int, ...]
) -> None:
    assert score(carried, ARTICLE, picked).probability > score(other, ARTICLE, picked).probability


def test_a_claim_scores_the_same_again_and_in_every_order_of_reading() -> None:
    first = score("Seven ceiling panels fell.", ARTICLE, (0, 1))
    score("Salt water had corroded the bolts.", ARTICLE, (1,))
    again = score("Seven ceiling panels fell.", ARTICLE, (0, 1))
    assert (again.probability, again.farthest) == (first.probability, first.farthest)


@pytest.mark.parametrize("claim", ["", "?", "the", "北京", "word " * 400])
def test_every_claim_has_a_probability(claim: str) -> None:
    assert 0 <= score(claim, ARTICLE, (0, 2)).probability <= 1


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("Seven ceiling giraffes fell.", "giraffes"),
        ("The harbour tunnel was painted on Tuesday.", "painted"),
        ("", ""),
        ("the of and", ""),
        ("… — !", ""),
    ],
)
def test_the_word_that_is_met_least_is_named_whole_and_never_a_small_one(
    claim: str, word: str
) -> None:
    assert score(claim, ARTICLE, (0,)).farthest == word
