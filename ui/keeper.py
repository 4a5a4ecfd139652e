"""Keeps the library while the server runs: opened, its indexes following, writing when it can."""

from __future__ import annotations

import logging
import threading

from rag.errors import LibraryHeld
from rag.index.library import Library

WHAT = "dateline serve"
EVERY = 1.0  # seconds between two looks at the archive
LONGEST_REST = 30.0  # seconds, where looks keep failing

log = logging.getLogger(__name__)


class Keeper:
    """One thread that opens, follows and closes a library: its write lock belongs to a thread.

    Args:
        library: Not open yet.
        every: Seconds between two looks at the archive.
    """

    def __init__(self, library: Library, every: float = EVERY) -> None:
        self.library = library
        self.writes = False
        self._every = every
        self._opened, self._stopping = threading.Event(), threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="dateline keeper", daemon=True)

    def start(self) -> None:
        """Open the library and keep it from now on.

        Raises:
            LibraryError: If it cannot be opened; that another process writes is no reason.
        """
        self._thread.start()
        self._opened.wait()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Close the library, after the batch that is being written."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._open()
        except BaseException as error:  # noqa: BLE001 — start() raises it where it is waited for
            self._failure = error
            return
        finally:
            self._opened.set()
        rest = self._every
        while not self._stopping.wait(rest):
            try:
                self._look()
                rest = self._every
            except Exception:  # the keeper must outlive whatever a look may raise
                rest = min(2 * rest, LONGEST_REST)
                log.exception("the indexes could not follow the archive; next try in %.0f s", rest)
        self.library.close()

    def _open(self) -> None:
        try:
            self.library.open_to_write(WHAT)
            self.writes = True
        except LibraryHeld:
            self.library.open_to_read()

    def _look(self) -> None:
        if not self.writes:
            self.writes = self.library.take_over(WHAT)
        if not self.writes:
            self.library.reload()
        elif self.library.behind():
            self.library.follow()
