"""The jobs of a server: one runs at a time, others wait, and the reports of the last ones stay."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import uuid4

from rag.errors import DatelineError, InputError
from ui.adding.job import Job, Source

KEPT = 20  # jobs that are over and still told of
WAITING = 20  # jobs that may wait
BROKEN = "Something broke here that should not have; the server’s log says what."

Tell = Callable[[int, Source], None]
"""Told how a source stands now, by its number from 0."""
Work = Callable[[Job, Tell, Callable[[], bool]], None]
"""Does a job; asks between two articles whether to stop."""

log = logging.getLogger(__name__)


class Jobs:
    """A queue of jobs and the thread that does them; safe between threads.

    Args:
        work: Does one job.
        clock: The time now, with a zone.
    """

    def __init__(
        self, work: Work, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._work, self._clock = work, clock
        self._jobs: dict[str, Job] = {}  # oldest first
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = False

    def add(
        self, sources: Sequence[Source], limit: int | None = None, since: date | None = None
    ) -> Job:
        """Put sources in the queue; returns at once.

        Raises:
            InputError: If too many jobs wait already.
        """
        job = Job(uuid4().hex[:12], tuple(sources), self._clock(), limit, since)
        with self._lock:
            if self._stopped or sum(not known.over for known in self._jobs.values()) > WAITING:
                raise InputError(
                    f"{WAITING} jobs are waiting already: add these when some are done"
                )
            self._jobs[job.id] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="dateline jobs", daemon=True)
                self._thread.start()
        return job

    def all(self) -> list[Job]:
        """What runs, what waits, and the last ones that are over; the newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def get(self, job_id: str) -> Job:
        """One job.

        Raises:
            InputError: If it is not known, or no longer.
        """
        with self._lock:
            return self._known(job_id)

    def cancel(self, job_id: str) -> Job:
        """Stop a job: what is in hand is finished; one that waits is over at once.

        Raises:
            InputError: If it is not known, or no longer.
        """
        with self._lock:
            job = self._known(job_id)
            if job.state == "waiting":
                job = self._end(job, "stopped")
            elif job.state == "running":
                job = self._change(job, state="stopping")
            return job

    def stop(self, patience: float = 5.0) -> None:
        """Stop all jobs and wait for what is in hand, but no longer than some seconds."""
        with self._lock:
            self._stopped = True
            thread = self._thread
            ids = [job.id for job in self._jobs.values() if not job.over]
        for job_id in ids:
            self.cancel(job_id)
        if thread is not None:
            thread.join(patience)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            failure: str | None = None
            try:
                self._work(job, self._teller(job.id), partial(self._stopping, job.id))
            except DatelineError as error:
                failure = str(error)
            except Exception:  # the thread must outlive whatever a source may raise
                log.exception("the job %s broke", job.id)
                failure = BROKEN
            with self._lock:
                job = self._jobs[job.id]
                stopped = job.state == "stopping"
                state = "failed" if failure else "stopped" if stopped else "done"
                self._end(job, state, failure=failure)
                self._forget()

    def _next(self) -> Job | None:
        with self._lock:
            job = next((job for job in self._jobs.values() if job.state == "waiting"), None)
            if job is None:
                self._thread = None
                return None
            return self._change(job, state="running", began=self._clock())

    def _teller(self, job_id: str) -> Tell:
        def tell(number: int, source: Source) -> None:
            with self._lock:
                job = self._jobs.get(job_id)
                if job is None or job.over:  # a source that was read ahead and is not wanted
                    return
                before, after = job.sources[:number], job.sources[number + 1 :]
                self._change(job, sources=(*before, source, *after))

        return tell

    def _stopping(self, job_id: str) -> bool:
        with self._lock:
            return self._jobs[job_id].state == "stopping"

    def _known(self, job_id: str) -> Job:
        if job_id not in self._jobs:
            raise InputError(f"there is no job {job_id!r}; /api/jobs lists those that are known")
        return self._jobs[job_id]

    def _change(self, job: Job, **changes: Any) -> Job:
        changed = self._jobs[job.id] = replace(job, **changes)
        return changed

    def _end(self, job: Job, state: str, **changes: Any) -> Job:
        sources = tuple(
            source if source.step == "done" else replace(source, step="stopped")
            for source in job.sources
        )
        return self._change(job, state=state, ended=self._clock(), sources=sources, **changes)

    def _forget(self) -> None:
        over = [job.id for job in self._jobs.values() if job.over]
        for job_id in over[:-KEPT]:
            del self._jobs[job_id]
