"""Who reads sources and embeds passages: the processes and cores of this machine, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from ingest.stages.parsing import read_and_cut
from ingest.stages.work import Measure, Read, Unread
from ingest.stages.workers import Workers
from rag.domain import Draft
from rag.models.counting import Counts
from rag.models.embedding import Embedder, Vectors

AHEAD = 2  # batches that are embedded at a time, so that no core waits for the last text of one


class Crew(Protocol):
    """Does the work of the stages that can be done anywhere.

    Attributes:
        ahead: Batches of passages that may be in the making at a time.
    """

    @property
    def ahead(self) -> int:
        """Batches."""
        ...

    def read(self, unit: Draft | Unread) -> Future[Read]:
        """What will have become of a source; its failure is a rejection among that."""
        ...

    def embed(self, texts: Sequence[str]) -> Future[Vectors]:
        """The vectors of texts, as the library's embedder gives them."""
        ...

    def kill(self) -> None:
        """Drop all work, now."""
        ...

    def close(self) -> None:
        """Let everyone go home."""
        ...


class Here:
    """The crew of this machine: processes that read, and the embedder's own threads.

    Args:
        embedder: The library's.
        processes: That read at a time; one a core if not given.
    """

    ahead = AHEAD

    def __init__(self, embedder: Embedder, processes: int | None = None) -> None:
        self._embedder = embedder
        self._workers = Workers(measure_of(embedder), processes or cores())
        self._embedding = ThreadPoolExecutor(AHEAD, thread_name_prefix="dateline embed")

    def read(self, unit: Draft | Unread) -> Future[Read]:
        """Read a source in another process; cut here what is read already, which is quicker."""
        if isinstance(unit, Unread):
            return self._workers.read(unit)
        done: Future[Read] = Future()
        done.set_result(read_and_cut(unit, self._embedder))
        return done

    def embed(self, texts: Sequence[str]) -> Future[Vectors]:
        """Embed; see `Crew`."""
        return self._embedding.submit(self._embedder.embed, texts)

    def kill(self) -> None:
        """Drop all work; what the embedder has begun it finishes, within a second or so."""
        self._workers.kill()
        self._embedding.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """End the processes."""
        self._workers.close()
        self._embedding.shutdown()


def measure_of(embedder: Embedder) -> Measure | None:
    """What counts an embedder's tokens in another process; None if only it can."""
    return Measure(embedder.window, embedder.counter) if isinstance(embedder, Counts) else None


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
