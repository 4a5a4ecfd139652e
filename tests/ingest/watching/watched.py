"""A watch whose clock stands still until it is moved, on the news site on loopback."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ingest.fetching import Fetch
from ingest.identity import article_id, digest
from ingest.sources import Asked
from ingest.watching.pace import FIRST
from ingest.watching.watch import News, Watch
from rag.domain import Draft
from rag.errors import SourceRejected
from rag.index.archive import Archive
from rag.index.feeds import Feed
from tests.ingest.site import Site

START = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LOCAL: dict[str, Any] = {
    "allowed_hosts": ["127.0.0.1"],
    "delay": 0,
    "sleep": lambda _seconds: None,
}
PATIENCE = 20.0  # real seconds that a test waits for threads, at most


class Watched:
    """A watch and what it told.

    Attributes:
        now: The time.
        told: What happened, in order.
        rejects: Reasons for not storing, by the address of the article.
    """

    def __init__(self, archive: Archive, fetch: Fetch, only: Sequence[str] | None = None) -> None:
        self.archive, self.now = archive, START
        self.told: list[News] = []
        self.rejects: dict[str, str] = {}
        self.watch = Watch(
            archive.feeds,
            fetch,
            self._store,
            Asked(lambda: self.now),
            self.told.append,
            lambda: 0.0,
            only,
        )

    def add(self, *urls: str) -> None:
        for url in urls:
            self.archive.feeds.add(url, FIRST, self.now)

    def polled(self, seconds: float = 0.0, hanging: int = 0) -> int:
        """Let that much time go by, poll what is due to the end, but for so many feeds.

        Returns:
            How many were begun.
        """
        self.now += timedelta(seconds=seconds)
        begun = self.watch.begin()
        until = time.monotonic() + PATIENCE
        while len(self.watch._running) > hanging:
            assert time.monotonic() < until, "a poll does not end"
            self.watch.take(0.1)
        return begun

    def feed(self, url: str) -> Feed:
        found = self.archive.feeds.get(url)
        assert found is not None
        return found

    def wait(self, url: str) -> float:
        """Seconds until a feed is due."""
        return self.feed(url).due - self.now.timestamp()

    def said(self) -> list[tuple[str, str]]:
        """What was told since the last time: what happened, and the title or reason."""
        said = [(n.what, (n.draft.title if n.draft else n.reason) or "") for n in self.told]
        self.told.clear()
        return said

    def _store(self, drafts: Sequence[Draft]) -> list[str | SourceRejected]:
        return [self._kept(draft) for draft in drafts]

    def _kept(self, draft: Draft) -> str | SourceRejected:
        if draft.url in self.rejects:
            return SourceRejected(draft.url, self.rejects[draft.url])
        spans = [(0, len(draft.text))]
        return self.archive.store(draft, article_id(draft), digest(draft), spans)


@contextmanager
def watching(folder: Path, only: Sequence[str] | None = None) -> Iterator[Watched]:
    """A watch of the library in a folder, with a fetch of its own, as after a start."""
    archive = Archive(f"sqlite:///{folder / 'archive.db'}")
    with Fetch(**LOCAL, memory=archive.visits) as fetch:
        yield Watched(archive, fetch, only)
    archive.close()


def feeds_asked(site: Site) -> list[str]:
    """The feeds that were asked for since the last time."""
    paths = [path for path in site.paths() if path.startswith("/feeds/")]
    site.seen.clear()
    return paths
