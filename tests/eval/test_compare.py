"""Two runs, question by question: pairing, intervals, flips, warnings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from eval.compare import Comparison, Difference, compare, comparison_json
from eval.report.comparing import comparison_markdown
from rag.errors import InputError
from tests.eval.report.making import Change, make_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return make_run(tmp_path / "a")


def other(folder: Path, change: Change | None = None, **about: Any) -> Path:
    return make_run(folder / "b", change=change, **about)


def of(comparison: Comparison, metric: str) -> Difference:
    (found,) = [one for one in comparison.differences if one.metric == metric]
    return found


def test_a_run_does_not_differ_from_itself(run: Path) -> None:
    told = compare(run, run)
    assert told.questions == 38
    assert {one.verdict for one in told.differences} == {"same"}
    assert (told.lost, told.gained, told.settings, told.warnings) == ((), (), (), ())


def test_differences_are_paired_over_the_questions_that_both_scored(tmp_path: Path) -> None:
    def first(told: list[dict]) -> None:
        for row in told:
            row["scores"] = {"hit@5": 0.0}

    def second(told: list[dict]) -> None:
        for number, row in enumerate(told):
            row["scores"] = {"hit@5": 1.0 if number < 10 else None}

    a = make_run(tmp_path / "a", change=first)
    found = of(compare(a, other(tmp_path, second)), "hit@5")
    assert (found.a, found.b, found.difference, found.low, found.high) == (0, 1, 1, 1, 1)
    assert (found.n, found.verdict, found.group) == (9, "better", "retrieval")  # one is an error


@pytest.mark.parametrize(("slower", "verdict"), [(5.0, "worse"), (-1.0, "better")])
def test_less_time_is_better(run: Path, tmp_path: Path, slower: float, verdict: str) -> None:
    def drag(told: list[dict]) -> None:
        for row in told:
            if row.get("seconds"):
                row["seconds"]["total"] += slower

    found = of(compare(run, other(tmp_path, drag)), "answer seconds")
    assert found.difference == pytest.approx(slower)
    assert found.verdict == verdict


def test_an_interval_around_zero_decides_nothing(run: Path, tmp_path: Path) -> None:
    found = of(compare(run, make_run(tmp_path / "b", 1)), "correct")
    assert found.low < 0 < found.high
    assert found.verdict == "unclear"


def test_the_same_seed_gives_the_same_intervals(run: Path, tmp_path: Path) -> None:
    b = make_run(tmp_path / "b", 1)
    assert compare(run, b, 5) == compare(run, b, 5)
    assert compare(run, b, 5) != compare(run, b, 6)


def test_what_flipped_is_told_with_what_both_said(run: Path, tmp_path: Path) -> None:
    def flip(told: list[dict]) -> None:
        row = next(row for row in told if row["kind"] == "temporal" and row.get("correct"))
        row["correct"] = False
        row["answer"] |= {"abstained": True, "reason": "unverified", "text": ""}

    b = other(tmp_path, flip)
    (lost,) = compare(run, b).lost
    assert (lost.kind, lost.b) == ("temporal", "no answer: nothing that could be verified")
    assert lost.a == "It was 4 per cent [1]."
    (gained,) = compare(b, run).gained
    assert (gained.id, gained.a, gained.b) == (lost.id, lost.b, lost.a)


def test_questions_with_an_error_in_one_run_are_named_and_left_out(
    run: Path, tmp_path: Path
) -> None:
    def fail(told: list[dict]) -> None:
        told[0] |= {"error": "no model", "scores": {}}

    told = compare(run, other(tmp_path, fail))
    assert told.questions == 37
    assert ("q-single-00", "B", "no model") in told.errors
    assert len(told.errors) == 5


def test_other_questions_are_left_out_with_a_warning(run: Path, tmp_path: Path) -> None:
    def differ(told: list[dict]) -> None:
        told[0]["question"] = "Something else?"
        told[1]["answers"] = ["else"]
        told[2]["id"] = "new"
        del told[-1]

    told = compare(run, other(tmp_path, differ))
    assert told.questions == 34
    assert sorted(warning.split(":")[0] for warning in told.warnings) == [
        "1 questions are only in B",
        "2 questions are only in A",
        "2 questions have the same id, but other words, dates or accepted answers",
    ]


def test_runs_without_a_common_question_have_nothing_to_compare(run: Path, tmp_path: Path) -> None:
    def rename(told: list[dict]) -> None:
        for row in told:
            row["id"] = f"other-{row['id']}"

    told = compare(run, other(tmp_path, rename))
    assert (told.questions, told.differences, told.lost) == (0, (), ())
    assert len(told.warnings) == 2
    assert comparison_markdown(told)


def test_other_data_and_settings_are_told(run: Path, tmp_path: Path) -> None:
    b = other(
        tmp_path,
        name="without-lead",
        started="2026-11-24T09:00:00+00:00",
        gold={"path": "elsewhere.jsonl", "digest": "ffff", "questions": 40},
        corpus={"path": "x", "digest": "eeee", "articles": 120, "passages": 411},
        model="another",
    )
    told = compare(run, b)
    assert [warning.split(" are not")[0] for warning in told.warnings] == [
        "the questions or their evidence",
        "the articles",
    ]
    assert [name for name, _, _ in told.settings] == ["gold.digest", "corpus.digest", "model"]
    assert told.settings[-1] == ("model", "qwen2.5-coder-1.5b-instruct", "another")


def test_figures_of_whole_sets_are_listed_without_an_interval(run: Path, tmp_path: Path) -> None:
    told = compare(run, make_run(tmp_path / "b", 1))
    found = {one.metric: one for one in told.whole}
    assert {"abstention F1", "risk-coverage area", "answer p50"} <= set(found)
    assert found["abstention F1"].low is None
    assert not {one.metric for one in told.differences} & set(found)


def test_runs_that_only_found_passages_flip_by_their_evidence(tmp_path: Path) -> None:
    a = make_run(tmp_path / "a", 0, retrieval_only=True)
    b = make_run(tmp_path / "b", 4, retrieval_only=True)
    told = compare(a, b)
    assert told.lost or told.gained
    assert {flip.a for flip in (*told.lost, *told.gained)} == {"passages only"}
    assert "answer seconds" not in {one.metric for one in told.differences}


def test_a_folder_without_a_finished_run_is_refused(run: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no run"):
        compare(run, tmp_path)
    (run / "summary.json").unlink()
    with pytest.raises(InputError, match="is not finished"):
        compare(run, run)


def test_a_comparison_is_json_and_markdown(run: Path, tmp_path: Path) -> None:
    told = compare(run, make_run(tmp_path / "b", 1, model="other | <b>model</b>"))
    back = json.loads(json.dumps(comparison_json(told)))
    assert back["questions"] == told.questions
    assert back["differences"][0]["metric"] == told.differences[0].metric
    assert back["settings"] == [
        {"what": "model", "a": "qwen2.5-coder-1.5b-instruct", "b": "other | <b>model</b>"}
    ]
    assert {"id", "run", "error"} == set(back["errors"][0])
    shown = MarkdownIt("commonmark").enable("table").render(comparison_markdown(told))
    assert "<b>" not in shown
    assert "<script" not in shown
    assert shown.count("<table>") >= 4
