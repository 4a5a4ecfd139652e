"""One evaluation at a time: it stops when told to, lets readers go first, says what broke."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.history import past_runs
from rag.answering import Dateline
from rag.errors import InputError
from rag.index.library import Library
from tests.eval.making import AS_OF
from tests.rag.making import the_gate
from ui.page_counts import Counts
from ui.pages.evaluate_gold import GoldShelf
from ui.pages.evaluate_job import Evaluating, Wish

WAIT = 60.0
FEW = Wish("sample", limit=3)


@pytest.fixture
def library(sample_copy: Path, embedder) -> Library:
    opened = Library(sample_copy, embedder)
    opened.open_to_read()
    yield opened
    opened.close()


def _evaluating(library: Library, busy: Callable[[], bool] = lambda: False) -> Evaluating:
    dateline = Dateline(library, None, lambda: AS_OF, the_gate())
    return Evaluating(dateline, GoldShelf(library), busy)


def _until(true: Callable[[], bool]) -> None:
    patient = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < patient
        time.sleep(0.02)


def test_an_evaluation_is_a_run_in_the_library(library: Library) -> None:
    evaluating = _evaluating(library)
    assert evaluating.job is None
    evaluating.start(FEW)
    evaluating.join(WAIT)
    job = evaluating.job
    assert (job.state, job.done, job.total, job.left) == ("done", 3, 3, 0.0)
    (past,) = past_runs(library.folder / "runs", 9)
    assert (past.name, past.total, past.answers) == (job.run, 3, False)
    assert past.about["command"].endswith("--limit 3 --retrieval-only")


def test_answers_are_measured_where_they_are_asked_for(library: Library) -> None:
    evaluating = _evaluating(library)
    evaluating.start(Wish("sample", answers=True, limit=2))
    evaluating.join(WAIT)
    (past,) = past_runs(evaluating.root, 9)
    assert (past.answers, past.about["model"]) == (True, "quotes")


def test_readers_come_first_and_only_one_runs_at_a_time(library: Library) -> None:
    reading = threading.Event()
    reading.set()
    evaluating = _evaluating(library, reading.is_set)
    evaluating.start(FEW)
    _until(lambda: evaluating.job.waiting)
    with pytest.raises(InputError, match="an evaluation is running"):
        evaluating.start(FEW)
    assert evaluating.job.done == 0
    reading.clear()
    evaluating.join(WAIT)
    assert evaluating.job.state == "done"


def test_one_that_was_stopped_goes_on_where_it_stopped(library: Library) -> None:
    gate = threading.Semaphore(1)
    waiting = lambda: not gate.acquire(blocking=False)  # noqa: E731 — one question, then wait
    evaluating = _evaluating(library, waiting)
    evaluating.start(FEW)
    _until(lambda: evaluating.job.done == 1 and evaluating.job.waiting)
    evaluating.stop()
    evaluating.join(WAIT)
    assert evaluating.job.state == "stopped"
    (past,) = past_runs(evaluating.root, 9)
    assert (past.summary, past.asked, past.total) == (None, 1, 3)
    gate.release()
    gate.release()
    evaluating.start(FEW)
    evaluating.join(WAIT)
    job = evaluating.job
    assert (job.number, job.state, job.before, job.done) == (2, "done", 1, 3)
    assert len(past_runs(evaluating.root, 9)) == 1


def test_questions_that_do_not_fit_are_named_without_a_place_of_the_disk(library: Library) -> None:
    evaluating = _evaluating(library)
    line = '{"id": "1", "question": "Who?", "answers": ["A"], "evidence": [[{"article_id": "no"}]]}'
    gold = evaluating.shelf.add("ours.jsonl", line)
    evaluating.start(Wish(gold.key))
    evaluating.join(WAIT)
    job = evaluating.job
    assert job.state == "failed"
    assert "there is no article 'no' in the library" in job.message
    assert "'ours.jsonl'" in job.message
    assert str(library.folder) not in job.message


class _Coming:
    name = "large"

    def ready(self) -> bool:
        return False


def test_answers_wait_for_the_model(library: Library) -> None:
    evaluating = _evaluating(library)
    evaluating._dateline.model = _Coming()
    with pytest.raises(InputError, match="large is not on this machine yet"):
        evaluating.start(Wish("sample", answers=True))
    assert evaluating.job is None


def test_what_broke_unexpectedly_is_said_and_the_next_one_runs(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    evaluating = _evaluating(library)
    keywords, library._keywords = library._keywords, object()
    evaluating.start(FEW)
    evaluating.join(WAIT)
    assert evaluating.job.state == "failed"
    assert "Something broke here" in evaluating.job.message
    library._keywords = keywords
    evaluating.start(FEW)
    evaluating.join(WAIT)
    assert evaluating.job.state == "done"


def test_counts_know_whether_readers_are_being_answered() -> None:
    counts = Counts()
    events = counts.counted(iter([1, 2]))
    assert counts.open == 0
    next(events)
    assert counts.open == 1
    events.close()
    assert counts.open == 0
