"""Runs of a folder: newest first, finished or not, and what is none left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.history import past_run, past_runs
from eval.rows import row_of
from rag.errors import InputError
from tests.eval.making import Archive, answer, gold, kept_run, reply


def _run(root: Path, name: str, started: str, *, finished: bool = True, asked: int = 2) -> None:
    kept_run(
        root / name,
        [row_of(gold(f"q{n}"), reply(answer()), Archive()) for n in range(asked)],
        finished=finished,
        name="sample",
        started=started,
        gold={"path": "/somewhere/sample.jsonl", "digest": "d", "questions": 2},
        corpus={"path": "/somewhere", "digest": "c"},
    )


def test_the_newest_run_comes_first_and_no_more_than_asked_for(tmp_path: Path) -> None:
    for day in (3, 1, 2):
        _run(tmp_path, f"r{day}", f"2026-11-0{day}T08:00:00+00:00")
    assert [past.name for past in past_runs(tmp_path, 9)] == ["r3", "r2", "r1"]
    assert [past.name for past in past_runs(tmp_path, 2)] == ["r3", "r2"]


def test_an_unfinished_run_says_how_far_it_came(tmp_path: Path) -> None:
    _run(tmp_path, "r1", "2026-11-01T08:00:00+00:00", finished=False, asked=1)
    (past,) = past_runs(tmp_path, 9)
    assert (past.summary, past.asked, past.total) == (None, 1, 2)
    with pytest.raises(InputError, match="not finished"):
        past_run(tmp_path, "r1")


def test_a_finished_run_comes_with_its_rows(tmp_path: Path) -> None:
    _run(tmp_path, "r1", "2026-11-01T08:00:00+00:00")
    past, rows = past_run(tmp_path, "r1")
    assert (past.gold, past.answers, past.questions) == ("sample.jsonl", True, "d c")
    assert [one["id"] for one in rows] == ["q0", "q1"]


def test_what_is_no_run_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "run.json").write_text("{")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "run.json").write_text("{}")
    for summary in ([], {"questions": 1, "metrics": [{}]}, {"questions": 1, "metrics": [1]}):
        (tmp_path / "odd" / "summary.json").write_text(json.dumps(summary))
        assert past_runs(tmp_path, 9) == []
    assert past_runs(tmp_path, 9) == []
    assert past_runs(tmp_path / "nowhere", 9) == []


@pytest.mark.parametrize("name", ["../r1", "..", "/etc", "", "r1/../r1", ".r1", "nothing"])
def test_a_name_leads_to_no_other_place(tmp_path: Path, name: str) -> None:
    _run(tmp_path / "runs", "r1", "2026-11-01T08:00:00+00:00")
    _run(tmp_path, "r1", "2026-11-01T08:00:00+00:00")
    with pytest.raises(InputError, match="there is no run"):
        past_run(tmp_path / "runs", name)
