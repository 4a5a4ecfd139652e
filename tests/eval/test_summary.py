"""Figures of a run: always right, always wrong, half of each, and what is not scored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.names import METRICS
from eval.runner import ask_all
from eval.runs import Row, Run
from eval.summary import summarise
from tests.eval.making import Answering, Archive, busy, questions, right, wrong


def summary_of(folder: Path, say: Any, count: int = 10) -> dict[str, Any]:
    return summarise(rows_of(folder, say, count), 2.0)


def rows_of(folder: Path, say: Any, count: int = 10) -> list[Row]:
    run = Run(folder / "run")
    run.note({})
    return ask_all(questions(count), Answering(say), Archive(), run)


def values(summary: dict[str, Any]) -> dict[str, float | None]:
    return {metric["name"]: metric["value"] for metric in summary["metrics"]}


def test_every_metric_is_there_in_its_order_with_its_unit(tmp_path: Path) -> None:
    found = summary_of(tmp_path, right)["metrics"]
    assert [m["name"] for m in found] == [m.name for m in METRICS]
    fields = {"name", "group", "unit", "higher_is_better", "value", "low", "high", "n"}
    assert all(set(metric) == fields for metric in found)


def test_the_always_right_system_is_at_its_best_with_no_doubt(tmp_path: Path) -> None:
    told = summary_of(tmp_path, right)
    best = {"correct": 1.0, "abstention F1": 1.0, "risk-coverage area": 0.0, "answered": 0.5}
    assert best.items() <= values(told).items()
    correct = next(m for m in told["metrics"] if m["name"] == "correct")
    assert (correct["low"], correct["high"], correct["n"]) == (1.0, 1.0, 10)


def test_the_always_wrong_system_is_at_its_worst(tmp_path: Path) -> None:
    worst = {
        "correct": 0.0, "abstention precision": 0.0, "abstention recall": 0.0,
        "abstention F1": 0.0, "risk-coverage area": 1.0, "evidence cited": 0.0,
    }  # fmt: skip
    assert worst.items() <= values(summary_of(tmp_path, wrong)).items()


def test_an_interval_holds_its_value_and_narrows_with_more_questions(tmp_path: Path) -> None:
    def mixed(question: Any) -> dict[str, Any]:
        return (right if int(question.id[1:]) % 3 else wrong)(question)

    few = summary_of(tmp_path / "few", mixed, 12)["metrics"]
    many = summary_of(tmp_path / "many", mixed, 90)["metrics"]
    for a, b in zip(few, many, strict=True):
        if a["name"] == "correct":
            assert a["low"] < a["value"] < a["high"]
            assert b["high"] - b["low"] < a["high"] - a["low"]


def test_errors_are_counted_and_scored_nowhere(tmp_path: Path) -> None:
    told = summary_of(tmp_path, busy("q1", "q3"))
    assert (told["questions"], told["scored"], told["errors"]) == (10, 8, 2)
    assert values(told)["correct"] == 1.0


def test_what_no_question_scores_is_unscored_and_no_zero(tmp_path: Path) -> None:
    told = summary_of(tmp_path, right)
    for metric in told["metrics"]:
        if metric["name"] in ("judged correct", "choice accuracy", "window accuracy"):
            assert (metric["value"], metric["low"], metric["n"]) == (None, None, 0)


def test_no_question_at_all_is_a_summary_of_nothing() -> None:
    told = summarise([], None)
    assert set(values(told).values()) == {None}
    assert told["risk_coverage"] == []


def test_kinds_are_told_apart(tmp_path: Path) -> None:
    told = summary_of(tmp_path, right)["kinds"]
    assert set(told) == {"single", "unanswerable"}
    assert told["single"]["n"] == 5
    assert "recall@5" not in told["unanswerable"]


def test_time_and_tokens_come_from_the_rows(tmp_path: Path) -> None:
    told = values(summary_of(tmp_path, right))
    assert told["answer p50"] == 1.0
    assert told["retrieval p95"] == 0.01
    assert told["questions per second"] == 5.0
    assert (told["prompt tokens"], told["completion tokens"]) == (100, 10)


@pytest.mark.parametrize("wall", [None, 0.0])
def test_a_run_that_was_resumed_has_no_throughput(tmp_path: Path, wall: float | None) -> None:
    rows = rows_of(tmp_path, right)
    assert values(summarise(rows, wall))["questions per second"] is None
