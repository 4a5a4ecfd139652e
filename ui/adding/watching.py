"""Watching feeds while the server runs: a thread that polls what is due and stores what is new."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from ingest.fetching import Fetch
from ingest.pipeline import ingest
from ingest.sources import Asked
from ingest.watching.watch import Kept, News, Watch
from rag.errors import SourceRejected
from rag.index.library import Library
from rag.settings import read_settings

REST = 30.0  # seconds before watching begins anew after a fault
PATIENCE = 5.0  # seconds to wait for what is in hand when it ends

log = logging.getLogger(__name__)


class Watching:
    """Polls the feeds of a library on a thread of its own, while it is on; safe between threads.

    Args:
        library: Open, and kept by a Keeper that lets the indexes follow.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._stopping: threading.Event | None = None
        self._thread: threading.Thread | None = None

    @property
    def on(self) -> bool:
        """Whether feeds are polled."""
        return self._stopping is not None

    def start(self) -> None:
        """Begin, unless it is on; returns at once."""
        with self._lock:
            if self._stopping is None:
                self._stopping = threading.Event()
                self._thread = threading.Thread(
                    target=self._run, args=(self._stopping,), name="dateline watch", daemon=True
                )
                self._thread.start()

    def stop(self, patience: float = PATIENCE) -> None:
        """End it; what was fetched is stored, and waited for some seconds at most."""
        with self._lock:
            stopping, self._stopping = self._stopping, None
            thread = self._thread
        if stopping is not None and thread is not None:
            stopping.set()
            thread.join(patience)

    def _run(self, stopping: threading.Event) -> None:
        while not stopping.is_set():
            try:
                self._watch(stopping)
            except Exception:  # watching must outlive whatever a feed or the library may raise
                log.exception("feeds could not be watched; next try in %.0f s", REST)
                stopping.wait(REST)

    def _watch(self, stopping: threading.Event) -> None:
        settings, archive = read_settings(), self._library.archive
        fetching = Fetch(
            contact=settings.contact, allowed_hosts=settings.allowed_hosts, memory=archive.visits
        )
        with fetching as fetch:
            asked = Asked(lambda: datetime.now(UTC))
            watch = Watch(archive.feeds, fetch, self._store, asked, _tell, random.random)
            watch.run(stopping)

    def _store(self, found: Sequence[Kept]) -> list[str | SourceRejected]:
        return [self._stored(one) for one in found]

    def _stored(self, found: Kept) -> str | SourceRejected:
        report = ingest([found], self._library, follow=False)
        if report.rejected:
            return report.rejected[0]
        return next(iter(report.outcomes), "unchanged")


def _tell(news: News) -> None:
    """What happens stands with each feed; the log has the rest."""
    log.info("%s: %s %s", news.feed, news.what, news.reason or "")
