"""The gold questions that come with Dateline are about the articles that come with it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.conftest import GOLD, SAMPLES

KINDS = {
    "single", "multi-article", "comparison", "temporal",
    "follow-up", "unanswerable", "contradicted", "updated",
}  # fmt: skip
FIELDS = {"id", "question", "answers", "answerable", "kind", "as_of", "evidence"}


def rows(path: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES = {row["id"]: row for row in rows(SAMPLES)}
QUESTIONS = rows(GOLD)
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])


def test_every_id_is_used_once() -> None:
    assert Counter(q["id"] for q in QUESTIONS).most_common(1)[0][1] == 1


def test_every_kind_is_there_and_no_other() -> None:
    assert {q["kind"] for q in QUESTIONS} == KINDS


@EACH
def test_a_question_has_the_fields_that_the_readme_names(question: dict[str, Any]) -> None:
    history = {"history"} if question["kind"] == "follow-up" else set()
    assert set(question) == FIELDS | history
    assert question["question"].strip()
    for turn in question.get("history", []):
        assert set(turn) == {"question", "answer"}


@EACH
def test_every_quote_is_verbatim_in_its_article(question: dict[str, Any]) -> None:
    for group in question["evidence"]:
        assert group
        for alternative in group:
            assert set(alternative) == {"article_id", "quote"}
            assert alternative["quote"] in ARTICLES[alternative["article_id"]]["text"]


@EACH
def test_a_question_can_be_answered_as_it_says(question: dict[str, Any]) -> None:
    answerable = question["kind"] != "unanswerable"
    assert question["answerable"] is answerable
    assert bool(question["answers"]) is answerable
    assert bool(question["evidence"]) is answerable


@EACH
def test_no_evidence_was_published_after_the_clock_of_its_question(
    question: dict[str, Any],
) -> None:
    if question["as_of"] is None:
        return
    clock = date.fromisoformat(question["as_of"])
    for group in question["evidence"]:
        for alternative in group:
            published = ARTICLES[alternative["article_id"]]["published_at"]
            assert date.fromisoformat(published[:10]) <= clock


def test_every_alternative_of_a_single_question_holds_an_accepted_answer() -> None:
    for question in QUESTIONS:
        if question["kind"] == "single":
            for alternative in question["evidence"][0]:
                said = alternative["quote"].lower()
                assert any(answer.lower() in said for answer in question["answers"]), question["id"]
