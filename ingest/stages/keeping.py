"""The stage that stores: one article a transaction, in the order of the sources, and indexes it."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from ingest.dates import checked
from ingest.identity import article_id, digest
from ingest.identity.keeping import hold_back, keep, steadied
from ingest.identity.recognised import recognise
from ingest.readers.files import Clock
from ingest.report import Report
from ingest.stages.ahead import Ahead
from ingest.stages.parsing import cut
from ingest.stages.visited import kept, noted_gone, noted_unchanged, unmoved_file
from ingest.stages.work import Cut, Missing, Piece, Unmoved, Unread
from ingest.stories.following import follow_stories
from rag.domain import Draft
from rag.errors import PageHeldBack, SourceRejected
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
        clock: The time now, with a zone.
        follows: Whether the indexes follow here.
    """

    def __init__(
        self,
        library: Library,
        tell: Tell,
        halted: threading.Event,
        clock: Clock,
        *,
        follows: bool,
    ) -> None:
        self.report = Report()
        self.follows = follows
        self._library, self._archive, self._tell = library, library.archive, tell
        self._clock = clock
        self._start = time.perf_counter()
        self._stored = 0  # since the indexes last followed
        self._seen: set[str] = set()
        self._handed: OrderedDict[str, str] = OrderedDict()
        self.ahead = Ahead(library.embedder, halted)
        if library.vectors is not None and follows:
            library.vectors.embedder = self.ahead

    def dated(self, item: Cut) -> Cut:
        """An article with those of its dates that it can have."""
        return replace(item, draft=checked(item.draft, self._clock()))

    def unchanged(self, draft: Draft) -> bool:
        """Whether it looks as if nothing will have to be stored: then nothing is to be prepared.

        A look beforehand, of any thread; `take` decides.
        """
        draft = checked(draft, self._clock())
        identity, fingerprint = article_id(draft), digest(draft)
        if self._handed.get(identity) == fingerprint:
            return True
        if recognise(self._archive, draft).state in ("unchanged", "copy"):
            return True
        self._handed[identity] = fingerprint
        if len(self._handed) > RECENT:
            self._handed.popitem(last=False)
        return False

    def known(self, unit: Unread) -> Unmoved | None:
        """A file that need not be read again; a look beforehand, of any thread."""
        return unmoved_file(self._archive, unit)

    def wants_vectors(self, item: Cut) -> bool:
        """Whether all passages of an article want vectors; a changed one keeps most of its own."""
        if item.settled or not self.follows:
            return False
        return recognise(self._archive, item.draft).state == "new"

    def cut(self, item: Cut) -> Cut:
        """An article with its passages; cut here if it is not yet."""
        if item.spans is not None:
            return item
        return replace(cut(item.draft, self._library.embedder), visit=item.visit)

    def take(self, item: Piece) -> None:
        """Store one article, or note what came in the place of one."""
        done = self._done(item)
        if isinstance(done, SourceRejected):
            self.report.rejected.append(done)
        else:
            self.report.outcomes[done] += 1
        if self._stored >= FOLLOW:
            self.follow()
        self._tell(1)

    def follow(self) -> None:
        """Let the indexes and the stories apply what was stored."""
        if self.follows:
            self._library.follow()
        follow_stories(self._archive)
        self.ahead.forget()
        self._stored = 0

    def close(self) -> Report:
        """Count what the library holds."""
        if self._library.vectors is not None and self.follows:
            self._library.vectors.embedder = self._library.embedder
        counts = self._archive.counts()
        self.report.articles, self.report.passages = counts["articles"], counts["passages"]
        self.report.waiting = self._library.behind()
        self.report.seconds = time.perf_counter() - self._start
        return self.report

    def _done(self, item: Piece) -> str | SourceRejected:
        """What became of what came."""
        match item:
            case Cut():
                return self._store(item)
            case Unmoved():
                noted_unchanged(self._archive, item)
                return "unchanged"
            case Missing():
                return noted_gone(self._archive, item)
            case PageHeldBack():
                hold_back(self._archive, item, self._clock().isoformat(timespec="seconds"))
                self.report.quarantined += 1
        return item

    def _store(self, item: Cut) -> str | SourceRejected:
        known = recognise(self._archive, item.draft)
        spans: list[tuple[int, int]] = []
        if known.state in ("new", "changed"):
            spans = self.cut(item).spans or []
            if not spans:
                return SourceRejected(item.draft.source, "it holds no words")
            spans = list(steadied(self._archive, item.draft, known, spans))
            self._stored += 1
        outcome = keep(self._archive, item.draft, known, spans)
        kept(self._archive, item.visit)
        if outcome == "unchanged" and known.article_id in self._seen:
            outcome = "duplicates"
        self._seen.add(known.article_id)
        return outcome
