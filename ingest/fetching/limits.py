"""How much of anything is taken, and checks of hostile XML and archives for every reader."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from ingest.fetching.unpacking import PIECE, unpack, within
from rag.errors import SourceRejected

LARGEST = 10 * 1024 * 1024  # bytes of a body, unpacked
MOST_MEMBERS = 100_000  # files in an archive
MOST_UNPACKED = 4 * 1024 * 1024 * 1024  # bytes of all files in an archive, unpacked
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
DRIVE = re.compile(r"[A-Za-z]:")
ENTITIES = "it declares entities of its own, which can unpack to gigabytes or read other files"


@dataclass(frozen=True, slots=True)
class Limits:
    """What fetching one page may take.

    Attributes:
        largest: Bytes of its body, unpacked.
        total: Seconds on the network, all redirects and retries together, however slowly it drips.
        connect: Seconds to connect.
        read: Seconds between any two pieces of an answer.
        redirects: How many are followed.
        retries: How often a failed request is tried again.
        longest_wait: Seconds that a server may ask us to wait before we try again.
    """

    largest: int = LARGEST
    total: float = 120.0
    connect: float = 10.0
    read: float = 20.0
    redirects: int = 10
    retries: int = 2
    longest_wait: float = 30.0


def gunzipped(data: bytes, *, source: str, largest: int = LARGEST) -> bytes:
    """The content of a gzip file, such as sitemap.xml.gz.

    Raises:
        SourceRejected: If it is no gzip file, or unpacks to more than `largest` bytes.
    """
    return b"".join(unpack([data], ["gzip"], source=source, largest=largest))


def bounded(stream: IO[bytes], *, source: str, largest: int = LARGEST) -> bytes:
    """All that is in a stream.

    Raises:
        SourceRejected: If that is more than `largest` bytes; no more than these are read.
    """
    pieces = iter(lambda: stream.read(PIECE), b"")
    return b"".join(within(pieces, source=source, largest=largest))


def refuse_entities(data: bytes, *, source: str) -> None:
    """Check XML before any parser sees it: entities may be declared only before the first element.

    Raises:
        SourceRejected: If it declares entities of its own. Broken XML passes: parsers say so.
    """

    def declared(*_: object) -> None:
        raise SourceRejected(source, ENTITIES)

    def begun(*_: object) -> None:
        raise StopIteration

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        parser.Parse(data, True)
    except StopIteration:
        return
    except (expat.ExpatError, LookupError, ValueError):
        if ENTITY.search(data.replace(b"\0", b"")):  # a more lenient parser may read on
            raise SourceRejected(source, ENTITIES) from None


def member_name(name: str, *, source: str) -> str:
    """The name of a file in an archive, if it stays inside of the archive.

    Raises:
        SourceRejected: If it is absolute, climbs out with `..`, or hides a NUL or a drive.
    """
    parts = name.replace("\\", "/").split("/")
    if "\0" in name or not name or parts[0] == "" or ".." in parts or DRIVE.match(name):
        raise SourceRejected(f"{source}!{name}", "its name leads out of the archive")
    return name


def zip_members(
    archive: zipfile.ZipFile,
    *,
    source: str,
    largest: int = LARGEST,
    most: int = MOST_MEMBERS,
    total: int = MOST_UNPACKED,
) -> Iterator[tuple[str, bytes] | SourceRejected]:
    """The files of a zip archive, names and contents, in order; those that mean harm as rejections.

    Args:
        archive: The archive; nothing is written to the disk.
        source: Its name, for rejections.
        largest: Bytes of one file, unpacked.
        most: How many files there may be.
        total: Bytes of all files together, unpacked.

    Raises:
        SourceRejected: If there are too many files, or too many bytes in all.
    """
    infos = archive.infolist()
    if len(infos) > most:
        raise SourceRejected(source, f"the archive has more than {most} files")
    left = total
    for info in infos:
        if info.is_dir():
            continue
        try:
            data = _member(archive, info, source, largest)
        except SourceRejected as rejected:
            left -= min(info.file_size, largest)
            yield rejected
        else:
            left -= len(data)
            yield info.filename, data
        if left < 0:
            raise SourceRejected(source, f"the archive unpacks to more than {total // 2**20} MB")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, largest: int) -> bytes:
    name = f"{source}!{member_name(info.filename, source=source)}"
    if stat.S_ISLNK(info.external_attr >> 16):
        raise SourceRejected(name, "it is a link, which could lead out of the archive")
    if info.flag_bits & 1:
        raise SourceRejected(name, "it is encrypted; unpack the archive first")
    try:
        with archive.open(info) as stream:
            return bounded(stream, source=name, largest=largest)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, OSError) as error:
        raise SourceRejected(name, f"the archive is damaged here: {error}") from error
