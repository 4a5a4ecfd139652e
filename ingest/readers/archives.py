"""Zip archives of articles and saved pages: each file in them read as what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import PurePath
from typing import IO

from ingest.readers.entries import Entry, Nested
from ingest.readers.kinds import ASSETS, kind_of, unknown
from ingest.readers.streams import gunzipped
from ingest.readers.zipped import Zip
from rag.domain import Draft
from rag.errors import SourceRejected

Found = Draft | Entry | Nested | SourceRejected
Read = Callable[..., Iterator[Found]]
"""Reads an open file: `read(stream, kind, source=)`."""


def read_archive(file: IO[bytes], *, source: str, read: Read) -> Iterator[Found]:
    """The articles of the files in a zip archive, lazily; each is in `source!/NAME`.

    Raises:
        SourceRejected: If it is no zip archive, or holds more than it may.
    """
    archive = Zip(file, source)
    parts = Parts(source)
    for member in archive.members():
        if isinstance(member, SourceRejected):
            yield member
        elif not parts.passes(PurePath(member.name)):
            yield from _member(archive, member.name, read)
    yield from parts.told()


def _member(archive: Zip, name: str, read: Read) -> Iterator[Found]:
    where = archive.place(name)
    kind, packed = kind_of(PurePath(name))
    try:
        if not kind:
            raise SourceRejected(where, unknown(PurePath(name)))
        if kind == ".zip":
            raise SourceRejected(where, "an archive within an archive; unpack the outer one")
        with archive.open(name) as raw:
            if packed:
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
