"""Doing a job: each source read and stored by the pipeline; the keeper lets the indexes follow."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ingest.fetching import Fetch
from ingest.pipeline import ingest
from ingest.report import Report
from ingest.sources import Asked
from ingest.stages.crew import Crew, Here, cores
from ingest.stages.visited import Standing
from ingest.stages.work import Item
from rag.index.library import Library
from rag.settings import read_settings
from ui.adding.ahead import Ahead
from ui.adding.job import Job, Rejection, Source
from ui.adding.jobs import Tell
from ui.adding.reading import guess, items
from ui.adding.uploads import Uploads


class Bringing:
    """Brings the sources of a job into a library; a `Work` for `Jobs`.

    Args:
        library: Open, and kept by a Keeper.
        uploads: Where files that were sent up lie.
        clock: The time now, with a zone.
    """

    def __init__(
        self,
        library: Library,
        uploads: Uploads,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._library, self._uploads, self._clock = library, uploads, clock

    def __call__(self, job: Job, tell: Tell, stopping: Callable[[], bool]) -> None:
        """Do it; what is in hand when it is to stop is finished.

        Raises:
            DatelineError: If the library cannot take articles.
        """
        asked = Asked(self._clock, limit=job.limit, since=job.since, apart=True)
        settings = read_settings()
        crew = Lasting(Here(self._library.embedder, max(1, cores() - 1)))  # one is left to answers
        fetching = Fetch(
            contact=settings.contact,
            allowed_hosts=settings.allowed_hosts,
            memory=Standing(self._library.archive),
        )
        told = [Telling(s, number, tell, self._clock) for number, s in enumerate(job.sources)]
        try:
            with fetching as fetch:
                opened = partial(_opened, told, fetch, asked)
                with closing(Ahead(len(told), opened)) as ahead:
                    for number, one in enumerate(told):
                        if stopping():
                            return
                        one.begin()
                        found = ahead.items(number, stopping)
                        report = self._stored(found, one, crew)
                        one.end(report, stopped=not ahead.ended(number))
        finally:
            crew.end()
            self._uploads.drop(source.file for source in job.sources)

    def _stored(self, found: Iterator[Item], told: Telling, crew: Crew) -> Report:
        """What became of one source."""
        return ingest(found, self._library, told.dealt, follow=False, crew=crew, clock=self._clock)


def _opened(told: Sequence[Telling], fetch: Fetch, asked: Asked, number: int) -> Generator[Item]:
    """What a source leads to, counted while it comes."""
    return items(told[number].source, fetch, asked, told[number].met)


class Telling:
    """How one source stands, told whenever that changes; two threads of the pipeline call it.

    Args:
        source: It, before it is begun.
        number: Which of the job.
        tell: Whom to tell.
        clock: The time now, with a zone.
    """

    def __init__(
        self, source: Source, number: int, tell: Tell, clock: Callable[[], datetime]
    ) -> None:
        self.source, self._number, self._tell, self._clock = source, number, tell, clock
        self._lock = threading.Lock()

    def begin(self) -> None:
        """The source is begun; it may have been read ahead."""
        with self._lock:
            total = self.source.total or guess(self.source)
            self._set(step="reading", began=self._clock(), total=total)

    def met(self, found: int, whole: bool) -> None:
        """So many articles were met, perhaps all there are."""
        self.change(found=found, **({"total": found} if whole else {}))

    def dealt(self, more: int) -> None:
        """So many more are dealt with."""
        self.change(done=self.source.done + more)

    def end(self, report: Report, *, stopped: bool) -> None:
        """The source is over."""
        self.change(
            step="stopped" if stopped else "done",
            ended=self._clock(),
            outcomes=dict(report.outcomes),
            rejected=tuple(map(Rejection.of, report.rejected)),
            quarantined=report.quarantined,
        )

    def change(self, **changes: Any) -> None:
        """Set what is new, and tell."""
        with self._lock:
            self._set(**changes)

    def _set(self, **changes: Any) -> None:
        self.source = replace(self.source, **changes)
        self._tell(self._number, self.source)


class Lasting:
    """A crew that serves several runs of the pipeline, each of which would send it home.

    Args:
        crew: Who does the work.
    """

    def __init__(self, crew: Here) -> None:
        self._crew = crew
        self.ahead = crew.ahead
        self.read, self.embed, self.kill = crew.read, crew.embed, crew.kill

    def close(self) -> None:
        """Stay."""

    def end(self) -> None:
        """Go home."""
        self._crew.close()
