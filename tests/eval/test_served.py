"""A served Dateline is measured as it is: its articles, its model, question by question."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.measuring import Plan
from eval.runs import read_run
from eval.served import measure_served
from rag.answering import Dateline
from rag.errors import InputError
from rag.index.library import Library
from tests.eval.making import AS_OF
from tests.rag.making import the_gate


class _EnoughError(Exception):
    pass


def _dateline(library: Library) -> Dateline:
    return Dateline(library, None, lambda: AS_OF, the_gate())


def _nothing() -> None:
    pass


def test_a_served_library_gives_the_run_that_the_command_line_would(
    tmp_path: Path, sample_library: Library
) -> None:
    told: list[tuple[int, int]] = []
    run = measure_served(
        Plan(limit=4, root=tmp_path, report=False),
        _dateline(sample_library),
        _nothing,
        lambda _what, done, total: told.append((done, total)),
    )
    about, rows, summary = read_run(run.folder)
    assert (about["model"], about["corpus"]["articles"], len(rows)) == ("quotes", 26, 4)
    assert summary["scored"] == 4
    assert told == [(n, 4) for n in range(5)]


def test_a_run_that_was_stopped_goes_on_where_it_stopped(
    tmp_path: Path, sample_library: Library
) -> None:
    plan = Plan(limit=4, root=tmp_path, report=False, retrieval_only=True)
    asked: list[int] = []

    def stop_at_three() -> None:
        if len(asked) == 2:
            raise _EnoughError
        asked.append(1)

    with pytest.raises(_EnoughError):
        measure_served(plan, _dateline(sample_library), stop_at_three, lambda *_: None)
    (folder,) = tmp_path.iterdir()
    assert len((folder / "rows.jsonl").read_text().splitlines()) == 2
    again: list[int] = []
    run = measure_served(plan, _dateline(sample_library), lambda: again.append(1), lambda *_: None)
    assert (run.folder, len(again)) == (folder, 2)
    assert run.finished


def test_an_empty_library_is_said_in_words(tmp_path: Path, library: Library) -> None:
    with pytest.raises(InputError, match="holds no articles"):
        measure_served(Plan(root=tmp_path), _dateline(library), _nothing, lambda *_: None)
