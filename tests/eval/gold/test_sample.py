"""The gold questions that come with Dateline are about the articles that come with it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from eval.gold.against import faults
from eval.gold.format import KINDS, GoldQuestion, read_gold, write_gold
from eval.gold.reading import form_of
from ingest.identity import article_id
from ingest.readers.jsonl import read_article
from rag.domain import Article
from tests.conftest import GOLD, SAMPLES

README = GOLD.parent / "README.md"
FIELDS = {"id", "question", "answers", "answerable", "kind", "as_of", "evidence"}
ALSO = {"history", "window"}


def rows(path: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def stored(row: dict[str, Any]) -> Article:
    draft = read_article(row, source="samples")
    return Article(
        article_id(draft), 1, draft.title, draft.text, "", draft.url, published=draft.published
    )


ARTICLES = {row["id"]: stored(row) for row in rows(SAMPLES)}
LINES = rows(GOLD)
QUESTIONS = read_gold(GOLD)
EACH = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)


def test_the_file_is_recognised_as_gold() -> None:
    assert form_of(GOLD) == "gold"


def test_reading_and_writing_it_changes_no_byte(tmp_path: Path) -> None:
    write_gold(QUESTIONS, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == GOLD.read_bytes()


def test_every_kind_is_there() -> None:
    assert {question.kind for question in QUESTIONS} == set(KINDS)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_a_line_says_all_that_it_could_leave_out(line: dict[str, Any]) -> None:
    assert FIELDS <= set(line) <= FIELDS | ALSO
    assert ("history" in line) is (line["kind"] == "follow-up")


def test_every_quote_is_verbatim_in_an_article_that_the_clock_lets_in() -> None:
    assert faults(QUESTIONS, ARTICLES.get) == []


@EACH
def test_a_question_can_be_answered_as_it_says(question: GoldQuestion) -> None:
    assert bool(question.evidence) is question.answerable
    assert all(a.article_id and a.quote for group in question.evidence for a in group)


def test_every_alternative_of_a_single_question_holds_an_accepted_answer() -> None:
    for question in QUESTIONS:
        if question.kind == "single":
            for alternative in question.evidence[0]:
                said = (alternative.quote or "").lower()
                assert any(answer.lower() in said for answer in question.answers), question.id


def test_windows_are_said_where_there_is_one_and_where_there_is_none() -> None:
    said = [question for question in QUESTIONS if question.windowed]
    assert Counter(question.window is None for question in said) == {True: 8, False: 4}


def test_a_window_lets_in_an_article_that_holds_the_answer() -> None:
    for question in QUESTIONS:
        if question.window and question.window.start and question.window.end:
            published = [
                ARTICLES[a.article_id or ""].published for a in question.evidence[0] if a.article_id
            ]
            days = [date.fromisoformat(moment.iso[:10]) for moment in published if moment]
            assert any(question.window.start <= day <= question.window.end for day in days)


def test_yesterday_and_last_week_count_from_the_clock() -> None:
    known = {question.id: question for question in QUESTIONS}
    yesterday, week = known["sample-temporal-10"], known["sample-temporal-06"]
    assert yesterday.as_of
    assert week.as_of
    assert yesterday.window
    assert yesterday.window.start == yesterday.window.end == yesterday.as_of - timedelta(days=1)
    monday = week.as_of - timedelta(days=week.as_of.weekday() + 7)
    assert week.window
    assert (week.window.start, week.window.end) == (monday, monday + timedelta(days=6))


def test_the_counts_of_the_readme_are_true() -> None:
    text = README.read_text(encoding="utf-8")
    for kind, count in Counter(question.kind for question in QUESTIONS).items():
        assert f"**{kind}** ({count})" in text
    assert f"{len(QUESTIONS)} questions" in text


def test_the_examples_of_the_readme_are_questions_of_the_sample(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith('{"id": "sample-')]
    (tmp_path / "examples.jsonl").write_text("\n".join(lines), encoding="utf-8")
    examples = read_gold(tmp_path / "examples.jsonl")
    assert {example.kind for example in examples} == set(KINDS)
    assert all(example in QUESTIONS for example in examples)
