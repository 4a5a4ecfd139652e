"""Sources opened ahead: while one is stored the next ones are fetched, each host politely."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from contextlib import closing

from ingest.stages.work import Item

SOURCES = 4  # that are read at a time
ITEMS = 16  # of each that may wait to be stored
LOOK = 0.2  # seconds between two looks at whether to stop

Open = Callable[[int], Generator[Item]]
"""Opens a source by its number, from 0."""


class Ahead:
    """Reads several sources at a time, and gives each by itself; one thread asks for them in order.

    Args:
        count: How many sources there are.
        opened: Opens one.
        width: How many are read at a time.
    """

    def __init__(self, count: int, opened: Open, width: int = SOURCES) -> None:
        self._count, self._open, self._width = count, opened, width
        self._readers: dict[int, _Reader] = {}
        self._stopping = threading.Event()

    def items(self, number: int, stopping: Callable[[], bool]) -> Generator[Item]:
        """What a source leads to, in its order, until it is to stop.

        Args:
            number: Which.
            stopping: Asked while nothing comes, and between two items.

        Raises:
            BaseException: What its reading failed with.
        """
        for near in range(number, min(number + self._width, self._count)):
            if near not in self._readers:
                self._readers[near] = _Reader(self._open, near, self._stopping)
        yield from self._readers[number].items(stopping)

    def ended(self, number: int) -> bool:
        """Whether all of a source was given."""
        return self._readers[number].ended

    def close(self) -> None:
        """Read no more."""
        self._stopping.set()


class _Reader:
    """One source and its thread."""

    def __init__(self, opened: Open, number: int, stopping: threading.Event) -> None:
        self._queue: queue.Queue[Item | None] = queue.Queue(ITEMS)
        self._stopping = stopping
        self._failure: BaseException | None = None
        self.ended = False
        # a daemon: a server that drips must not keep the process from ending
        threading.Thread(
            target=self._run, args=(opened, number), name="dateline source", daemon=True
        ).start()

    def items(self, stopping: Callable[[], bool]) -> Generator[Item]:
        while not stopping():
            try:
                item = self._queue.get(timeout=LOOK)
            except queue.Empty:
                continue
            if item is None:
                self.ended = True
                break
            yield item
        if self._failure is not None:
            raise self._failure

    def _run(self, opened: Open, number: int) -> None:
        try:
            with closing(opened(number)) as items:
                for item in items:
                    if not self._put(item):
                        return
        except BaseException as error:  # noqa: BLE001  # goes on where the items are asked for
            self._failure = error
        self._put(None)

    def _put(self, item: Item | None) -> bool:
        while not self._stopping.is_set():
            try:
                self._queue.put(item, timeout=LOOK)
            except queue.Full:
                continue
            return True
        return False
