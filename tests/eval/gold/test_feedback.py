"""Readers' judgements become gold questions, or a reason why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.gold.feedback import from_feedback
from eval.gold.format import Alternative, GoldQuestion, read_gold, write_gold
from rag.domain import Exchange

HURT = {"n": 1, "article_id": "fire", "quote": "Seventeen people were hurt, 2.5 on average."}
DEAD = {"n": 2, "article_id": "morgue", "quote": "The dead are Gerrit  Maaslund and two others."}
ANSWER: dict[str, Any] = {
    "question": "How many people were hurt?",
    "as_of": "2026-04-15",
    "abstained": False,
    "text": "Seventeen people were hurt [1].",
    "citations": [HURT],
}
ABSTAINED = ANSWER | {"abstained": True, "text": "No stored article says.", "citations": []}
TURN = {"question": "Was there a fire?", "answer": "Yes, in the harbour."}


def record(name: str = "7", **more: Any) -> dict[str, Any]:
    told = {"id": name, "at": "2026-04-16T08:00:00+00:00", "rating": "up", "answer": ANSWER}
    return told | {"comment": None, "correction": None, "history": []} | more


def one(**more: Any) -> GoldQuestion:
    (question,), skipped = from_feedback([record(**more)])
    assert skipped == []
    return question


def test_a_right_answer_becomes_a_question_with_its_citations() -> None:
    assert one() == GoldQuestion(
        id="feedback-7",
        question="How many people were hurt?",
        kind="single",
        answerable=True,
        answers=("Seventeen people were hurt.",),
        evidence=((Alternative("fire", quote=HURT["quote"]),),),
        as_of=date(2026, 4, 15),
    )


def test_citations_of_two_articles_are_two_groups() -> None:
    question = one(answer=ANSWER | {"citations": [HURT, DEAD, HURT]})
    assert question.kind == "multi-article"
    assert [group[0].article_id for group in question.evidence] == ["fire", "morgue"]
    again = one(answer=ANSWER | {"citations": [HURT, HURT | {"quote": "Seventeen"}]})
    assert (again.kind, len(again.evidence)) == ("single", 2)


def test_an_answer_in_a_conversation_becomes_a_follow_up() -> None:
    question = one(history=[TURN], answer=ANSWER | {"citations": [HURT, DEAD]})
    assert question.kind == "follow-up"
    assert question.history == (Exchange("Was there a fire?", "Yes, in the harbour."),)


def test_a_right_abstention_becomes_an_unanswerable_question() -> None:
    question = one(answer=ABSTAINED, history=[TURN])
    assert (question.kind, question.answerable, question.answers) == ("unanswerable", False, ())
    assert question.evidence == ()


CORRECTED: list[tuple[str, list[Any], list[str]]] = [
    ("seventeen", [HURT, DEAD], ["fire"]),
    (" Gerrit Maaslund ", [HURT, DEAD], ["morgue"]),
    ("Gerrit Maas", [HURT, DEAD], []),
    ("2", [HURT], []),
    ("2.5", [HURT], ["fire"]),
    ("about 30", [HURT, DEAD], []),
    ("17", [], []),
]


@pytest.mark.parametrize(("correction", "citations", "stating"), CORRECTED)
def test_a_correction_is_the_answer_and_what_states_it_the_evidence(
    correction: str, citations: list[Any], stating: list[str]
) -> None:
    answer = ANSWER | {"citations": citations}
    question = one(rating="down", correction=correction, answer=answer)
    assert question.answers == (correction.strip(),)
    assert (question.kind, question.answerable) == ("single", True)
    assert [group[0].article_id for group in question.evidence] == stating


def test_what_should_have_been_answered_is_a_question_without_evidence() -> None:
    question = one(rating="down", correction="17", answer=ABSTAINED)
    assert (question.answerable, question.answers, question.evidence) == (True, ("17",), ())


SKIPPED: list[tuple[dict[str, Any], str]] = [
    ({"rating": "down"}, "says that the answer is wrong, not what is right"),
    ({"rating": "down", "correction": " "}, "says that the answer is wrong, not what is right"),
    ({"rating": "fine"}, "its rating is 'fine', neither up nor down"),
    ({"rating": "down", "correction": "17", "answer": None}, "there is no answer that it is about"),
    ({"answer": {"as_of": "2026-04-15"}}, "its answer does not say what was asked"),
    ({"answer": ANSWER | {"as_of": "soon"}}, "its answer's as_of is 'soon', not a date"),
    ({"answer": ANSWER | {"text": "[1]"}}, "the answer that was found right says nothing"),
    ({"at": None}, "its time is None, not an ISO datetime"),
    ({"history": [{}]}, "a turn before it has no question or no answer"),
    ({"history": 7}, "a turn before it has no question or no answer"),
]


@pytest.mark.parametrize(("change", "reason"), SKIPPED, ids=[reason for _, reason in SKIPPED])
def test_what_makes_no_question_is_skipped_with_a_reason(
    change: dict[str, Any], reason: str
) -> None:
    assert from_feedback([record(**change)]) == ([], [f"feedback-7: {reason}"])


def test_citations_that_cannot_be_read_are_left_out() -> None:
    assert one(answer=ANSWER | {"citations": [7, {"quote": "Hurt."}, HURT]}).evidence == (
        (Alternative("fire", quote=HURT["quote"]),),
    )
    assert one(answer=ANSWER | {"citations": "none"}).evidence == ()


def test_the_latest_judgement_of_a_question_counts() -> None:
    later = record("8", at="2026-04-16T09:00:00+01:00", rating="down", correction="18")
    latest = record("9", at="2026-04-16T08:30:00", rating="down", correction="19")
    questions, skipped = from_feedback([latest, record(), later])
    assert [(q.id, q.answers) for q in questions] == [("feedback-9", ("19",))]
    assert skipped == [
        "feedback-7: judged again later, in feedback-9",
        "feedback-8: judged again later, in feedback-9",
    ]


def test_a_judgement_that_is_taken_back_leaves_no_question() -> None:
    later = record("8", at="2026-04-17T08:00:00+00:00", rating="down")
    questions, skipped = from_feedback([record(), later])
    assert questions == []
    assert len(skipped) == 2


def test_the_same_words_another_day_or_in_another_conversation_are_another_question() -> None:
    records = [
        record("1"),
        record("2", answer=ANSWER | {"as_of": "2026-04-16"}),
        record("3", history=[TURN]),
    ]
    assert [q.id for q in from_feedback(records)[0]] == ["feedback-1", "feedback-2", "feedback-3"]


def test_questions_of_feedback_can_be_written_and_read(tmp_path: Path) -> None:
    records = [
        record("1", answer=ABSTAINED),
        record("2", history=[TURN]),
        record("3", rating="down", correction="18", answer=ANSWER | {"question": "How many?"}),
    ]
    questions, _ = from_feedback(records)
    write_gold(questions, tmp_path / "gold.jsonl")
    assert read_gold(tmp_path / "gold.jsonl") == questions
    assert len(questions) == 3
