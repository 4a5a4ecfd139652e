"""Asking gold questions: rows are written at once, errors are no zeros, Ctrl-C loses none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.judge import Judge, verdict
from eval.runner import ask_all, sampled
from eval.runs import Run
from tests.eval.making import Answering, Archive, about, busy, gold, questions, right, wrong


@pytest.fixture
def run(tmp_path: Path) -> Run:
    made = Run(tmp_path / "run")
    made.note(about())
    return made


def test_every_question_gets_a_row_in_order(run: Run) -> None:
    rows = ask_all(questions(), Answering(right), Archive(), run)
    assert [row["id"] for row in rows] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert rows == run.rows()
    assert all(row["correct"] for row in rows)


def test_the_always_wrong_system_is_never_right_and_each_row_says_why(run: Run) -> None:
    rows = ask_all(questions(), Answering(wrong), Archive(), run)
    assert not any(row["correct"] for row in rows)
    assert all(row["why"] for row in rows)


@pytest.mark.parametrize("jobs", [1, 4])
def test_several_at_a_time_give_the_same_rows(run: Run, jobs: int) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(name: str, done: int, total: int) -> None:
        told.append((name, done, total))

    rows = ask_all(questions(20), Answering(right), Archive(), run, jobs, tell=tell)
    assert [row["id"] for row in rows] == [f"q{n}" for n in range(1, 21)]
    assert told[-1] == ("questions", 20, 20)


def test_an_error_is_a_row_without_scores_and_is_asked_again(run: Run) -> None:
    rows = ask_all(questions(), Answering(busy("q3")), Archive(), run)
    assert [row["id"] for row in rows if row["error"]] == ["q3"]
    assert (rows[2]["scores"], rows[2]["correct"]) == ({}, None)
    assert "quota" in rows[2]["error"]
    again = Answering(right)
    rows = ask_all(questions(), again, Archive(), run)
    assert again.asked == ["q3"]
    assert not any(row["error"] for row in rows)


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_was_answered_before_an_interruption_is_not_asked_again(run: Run, jobs: int) -> None:
    def interrupted(question: Any) -> dict[str, Any]:
        if question.id == "q4":
            raise KeyboardInterrupt
        return right(question)

    with pytest.raises(KeyboardInterrupt):
        ask_all(questions(), Answering(interrupted), Archive(), run, jobs)
    before = {row["id"] for row in run.rows()}
    assert "q4" not in before
    rest = Answering(right)
    rows = ask_all(questions(), rest, Archive(), run, jobs)
    assert len(rows) == 6
    assert not before & set(rest.asked)


def test_a_sample_is_random_repeatable_and_in_order() -> None:
    everything = list(questions(50))
    some = sampled(everything, 10, 1)
    assert len(some) == 10
    assert some == sampled(everything, 10, 1)
    assert some != sampled(everything, 10, 2)
    assert some == [q for q in everything if q in some]
    assert sampled(everything, None, 1) == sampled(everything, 99, 1) == everything


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("RIGHT", True),
        ("Right. The answer gives seven.", True),
        ("**WRONG**", False),
        ("wrong", False),
        ("The answer is right", None),
        ("RIGHTLY so", None),
        ("", None),
        ("I cannot say", None),
    ],
)
def test_a_verdict_counts_only_if_it_is_one(said: str, expected: bool | None) -> None:
    assert verdict(said) is expected


@pytest.mark.parametrize(("said", "score"), [("RIGHT", 1.0), ("WRONG", 0.0), ("Hm.", None)])
def test_a_judge_adds_one_score_and_no_verdict_is_no_zero(
    run: Run, said: str, score: float | None
) -> None:
    heard: list[tuple[str, str, str]] = []

    def say(*words: str) -> str:
        heard.append((words[0], words[1], words[2]))
        return said

    rows = ask_all([gold()], Answering(right), Archive(), run, judge=Judge("told", say))
    assert rows[0]["scores"]["judged correct"] == score
    assert heard == [("How many panels fell?", "seven / 7", "Seven panels fell [1].")]


def test_a_judge_is_not_asked_about_silence(run: Run) -> None:
    def say(*_words: str) -> str:
        raise AssertionError

    rows = ask_all(questions(2), Answering(wrong), Archive(), run, judge=Judge("told", say))
    assert rows[0]["scores"]["judged correct"] == 0.0
    assert "judged correct" not in rows[1]["scores"]
