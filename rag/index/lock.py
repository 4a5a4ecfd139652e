"""Who may touch the indexes: one process to write or many to read, and a note of who writes."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import ReadWriteLock, Timeout

from rag.errors import LibraryError


class LibraryLock:
    """A lock between processes that ends with the process, however it ends.

    Args:
        folder: The library's folder.

    Raises:
        LibraryError: If the folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"the library {str(folder)!r} cannot be made: {error.strerror}. "
                "Name another folder with --library or DATELINE_LIBRARY."
            ) from error
        self._note = folder / "writer.json"
        self._lock = ReadWriteLock(folder / "lock.db", is_singleton=False)
        self.writes = False

    def take_write(self, what: str, patience: float = 0.0) -> bool:
        """Become the one that writes, if nobody else reads or writes.

        Args:
            what: What this process does, for the note that others are shown.
            patience: Seconds to wait.
        """
        try:
            self._lock.acquire_write(timeout=patience)
        except Timeout:
            return False
        self.writes = True
        since = datetime.now(UTC).isoformat(timespec="seconds")
        note = {"pid": os.getpid(), "what": what, "since": since}
        self._note.write_text(json.dumps(note), encoding="utf-8")
        return True

    def take_read(self, patience: float = 0.0) -> bool:
        """Read beside others that read, if nobody writes."""
        try:
            self._lock.acquire_read(timeout=patience)
        except Timeout:
            return False
        return True

    def holder(self) -> str:
        """Who writes, in words."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"`{note['what']}` (process {note['pid']}, since {note['since']})"
        except (OSError, ValueError, KeyError):
            return "another process"

    def release(self) -> None:
        """Let others in."""
        if self.writes:
            self._note.unlink(missing_ok=True)
        self.writes = False
        self._lock.release(force=True)
        self._lock.close()
