"""A bounded queue between two threads that ends, or is halted, for both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

T = TypeVar("T")

LOOK = 0.1  # seconds between two looks at whether the belt was halted


class Halted(Exception):
    """Whoever was at the other end is gone; not an error of ours to show."""


class Belt(Generic[T]):
    """What one thread lays on it the other takes off, in order, never more than `size` at a time.

    Args:
        size: How much may lie on it.
        halted: Set to stop both ends at once.
    """

    def __init__(self, size: int, halted: threading.Event) -> None:
        self._queue: Queue[T | None] = Queue(size)
        self._halted = halted
        self._ended = False

    def put(self, thing: T) -> None:
        """Lay something on, and wait for room.

        Raises:
            Halted: If the belt was halted.
        """
        self._lay(thing)

    def end(self) -> None:
        """Say that nothing more will come; saying it again does nothing.

        Raises:
            Halted: If the belt was halted.
        """
        if not self._ended:
            self._lay(None)
            self._ended = True

    def take(self, patience: float | None = None) -> Iterator[T | None]:
        """What comes, in order; None where nothing came for `patience` seconds.

        Raises:
            Halted: If the belt was halted.
        """
        while True:
            try:
                thing = self._queue.get(timeout=LOOK if patience is None else patience)
            except Empty:
                self._look()
                if patience is not None:
                    yield None
                continue
            self._look()
            if thing is None:
                return
            yield thing

    def _lay(self, thing: T | None) -> None:
        while True:
            self._look()
            try:
                self._queue.put(thing, timeout=LOOK)
            except Full:
                continue
            return

    def _look(self) -> None:
        if self._halted.is_set():
            raise Halted
