"""The queue: one job at a time, in order; stopped ones end; a fault ends one job, not the queue."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from rag.errors import InputError, LibraryError
from ui.adding.job import Job, Source
from ui.adding.jobs import KEPT, WAITING, Jobs, Tell


def until(holds: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.01)
    return False


class Scripted:
    """Does jobs when it is let: the gate is opened by a test."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun: list[str] = []

    def __call__(self, job: Job, tell: Tell, stopping: Callable[[], bool]) -> None:
        self.begun.append(job.sources[0].name)
        tell(0, replace(job.sources[0], step="reading"))
        while not self.gate.wait(0.01) and not stopping():
            pass
        if job.sources[0].name == "ours":
            raise LibraryError("the disk is full: make room")
        if job.sources[0].name == "theirs":
            raise ZeroDivisionError
        step = "stopped" if stopping() else "done"
        tell(0, replace(job.sources[0], step=step, outcomes={"added": 1}))


@pytest.fixture
def work() -> Scripted:
    return Scripted()


@pytest.fixture
def jobs(work: Scripted) -> Jobs:
    return Jobs(work)


def named(*names: str) -> list[Source]:
    return [Source(name) for name in names]


def test_one_runs_and_the_others_wait_their_turn(jobs: Jobs, work: Scripted) -> None:
    ids = [jobs.add(named(name)).id for name in "abc"]
    assert until(lambda: work.begun == ["a"])
    assert [job.state for job in jobs.all()] == ["waiting", "waiting", "running"]
    work.gate.set()
    assert until(lambda: all(job.over for job in jobs.all()))
    assert work.begun == ["a", "b", "c"]
    assert [jobs.get(job_id).outcomes["added"] for job_id in ids] == [1, 1, 1]


def test_a_waiting_job_is_over_at_once_when_it_is_stopped(jobs: Jobs, work: Scripted) -> None:
    first, second = jobs.add(named("a")), jobs.add(named("b"))
    assert until(lambda: work.begun == ["a"])
    assert jobs.cancel(second.id).state == "stopped"
    assert jobs.cancel(first.id).state == "stopping"
    assert until(lambda: jobs.get(first.id).over)
    assert jobs.get(first.id).state == "stopped"
    assert work.begun == ["a"]


def test_stopping_what_is_over_changes_nothing(jobs: Jobs, work: Scripted) -> None:
    work.gate.set()
    job = jobs.add(named("a"))
    assert until(lambda: jobs.get(job.id).over)
    assert jobs.cancel(job.id).state == "done"


def test_a_fault_is_told_and_the_next_job_goes_on(
    jobs: Jobs, work: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    work.gate.set()
    ids = [jobs.add(named(name, "rest")).id for name in ("ours", "theirs", "b")]
    assert until(lambda: all(job.over for job in jobs.all()))
    ours, theirs, last = (jobs.get(job_id) for job_id in ids)
    assert (ours.state, ours.failure) == ("failed", "the disk is full: make room")
    assert [source.step for source in ours.sources] == ["stopped", "stopped"]
    assert theirs.failure is not None
    assert "server’s log" in theirs.failure
    assert "ZeroDivisionError" in caplog.text
    assert last.state == "done"


def test_the_last_reports_are_kept(jobs: Jobs, work: Scripted) -> None:
    work.gate.set()
    for number in range(KEPT + 5):
        job = jobs.add(named(str(number)))
        assert until(lambda job=job: jobs.get(job.id).over)  # type: ignore[misc]
    assert until(lambda: len(jobs.all()) == KEPT)
    assert jobs.all()[0].sources[0].name == str(KEPT + 4)


def test_a_queue_that_is_full_says_so(jobs: Jobs, work: Scripted) -> None:
    for number in range(WAITING + 1):
        jobs.add(named(str(number)))
    with pytest.raises(InputError, match="waiting already"):
        jobs.add(named("more"))
    work.gate.set()


def test_a_server_that_ends_stops_what_runs_and_takes_no_more(jobs: Jobs, work: Scripted) -> None:
    jobs.add(named("a"))
    jobs.add(named("b"))
    assert until(lambda: work.begun == ["a"])
    jobs.stop()
    assert [job.state for job in jobs.all()] == ["stopped", "stopped"]
    with pytest.raises(InputError):
        jobs.add(named("c"))


def test_a_job_nobody_knows_is_an_error(jobs: Jobs) -> None:
    with pytest.raises(InputError, match="no job 'nope'"):
        jobs.cancel("nope")
