from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from eval.claims.articles import ClaimArticle, training_articles
from eval.training.alterations import ALTERATIONS
from eval.training.examples import (
    FOREIGN,
    PREDICATED,
    SISTERS,
    STITCHED,
    TRIED,
    Example,
    made,
    written,
)


@cache
def articles() -> list[ClaimArticle]:
    """Twelve articles, each with its sister."""
    return training_articles()[:12]


@cache
def some_made(seed: int = 7) -> list[Example]:
    return list(made(articles(), random.Random(seed)))


def test_what_was_written_is_there_with_its_label_and_the_claims_of_sisters_without() -> None:
    found = list(written(articles()))
    claims = [claim for article in articles() for claim in article.claims]
    wrong = [e for e in found if e.kind == "altered: wrong_article"]
    assert len(found) == len(claims) + SISTERS * len(articles())
    assert len(wrong) == SISTERS * len(articles())
    assert not any(e.carried for e in wrong)
    assert sum(e.carried for e in found) == sum(claim.faithful for claim in claims)
    for e in found:
        assert e.carried == e.kind.startswith("faithful: ")
        assert e.origin == "written"


def test_an_article_whose_sister_is_not_at_hand_has_its_own_claims_alone() -> None:
    alone = replace(articles()[0], sister="nobody")
    assert len(list(written([alone]))) == len(alone.claims)


def test_own_sentences_and_faithful_claims_with_their_part_are_carried_and_only_they() -> None:
    own = {s for article in articles() for s in article.sentences}
    faithful = {claim.text for article in articles() for claim in article.faithful()}
    for e in some_made():
        assert e.origin == "made"
        assert e.carried == (e.kind in ("verbatim", "in part"))
        if e.carried:
            assert e.claim in (own if e.kind == "verbatim" else faithful)


def test_parts_of_an_article_hold_all_that_carries_a_claim_or_nothing_of_it() -> None:
    by_claim = {c.text: (a, c) for a in articles() for c in a.claims}
    parts = [e for e in some_made() if e.kind in ("in part", "absent")]
    assert {e.kind for e in parts} == {"in part", "absent"}
    for e in parts:
        article, claim = by_claim[e.claim]
        text = " ".join(e.material.texts)
        there = [article.sentences[at] in text for at in claim.at]
        assert all(there) if e.carried else not any(there)


def test_no_example_is_made_false_that_the_article_says() -> None:
    for e in some_made():
        if not e.carried:
            assert e.claim not in e.material.texts, e


def test_there_are_no_more_of_each_than_is_documented() -> None:
    often = Counter(e.kind for e in some_made())
    own, faithful = often["verbatim"], sum(len(a.faithful()) for a in articles())
    by_code = sum(often[alter.__name__] for alter in set(ALTERATIONS))
    assert by_code <= TRIED[False] * own + 2 * TRIED[True] * faithful
    assert by_code > 0.3 * (TRIED[False] * own + 2 * TRIED[True] * faithful)
    assert 0 < often["foreign"] <= FOREIGN * len(articles())
    assert 0 < often["invented"] <= FOREIGN * len(articles())
    assert 0 < often["predicated"] <= PREDICATED * len(articles())
    assert 0 < often["stitched on"] <= STITCHED * len(articles())


def test_the_same_seed_makes_the_same_and_another_does_not() -> None:
    def told(examples: list[Example]) -> list[tuple[str, str]]:
        return [(e.claim, e.kind) for e in examples]

    again = list(made(articles(), random.Random(7)))
    assert told(again) == told(some_made())
    assert told(some_made(8)) != told(some_made())


@pytest.mark.parametrize("kind", ["number", "name", "roles", "negation", "opposite", "stitched"])
def test_the_kinds_that_code_can_make_are_made(kind: str) -> None:
    assert kind in {e.kind for e in some_made()}
