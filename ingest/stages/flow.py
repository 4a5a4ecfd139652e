"""The stages at work at the same time: sources are read ahead, embedded ahead, stored in order.

The caller's thread takes sources and hands them to the crew; one thread gathers what was read into
batches for the embedder; one stores. Bounded belts lie between them, so memory stays flat, and what
lies on a belt stays in order, so the library does not depend on who was quicker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ingest.stages.belt import Belt, Halted
from ingest.stages.crew import Crew
from ingest.stages.keeping import Keeping
from ingest.stages.parsing import headed
from ingest.stages.work import Cut, Item, Piece, Read, Unread
from rag.domain import Draft
from rag.models.embedding import Vectors

READ = 16  # sources that are read ahead
PASSAGES = 32  # that are embedded together
PIECES = 64  # articles and rejections that go on together, embedded or not
LULL = 0.05  # seconds without a source after which a batch does not wait to be full


@dataclass(frozen=True, slots=True)
class Source:
    """A source on its way: what will be read of it, or what came in its place."""

    item: Item
    read: Future[Read] | None = None

    def pieces(self) -> list[Piece]:
        """What it comes to; waits for it.

        A visit is remembered with the last article of a page, if the page held nothing that had to
        be rejected: else it would not be asked for again.
        """
        if self.read is None:
            assert not isinstance(self.item, Unread)  # these are read
            return [Cut(self.item, None, True) if isinstance(self.item, Draft) else self.item]
        pieces: list[Piece] = [*self.read.result()]
        whole = all(isinstance(piece, Cut) for piece in pieces)
        if pieces and whole and isinstance(self.item, Unread) and isinstance(pieces[-1], Cut):
            pieces[-1] = replace(pieces[-1], visit=self.item.visit)
        return pieces


@dataclass(slots=True)
class Batch:
    """Articles that are embedded together."""

    pieces: list[Piece] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    vectors: Future[Vectors] | None = None


class Flow:
    """Runs the stages.

    Args:
        crew: Reads and embeds.
        keeping: Stores.
        halted: Set when all is to stop at once.
    """

    def __init__(self, crew: Crew, keeping: Keeping, halted: threading.Event) -> None:
        self._crew, self._keeping = crew, keeping
        self._halted, self._stopping = halted, threading.Event()
        self._sources: Belt[Source] = Belt(READ, self._halted)
        self._batches: Belt[Batch] = Belt(crew.ahead, self._halted)
        self._failure: BaseException | None = None
        self._threads = [
            threading.Thread(target=self._guarded, args=(stage,), name=name, daemon=True)
            for stage, name in ((self._gather, "dateline gather"), (self._keep, "dateline keep"))
        ]
        for thread in self._threads:
            thread.start()

    def put(self, item: Item) -> None:
        """Take a source; waits while too many are in hand.

        Raises:
            BaseException: What a stage failed with.
        """
        try:
            self._sources.put(self._read(item))
        except Halted:
            self._fail()

    def finish(self) -> None:
        """Wait until all that was taken is stored and indexed.

        Raises:
            BaseException: What a stage failed with.
        """
        with suppress(Halted):
            self._sources.end()
        for thread in self._threads:
            thread.join()
        self._fail()

    def stop(self) -> None:
        """Drop sources that nobody has begun to read; `finish` waits for the rest."""
        self._stopping.set()

    def halt(self) -> None:
        """Drop everything, but for the one step that each thread is at."""
        self._halted.set()
        self._crew.kill()
        for thread in self._threads:
            thread.join()

    def _read(self, item: Item) -> Source:
        if isinstance(item, Unread):
            known = self._keeping.known(item)
            return Source(known) if known else Source(item, self._crew.read(item))
        if isinstance(item, Draft) and not self._keeping.unchanged(item):
            return Source(item, self._crew.read(item))
        return Source(item)

    def _gather(self) -> None:
        batch = Batch()
        for source in self._sources.take(LULL):
            if source is not None:
                self._add(batch, source)
            if batch.pieces and (source is None or self._full(batch)):
                self._send(batch)
                batch = Batch()
        if batch.pieces:
            self._send(batch)
        self._batches.end()

    def _full(self, batch: Batch) -> bool:
        return len(batch.texts) >= PASSAGES or len(batch.pieces) >= PIECES

    def _add(self, batch: Batch, source: Source) -> None:
        if self._stopping.is_set() and (source.read is None or source.read.cancel()):
            return
        for piece in source.pieces():
            batch.pieces.append(self._prepared(piece, batch) if isinstance(piece, Cut) else piece)

    def _prepared(self, piece: Cut, batch: Batch) -> Cut:
        """An article with what it wants before it is stored; its texts go into the batch."""
        piece = self._keeping.dated(piece)
        if self._keeping.wants_vectors(piece):
            piece = self._keeping.cut(piece)
            heading, text = headed(piece.draft.title), piece.draft.text
            batch.texts += [heading + text[start:end] for start, end in piece.spans or ()]
        return piece

    def _send(self, batch: Batch) -> None:
        if batch.texts:
            batch.vectors = self._crew.embed(batch.texts)
        self._batches.put(batch)

    def _keep(self) -> None:
        for batch in self._batches.take():
            assert batch is not None  # no patience was asked for
            if batch.vectors is not None:
                self._keeping.ahead.know(batch.texts, batch.vectors.result())
            for piece in batch.pieces:
                if self._halted.is_set():
                    raise Halted
                self._keeping.take(piece)
        self._keeping.follow()

    def _guarded(self, stage: Callable[[], None]) -> None:
        try:
            stage()
        except (Halted, CancelledError):
            pass
        except BaseException as error:  # noqa: BLE001  # goes on in the caller's thread
            self._failure = self._failure or error
            self._halted.set()

    def _fail(self) -> None:
        if self._failure is not None:
            raise self._failure
