"""Zip archives of articles and saved pages, and WACZ: each file in them read as what it is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import PurePath
from typing import IO

from ingest.guards.limits import INNER
from ingest.guards.streams import drained, gunzipped
from ingest.guards.zipped import Budget, Zip
from ingest.readers.kinds import ASSETS, kind_of, unknown
from ingest.readers.later import Came
from rag.errors import SourceRejected

ZIPS = frozenset({".zip", ".wacz"})
"""Endings of archives that hold files."""

Read = Callable[..., Iterator[Came]]
"""Reads an open file: `read(stream, kind, source=)`."""


def read_archive(
    file: IO[bytes], kind: str, *, source: str, read: Read, outer: Budget | None = None
) -> Iterator[Came]:
    """The articles of the files in a zip archive, lazily; each is in `source!/NAME`.

    An archive in it is read as well, and counts against the same limits; one in that is not.

    Args:
        file: It; can be sought.
        kind: `.zip`, or `.wacz`, of which only the web archives are read.
        source: What to call it.
        read: Reads one of its files.
        outer: What the archive may still hold which it is in.

    Raises:
        SourceRejected: If it is no zip archive, or holds more than it may.
    """
    archive = Zip(file, source, outer)
    if kind == ".wacz":
        yield from _web_archives(archive, source, read)
        return
    parts = Parts(source)
    for name in archive.members():
        if isinstance(name, SourceRejected):
            yield name
        elif not parts.passes(PurePath(name)):
            yield from _member(archive, name, read, inner=outer is not None)
    yield from parts.told()


def _web_archives(archive: Zip, source: str, read: Read) -> Iterator[Came]:
    """What is in the web archives of a WACZ; its indexes and logs are passed over."""
    nothing = True
    for name in archive.members():
        if isinstance(name, SourceRejected):
            yield name
        elif name.startswith("archive/") and kind_of(PurePath(name))[0] == ".warc":
            nothing = False
            yield from _member(archive, name, read, inner=True)
    if nothing:
        yield SourceRejected(
            source, "this is no WACZ: there is no WARC file under archive/ in it; is it a .zip?"
        )


def _member(archive: Zip, name: str, read: Read, *, inner: bool) -> Iterator[Came]:
    where = archive.place(name)
    kind, packed = kind_of(PurePath(name))
    try:
        if not kind:
            raise SourceRejected(where, unknown(PurePath(name)))
        if kind in ZIPS and inner:
            reason = "an archive in an archive that is in another itself; unpack the outer ones"
            raise SourceRejected(where, reason)
        with archive.open(name) as raw:
            if kind in ZIPS:
                held = io.BytesIO(drained(raw, INNER, where))
                yield from read_archive(held, kind, source=where, read=read, outer=archive.budget)
            elif packed:
                with closing(gunzipped(raw, where)) as file:
                    yield from read(file, kind, source=where)
            else:
                yield from read(raw, kind, source=where)
    except SourceRejected as rejected:
        yield rejected


class Parts:
    """Counts the files of saved pages that are no articles, to tell of them in one rejection."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._endings: dict[str, int] = {}

    def passes(self, path: PurePath) -> bool:
        """Whether a file is passed over."""
        ending = path.suffix.lower()
        if ending not in ASSETS:
            return False
        self._endings[ending] = self._endings.get(ending, 0) + 1
        return True

    def told(self) -> Iterator[SourceRejected]:
        """What was passed over, if anything."""
        if self._endings:
            count, endings = sum(self._endings.values()), " ".join(sorted(self._endings))
            yield SourceRejected(
                self._source,
                f"{count:,} pictures, styles, scripts and the like ({endings}) passed over: they "
                "hold no article",
            )
