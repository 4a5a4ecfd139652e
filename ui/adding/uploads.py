"""Files that browsers send up: kept aside under names of ours, within bounds, until a job ends."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from uuid import uuid4

from ingest.guards.limits import FILE, GB, Limit, in_words
from ingest.readers.kinds import UNDERSTOOD, kind_of, unknown
from rag.errors import InputError, SourceRejected

STREAMED = frozenset({".jsonl", ".csv", ".mbox", ".warc"})  # never read whole, so they may be large
LARGE = Limit(GB, "the file is larger than {}", "split it, or use `dateline ingest` on the server")
ALL = Limit(4 * GB, "more than {} of files wait to be read", "try again when some jobs are done")
OLD = 2 * 3600.0  # seconds after which a file that no job asked for is dropped
LONGEST = 200  # characters of a name that is shown

ACCEPTED = ",".join(sorted({*UNDERSTOOD, ".gz"}))
"""What a browser's file dialog offers."""


@dataclass(frozen=True, slots=True)
class SentUp:
    """A file that lies on the server.

    Attributes:
        token: By which its sender names it.
        name: As it is called where it comes from.
        path: Where it lies.
        size: Bytes.
        at: When it came, in seconds.
    """

    token: str
    name: str
    path: Path
    size: int
    at: float


def bound_of(name: str) -> Limit:
    """How large a file of this name may be."""
    kind, _ = kind_of(PurePath(name))
    return LARGE if kind in STREAMED else FILE


def shown(name: str) -> str:
    """A name without folders and without characters that cannot be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable()).strip()[-LONGEST:] or "file"


class Uploads:
    """A folder for files that were sent up; nothing is made before the first comes.

    Args:
        clock: Seconds that only go forward.
        bound: How large a file of a name may be.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        bound: Callable[[str], Limit] = bound_of,
    ) -> None:
        self._clock, self._bound = clock, bound
        self._folder: TemporaryDirectory[str] | None = None
        self._files: dict[str, SentUp] = {}
        self._lock = threading.Lock()

    async def keep(self, name: str, chunks: AsyncIterator[bytes]) -> SentUp:
        """Write down a file as it comes.

        Raises:
            InputError: If nothing reads files of its kind, or it is too large, or the disk is full.
        """
        name = shown(name)
        kind, packed = kind_of(PurePath(name))
        if not kind:
            raise InputError(f"{name}: {unknown(PurePath(name))}")
        self._sweep()
        token = uuid4().hex
        path = self._place() / f"{token}{_ending(name, packed=packed)}"
        try:
            size = await self._write(path, chunks, name)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        sent = SentUp(token, name, path, size, self._clock())
        with self._lock:
            self._files[token] = sent
        return sent

    def take(self, tokens: Iterable[str]) -> list[SentUp]:
        """The files of these tokens, for a job that drops them when it is over.

        Raises:
            InputError: If one is not here, or no longer; then none is taken.
        """
        with self._lock:
            wanted = list(dict.fromkeys(tokens))
            if missing := [token for token in wanted if token not in self._files]:
                raise InputError(f"the file {missing[0]!r} is not here any more: send it up again")
            return [self._files.pop(token) for token in wanted]

    def drop(self, paths: Iterable[Path | None]) -> None:
        """Delete files that a job took."""
        for path in paths:
            if path is not None:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Delete everything."""
        with self._lock:
            folder, self._folder = self._folder, None
            self._files.clear()
        if folder is not None:
            folder.cleanup()

    async def _write(self, path: Path, chunks: AsyncIterator[bytes], name: str) -> int:
        bound, size, before = self._bound(name), 0, self.held()
        try:
            with path.open("wb") as file:
                async for chunk in chunks:
                    size += len(chunk)
                    bound.check(size, name)
                    ALL.check(before + size, name)
                    file.write(chunk)
        except SourceRejected as rejected:
            raise InputError(f"{name}: {rejected.reason}") from rejected
        except OSError as error:
            raise InputError(
                f"{name} could not be kept on the server: {error.strerror or error}"
            ) from error
        if not size:
            raise InputError(f"{name}: the file is empty")
        return size

    def held(self) -> int:
        """Bytes that lie here."""
        folder = self._folder
        if folder is None:
            return 0
        with os.scandir(folder.name) as entries:
            return sum(entry.stat().st_size for entry in entries)

    def _place(self) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = TemporaryDirectory(
                    prefix="dateline-add-", ignore_cleanup_errors=True
                )
            return Path(self._folder.name)

    def _sweep(self) -> None:
        """Drop what no job asked for."""
        with self._lock:
            old = [sent for sent in self._files.values() if self._clock() - sent.at > OLD]
            for sent in old:
                del self._files[sent.token]
                sent.path.unlink(missing_ok=True)


def _ending(name: str, *, packed: bool) -> str:
    """The ending by which its reader is found; nothing else of a name reaches the disk."""
    plain = PurePath(name.lower().removesuffix(".gz") if packed else name.lower())
    return plain.suffix + (".gz" if packed else "")


def words() -> str:
    """What may be sent up, for people."""
    most, large = in_words(FILE.most), in_words(LARGE.most)
    return f"up to {most} each; jsonl, csv, mbox and warc up to {large}"
