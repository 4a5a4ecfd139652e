"""Zip archives within bounds: what is in them, nothing ever written to disk. Stdlib only."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from ingest.readers.streams import MOST, Unpacked
from rag.errors import SourceRejected

MOST_MEMBERS = 20_000
LONGEST_DIRECTORY = 8 * 1024 * 1024  # bytes of the list at an archive's end
MOST_TOGETHER = 4 * 1024 * 1024 * 1024  # bytes that all members unpack to
RATIO = 200  # times that a member may be larger than it is packed
SMALL = 1024 * 1024  # bytes: members up to that are not weighed
BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError),
    *(struct.error, UnicodeError, AttributeError),
)
UNREADABLE: tuple[type[Exception], ...] = (*BROKEN, RuntimeError)
END, END_64 = b"PK\x05\x06", b"PK\x06\x06"
APPLE = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive."""

    name: str
    size: int
    packed: int


class Zip:
    """An open archive.

    Args:
        file: It; can be sought.
        source: What to call it in a rejection.

    Raises:
        SourceRejected: If it is no zip archive, or holds more than it may.
    """

    def __init__(self, file: IO[bytes], source: str) -> None:
        self._source = source
        try:
            _check_directory(file, source)
            self._zip = zipfile.ZipFile(file)
        except BROKEN as error:
            reason = f"this is no zip archive, or it is broken: {error}"
            raise SourceRejected(source, reason) from error
        infos = self._zip.infolist()
        if len(infos) > MOST_MEMBERS:
            raise SourceRejected(
                source,
                f"it holds {len(infos):,} files, at most {MOST_MEMBERS:,} are read; split it",
            )
        together = sum(info.file_size for info in infos)
        if together > MOST_TOGETHER:
            limit = MOST_TOGETHER // 2**30
            raise SourceRejected(source, f"it unpacks to more than {limit} GB; split it")

    def place(self, name: str) -> str:
        """How a member is called: `archive.zip!/name`."""
        return f"{self._source}!/{name}"

    def members(self) -> Iterator[Member | SourceRejected]:
        """The files that may be read, and a rejection for each that may not."""
        names: set[str] = set()
        for info in self._zip.infolist():
            name = info.filename.encode("utf-8", "replace").decode()
            if info.is_dir() or _unseen(name):
                continue
            if fault := _fault(info, name in names):
                yield SourceRejected(self.place(name), fault)
            else:
                yield Member(name, info.file_size, info.compress_size)
            names.add(name)
        if not names:
            yield SourceRejected(self._source, "there is no file in the archive")

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A member as a stream; what breaks while it is read is a rejection.

        Raises:
            SourceRejected: If it cannot be read.
        """
        where = self.place(name)
        try:
            info = self._zip.getinfo(name)
            raw = self._zip.open(info)
        except UNREADABLE as error:
            reason = f"it cannot be read in the archive: {error}"
            raise SourceRejected(where, reason) from error
        with io.BufferedReader(Unpacked(raw, lambda: info.compress_size, where, MOST)) as stream:
            yield stream


def _fault(info: zipfile.ZipInfo, doubled: bool) -> str | None:
    """Why a member is not read."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its name leads out of the archive, as in attacks; it was not read"
    if info.flag_bits & 0x1:
        return "it is encrypted; unpack the archive with its password"
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return "it is a link; links in archives are not followed"
    if info.file_size > SMALL and info.file_size > RATIO * max(1, info.compress_size):
        return (
            f"{info.compress_size:,} bytes unpack to {info.file_size:,}: this is a decompression "
            "bomb; it was not read"
        )
    return "the archive holds two files of this name; only the first is read" if doubled else None


def _unseen(name: str) -> bool:
    """Whether a name is hidden, as names in folders may be."""
    parts = PurePosixPath(name).parts
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
    if length > LONGEST_DIRECTORY:
        raise SourceRejected(
            source, f"it lists more files than the {MOST_MEMBERS:,} that are read; split it"
        )
