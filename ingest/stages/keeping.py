"""The stage that stores: one article a transaction, in the order of the sources, and indexes it."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from ingest.identity import article_id, digest
from ingest.report import Report
from ingest.stages.ahead import Ahead
from ingest.stages.parsing import cut
from ingest.stages.work import Cut
from rag.domain import Draft
from rag.errors import SourceRejected
from rag.index.library import Library

FOLLOW = 32  # articles stored before the indexes follow
RECENT = 512  # articles handed on whose fate is not known yet; more than ever are

Tell = Callable[[int], None]
"""Called with how many more sources are dealt with."""


class Keeping:
    """Decides what becomes of every article; alone writes to the library.

    Args:
        library: Open.
        tell: Told of progress.
        halted: Set to stop at once.
        follows: Whether the indexes follow here.
    """

    def __init__(
        self, library: Library, tell: Tell, halted: threading.Event, *, follows: bool
    ) -> None:
        self.report = Report()
        self.follows = follows
        self._library, self._tell = library, tell
        self._start = time.perf_counter()
        self._stored = 0  # since the indexes last followed
        self._seen: set[str] = set()
        self._handed: OrderedDict[str, str] = OrderedDict()
        self.ahead = Ahead(library.embedder, halted)
        if library.vectors is not None and follows:
            library.vectors.embedder = self.ahead

    def unchanged(self, draft: Draft) -> bool:
        """Whether it looks as if nothing will have to be stored: then nothing is to be prepared.

        A look beforehand, of any thread; `take` decides.
        """
        identity, fingerprint = article_id(draft), digest(draft)
        if self._handed.get(identity) == fingerprint:
            return True
        if self._library.archive.digest(identity) == fingerprint:
            return True
        self._handed[identity] = fingerprint
        if len(self._handed) > RECENT:
            self._handed.popitem(last=False)
        return False

    def wants_vectors(self, item: Cut) -> bool:
        """Whether all passages of an article want vectors; a changed one keeps most of its own."""
        if item.settled or not self.follows:
            return False
        return self._library.archive.digest(article_id(item.draft)) is None

    def cut(self, item: Cut) -> Cut:
        """An article with its passages; cut here if it is not yet."""
        return cut(item.draft, self._library.embedder) if item.spans is None else item

    def take(self, item: Cut | SourceRejected) -> None:
        """Store one article, or note one rejection."""
        done = item if isinstance(item, SourceRejected) else self._store(item)
        if isinstance(done, SourceRejected):
            self.report.rejected.append(done)
        else:
            self.report.outcomes[done] += 1
        if self._stored >= FOLLOW:
            self.follow()
        self._tell(1)

    def follow(self) -> None:
        """Let the indexes apply what was stored."""
        if self.follows:
            self._library.follow()
        self.ahead.forget()
        self._stored = 0

    def close(self) -> Report:
        """Count what the library holds."""
        if self._library.vectors is not None and self.follows:
            self._library.vectors.embedder = self._library.embedder
        counts = self._library.archive.counts()
        self.report.articles, self.report.passages = counts["articles"], counts["passages"]
        self.report.waiting = self._library.behind()
        self.report.seconds = time.perf_counter() - self._start
        return self.report

    def _store(self, item: Cut) -> str | SourceRejected:
        archive, draft = self._library.archive, item.draft
        identity, fingerprint = article_id(draft), digest(draft)
        if self._untouched(item, identity) or archive.digest(identity) == fingerprint:
            outcome = "duplicates" if identity in self._seen else "unchanged"
            self._seen.add(identity)
            return outcome
        spans = self.cut(item).spans
        if not spans:
            return SourceRejected(draft.source, "it holds no words")
        self._seen.add(identity)
        self._stored += 1
        return archive.store(draft, identity, fingerprint, spans)

    def _untouched(self, item: Cut, identity: str) -> bool:
        """Whether `unchanged` found it in the archive, and nothing of this run came in between."""
        return item.settled and identity not in self._seen and identity not in self._handed
