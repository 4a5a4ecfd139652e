"""Zip archives within bounds: what is in them, nothing ever written to disk. Stdlib only."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from ingest.guards.limits import DIRECTORY, MEMBERS, TOGETHER, refuse_bomb
from ingest.guards.streams import Unpacked
from rag.errors import SourceRejected

BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError),
    *(struct.error, UnicodeError, AttributeError),
)
UNREADABLE: tuple[type[Exception], ...] = (*BROKEN, RuntimeError)
END, END_64 = b"PK\x05\x06", b"PK\x06\x06"
APPLE = "__MACOSX"
DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(slots=True)
class Budget:
    """What an archive, and the archives in it, may hold together: what they took of that."""

    files: int = 0
    size: int = 0

    def take(self, files: int, size: int, source: str) -> None:
        """Let one more archive have its part.

        Raises:
            SourceRejected: If there is not so much left; then it takes nothing.
        """
        MEMBERS.check(self.files + files, source)
        TOGETHER.check(self.size + size, source)
        self.files += files
        self.size += size


class Zip:
    """An open archive.

    Args:
        file: It; can be sought.
        source: What to call it in a rejection.
        budget: That of the archive which it is in.

    Raises:
        SourceRejected: If it is no zip archive, or holds more than it may.
    """

    def __init__(self, file: IO[bytes], source: str, budget: Budget | None = None) -> None:
        self._source = source
        self.budget = budget or Budget()
        try:
            _check_directory(file, source)
            self._zip = zipfile.ZipFile(file)
        except BROKEN as error:
            reason = f"this is no zip archive, or it is broken: {error}"
            raise SourceRejected(source, reason) from error
        infos = self._zip.infolist()
        self._first: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            if not (info.is_dir() or _unseen(_named(info))):
                self._first.setdefault(_named(info), info)
        # no member gives more bytes than are declared for it here
        self.budget.take(len(infos), sum(info.file_size for info in infos), source)

    def place(self, name: str) -> str:
        """How a member is called: `archive.zip!/name`."""
        return f"{self._source}!/{name}"

    def members(self) -> Iterator[str | SourceRejected]:
        """The names of the files that may be read, and a rejection for each that may not."""
        for info in self._zip.infolist():
            name = _named(info)
            first = self._first.get(name)
            if first is None or info.is_dir():
                continue
            try:
                _check(info, self.place(name), doubled=first is not info)
            except SourceRejected as rejected:
                yield rejected
            else:
                yield name
        if not self._first:
            yield SourceRejected(self._source, "there is no file in the archive")

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """One of `members` as a stream; what breaks while it is read is a rejection.

        Raises:
            SourceRejected: If it cannot be read.
        """
        where = self.place(name)
        try:
            info = self._first[name]
            raw = self._zip.open(info)
        except UNREADABLE as error:
            reason = f"it cannot be read in the archive: {error}"
            raise SourceRejected(where, reason) from error
        with io.BufferedReader(Unpacked(raw, lambda: info.compress_size, where)) as stream:
            yield stream


def _named(info: zipfile.ZipInfo) -> str:
    """The name of a member as text that can be stored."""
    return info.filename.encode("utf-8", "replace").decode()


def _check(info: zipfile.ZipInfo, where: str, *, doubled: bool) -> None:
    """See whether a member may be read.

    Raises:
        SourceRejected: If not.
    """
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or DRIVE.match(str(path)):
        reason = "its name leads out of the archive, as in attacks; it was not read"
        raise SourceRejected(where, reason)
    if info.flag_bits & 0x1:
        raise SourceRejected(where, "it is encrypted; unpack the archive with its password")
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        raise SourceRejected(where, "it is a link; links in archives are not followed")
    refuse_bomb(info.file_size, info.compress_size, where)
    if doubled:
        reason = "the archive holds two files of this name; only the first is read"
        raise SourceRejected(where, reason)


def _unseen(name: str) -> bool:
    """Whether a name is hidden, as names in folders may be."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return APPLE in parts or any(part.startswith(".") and part != ".." for part in parts)


def _check_directory(file: IO[bytes], source: str) -> None:
    """Whether the list of members is short enough to be read whole.

    Raises:
        SourceRejected: If it is not.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 70_000))
    tail = file.read()
    at, at_64 = tail.rfind(END), tail.rfind(END_64)
    length = 0
    if at >= 0 and len(tail) >= at + 22:
        length = struct.unpack_from("<L", tail, at + 12)[0]
    if length == 0xFFFFFFFF and at_64 >= 0:
        length = struct.unpack_from("<Q", tail, at_64 + 40)[0]
    file.seek(0)
    if length > DIRECTORY:
        raise MEMBERS.passed(source)
