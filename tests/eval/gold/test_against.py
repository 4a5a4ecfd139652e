"""Evidence that the articles do not bear out is found, and said with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from eval.gold.against import addresses, faults, resolved, usable
from eval.gold.format import Alternative, GoldQuestion, read_gold
from ingest.identity import article_id
from rag.domain import Article, Draft
from rag.index.library import Library
from tests.conftest import GOLD
from tests.eval.gold.making import article

URL = "https://echo.example/fire"
FIRE = article(
    "fire",
    "The fire broke out at noon. Seventeen people were hurt.\nNobody was killed.",
    "2026-04-14T11:20:00+02:00",
)
HOURS = {
    "late": article("late", "It is over.", "2026-04-15T23:30:00-02:00"),
    "undated": article("undated", "It is over."),
    "gone": replace(article("gone", "It is over."), removed=True),
}
FOUND = article(article_id(Draft(source=URL, text="", url=URL)), "It was arson.", url=URL)
ARTICLES = {"fire": FIRE, FOUND.id: FOUND, **HOURS}


def asked(*alternatives: Alternative, as_of: date | None = None) -> GoldQuestion:
    return GoldQuestion(
        "q1", "How many were hurt?", "single", True, ("17",), (alternatives,), as_of
    )


RIGHT = [
    asked(Alternative("fire", quote="Seventeen people were hurt."), as_of=date(2026, 4, 14)),
    asked(Alternative("fire", quote="hurt.\nNobody")),
    asked(Alternative("undated"), as_of=date(2020, 1, 1)),
    asked(Alternative("late"), as_of=date(2026, 4, 16)),
    asked(Alternative(url=URL, quote="arson")),
    asked(Alternative(url=f"{URL}?utm_source=letter#top")),
    GoldQuestion("q1", "Who set it?", "unanswerable", False),
]


@pytest.mark.parametrize("question", RIGHT)
def test_evidence_that_stands_in_its_articles_is_no_fault(question: GoldQuestion) -> None:
    assert faults([question], ARTICLES.get) == []


MISSING = "in the library; ingest it, or correct the evidence"
WRONG = [
    (asked(Alternative("flood")), f"there is no article 'flood' {MISSING}"),
    (asked(Alternative("gone")), f"there is no article 'gone' {MISSING}"),
    (
        asked(Alternative(url="https://echo.example/flood")),
        f"there is no article https://echo.example/flood (u46e0f6ce1c88579) {MISSING}",
    ),
    (
        asked(Alternative("fire", quote="Seventeen were hurt")),
        "\"Seventeen were hurt\" is not verbatim in article 'fire'; the nearest sentence is "
        '"Seventeen people were hurt."; copy the quote from the article',
    ),
    (
        asked(Alternative("fire", quote="seventeen people were hurt.")),
        "\"seventeen people were hurt.\" is not verbatim in article 'fire'; the nearest sentence "
        'is "Seventeen people were hurt."; copy the quote from the article',
    ),
    (
        asked(Alternative("fire", quote="Zebras")),
        "\"Zebras\" is not verbatim in article 'fire'; copy the quote from the article",
    ),
    (
        asked(Alternative("late"), as_of=date(2026, 4, 15)),
        "article 'late' was published on 2026-04-15T23:30:00-02:00, after the question's as_of "
        "2026-04-15; take it out of the evidence, or correct as_of",
    ),
]


@pytest.mark.parametrize(("question", "said"), WRONG, ids=[said[:40] for _, said in WRONG])
def test_evidence_that_does_not_stand_there_is_a_fault(question: GoldQuestion, said: str) -> None:
    assert faults([question], ARTICLES.get) == [f"q1: {said}"]


def test_every_fault_of_every_question_is_said_once() -> None:
    one = asked(Alternative("fire"), Alternative("flood"), Alternative("flood"))
    two = replace(one, id="q2", evidence=((Alternative("storm"),), (Alternative("flood"),)))
    assert [fault.split(":")[0] for fault in faults([one, two], ARTICLES.get)] == ["q1", "q2", "q2"]


def test_an_address_becomes_the_id_that_ingestion_gives_it() -> None:
    question = asked(
        Alternative(url=f"{URL}?utm_source=letter", quote="arson"), Alternative("fire")
    )
    (known,) = resolved([question])
    first, second = known.evidence[0]
    assert (first.article_id, first.quote) == (FOUND.id, "arson")
    assert second == Alternative("fire")


def test_an_address_of_an_article_with_an_id_of_its_own_is_looked_up() -> None:
    stored = article("echo-1", "It was arson.", url=f"{URL}#top")
    known = addresses([FIRE, stored, replace(stored, id="echo-2")])
    (question,) = resolved([asked(Alternative(url=URL))], known)
    assert question.evidence[0][0].article_id == "echo-1"
    assert faults([question], {"echo-1": stored}.get) == []


def test_an_id_that_is_given_counts_before_an_address() -> None:
    question = asked(Alternative("fire", url="https://echo.example/other"))
    assert resolved([question]) == [question]


def test_only_usable_evidence_is_kept_of_a_converted_question() -> None:
    question = asked(
        Alternative("flood"), Alternative("fire"), Alternative("late"), as_of=date(2026, 4, 14)
    )
    (kept,) = usable([question], ARTICLES.get)
    assert kept.evidence == ((Alternative("fire"),),)
    assert faults([kept], ARTICLES.get) == []


def test_a_question_that_loses_a_group_loses_all_its_evidence() -> None:
    question = replace(asked(), evidence=((Alternative("fire"),), (Alternative("flood"),)))
    (kept,) = usable([question], ARTICLES.get)
    assert kept == replace(question, evidence=())


def test_the_archive_of_a_library_can_be_asked(sample_library: Library) -> None:
    lookup = sample_library.archive.article
    assert faults(read_gold(GOLD), lookup) == []
    assert faults([asked(Alternative("flood"))], lookup) == [
        f"q1: there is no article 'flood' {MISSING}"
    ]
    url = "https://mps-wire.example/2026/09/07/tessmoor-arvel-rises"
    known = addresses(sample_library.archive.articles())
    assert known[url] == "sample-arvel-flood-1"


def test_a_lookup_may_give_nothing_or_raise() -> None:
    def nothing(_: str) -> Article | None:
        return None

    assert len(faults([asked(Alternative("fire"))], nothing)) == 1
