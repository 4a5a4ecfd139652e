"""From drafts to a library that answers from them: identify, cut, store, let the indexes follow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from ingest import cutting
from ingest.identity import article_id, digest
from ingest.report import Report
from rag.domain import Draft, Passage
from rag.errors import SourceRejected
from rag.index.archive import Archive, Spans
from rag.index.library import Library
from rag.index.stamp import check_stamp
from rag.index.vectors import header
from rag.models.embedding import Embedder

EXTRACTOR = "trafilatura-2"  # changes when the same page would give another text
FOLLOW = 32  # articles stored before the indexes follow
SPECIAL = 2  # tokens that an embedder adds itself

Tell = Callable[[int], None]
"""Called with how many more sources are dealt with."""


def ingest(
    items: Iterable[Draft | SourceRejected],
    library: Library,
    tell: Tell | None = None,
    *,
    follow: bool = True,
) -> Report:
    """Store what is new or changed, and let the indexes follow if this process may write them.

    An interrupt (Ctrl-C) ends the run after the article in hand; nothing that was stored is lost,
    and a rerun does only what is left.

    Args:
        items: Drafts and rejections, from `ingest.sources.drafts`.
        library: An open library; without the right to write its indexes only the archive is
            written, and the process that has it lets the indexes follow.
        tell: Told of progress.
        follow: Whether the indexes follow here; if not, whoever keeps the library sees to it.

    Raises:
        StampMismatch: If the library was made with another cutter or extractor.
    """
    stamp_check(library.archive)
    run = _Run(library, tell or (lambda _count: None), follow and library.lock.writes)
    try:
        for item in items:
            run.take(item)
        run.follow()
    except KeyboardInterrupt:
        run.report.stopped = True
    return run.close()


def stamp_check(archive: Archive) -> None:
    """Whether the library was cut and extracted as this version does it.

    Raises:
        StampMismatch: If not.
    """
    check_stamp(archive.log, {"cutter": cutting.VERSION, "extractor": EXTRACTOR})


def spans_of(draft_title: str, text: str, language: str | None, embedder: Embedder) -> Spans:
    """The passages of an article such that each fits into the embedder's window with its header."""
    heading = header(Passage("", "", 0, 0, 0, "", title=draft_title))
    window = embedder.window - SPECIAL - (embedder.tokens([heading])[0] if heading else 0)
    return cutting.cut(text, embedder.tokens, window, language)


class _Run:
    def __init__(self, library: Library, tell: Tell, follows: bool) -> None:
        self.library, self.tell, self.follows = library, tell, follows
        self.report = Report()
        self._start = time.perf_counter()
        self._stored = 0  # since the indexes last followed
        self._told = 0
        self._seen: set[str] = set()

    def take(self, item: Draft | SourceRejected) -> None:
        """Store one draft, or note one rejection."""
        self._told += 1
        done = item if isinstance(item, SourceRejected) else self._store(item)
        if isinstance(done, SourceRejected):
            self.report.rejected.append(done)
        else:
            self.report.outcomes[done] += 1
        if self._stored >= FOLLOW:
            self.follow()
        if not self._stored:
            self.tell(self._told)
            self._told = 0

    def follow(self) -> None:
        """Let the indexes apply what was stored."""
        if self.follows:
            self.library.follow()
        self._stored = 0
        self.tell(self._told)
        self._told = 0

    def close(self) -> Report:
        """Count what the library holds."""
        counts = self.library.archive.counts()
        self.report.articles, self.report.passages = counts["articles"], counts["passages"]
        self.report.waiting = self.library.behind()
        self.report.seconds = time.perf_counter() - self._start
        return self.report

    def _store(self, draft: Draft) -> str | SourceRejected:
        archive = self.library.archive
        identity, fingerprint = article_id(draft), digest(draft)
        if archive.digest(identity) == fingerprint:
            outcome = "duplicates" if identity in self._seen else "unchanged"
            self._seen.add(identity)
            return outcome
        spans = spans_of(draft.title, draft.text, draft.language, self.library.embedder)
        if not spans:
            return SourceRejected(draft.source, "it holds no words")
        self._seen.add(identity)
        self._stored += 1
        return archive.store(draft, identity, fingerprint, spans)
