"""Which reader takes a file: by its ending, lazily, with a reason where none does."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from ingest.guards.limits import FILE, LIST
from ingest.guards.streams import drained, gunzipped
from ingest.readers import jsonl
from ingest.readers.archives import ZIPS, read_archive
from ingest.readers.fields import Fields
from ingest.readers.kinds import BEGINNING, ONE_EACH, check_label, kind_of, unknown
from ingest.readers.later import Came, Later
from ingest.readers.several import read_several
from ingest.readers.shelved import from_within
from ingest.readers.unseen import seen
from ingest.readers.whole import read_whole, saved_from
from rag.domain import Draft
from rag.errors import SourceRejected

Clock = Callable[[], datetime]


def read_file(
    path: Path, *, source: str, clock: Clock, fields: Fields | None = None
) -> Iterator[Came]:
    """The articles of one file, lazily; what cannot be read is a rejection among them.

    Args:
        path: The file.
        source: What to call it.
        clock: The time now, with a zone; can be pickled where what is `Later` is sent elsewhere.
        fields: Our names of fields to those of tables and JSON.
    """
    kind, packed = kind_of(path)
    try:
        if not kind:
            raise SourceRejected(source, unknown(path))
        if not path.is_file():
            raise SourceRejected(source, "this is not a regular file")
        with path.open("rb") as raw:
            if not raw.peek(1):
                raise SourceRejected(source, "the file is empty")
            packed = packed or (kind == ".warc" and raw.peek(2).startswith(b"\x1f\x8b"))
            if kind in ZIPS:
                yield from _archive(raw, kind, source, clock, fields)
            else:
                with gunzipped(raw, source) if packed else raw as file:
                    yield from read_stream(file, kind, source=source, clock=clock, fields=fields)
    except SourceRejected as rejected:
        yield rejected
    except OSError as error:
        yield SourceRejected(source, f"it cannot be read: {error.strerror or error}")


def read_stream(
    file: IO[bytes], kind: str, *, source: str, clock: Clock, fields: Fields | None = None
) -> Iterator[Came]:
    """The articles of an open file that cannot be sought.

    Args:
        file: It; what can be large is never read whole.
        kind: The ending that stands for its format.
        source: What to call it.
        clock: The time now, with a zone.
        fields: Our names of fields to those of tables and JSON.

    Raises:
        SourceRejected: If it cannot be read on.
    """
    if kind in ZIPS:
        data = drained(file, FILE, source)
        check_label(kind, data[:BEGINNING], source)
        yield from _archive(io.BytesIO(data), kind, source, clock, fields)
        return
    came = _read(file, kind, source=source, clock=clock, fields=fields)
    yield from from_within(came, source=source, clock=clock) if kind == ".warc" else came


def _read(
    file: IO[bytes], kind: str, *, source: str, clock: Clock, fields: Fields | None
) -> Iterator[Came]:
    """What an open file comes to that is no zip archive, with what it lists as it is listed."""
    file = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    check_label(kind, file.peek(BEGINNING)[:BEGINNING], source)
    if kind in STREAMED:
        yield from STREAMED[kind](file, source, clock, fields or {})
        return
    data = drained(file, LIST if kind == ".xml" else FILE, source)
    if kind in ONE_EACH:
        yield from _one(data, kind, source, clock)
    elif kind == ".epub":
        yield Later(source, data, partial(_book, source=source, clock=clock))
    else:
        yield from read_several(data, kind, source=source, clock=clock, fields=fields)


def _one(data: bytes, kind: str, source: str, clock: Clock) -> Iterator[Came]:
    if kind != ".txt":
        url = saved_from(data) if kind == ".html" else None
        yield Later(source, data, partial(_whole, kind=kind, source=source, clock=clock), url)
        return
    if data.startswith((b"http://", b"https://")):
        from ingest.readers.sitemap import is_address_list, read_address_list
        from ingest.readers.text import decode

        if is_address_list(text := decode(data, source=source)):
            yield from read_address_list(text, source=source)
            return
    yield read_whole(data, kind, source=source, clock=clock)  # read sooner than sent


def _whole(data: bytes, *, kind: str, source: str, clock: Clock) -> list[Draft]:
    return [read_whole(data, kind, source=source, clock=clock)]


def _book(data: bytes, *, source: str, clock: Clock) -> Iterator[Draft | SourceRejected]:
    from ingest.readers.epub import read_epub

    for found in read_epub(data, source=source, clock=clock):
        yield seen(found) if isinstance(found, Draft) else found


def _archive(
    file: IO[bytes], kind: str, source: str, clock: Clock, fields: Fields | None
) -> Iterator[Came]:
    read = partial(_read, clock=clock, fields=fields)
    came = read_archive(file, kind, source=source, read=read)
    yield from from_within(came, source=source, clock=clock)


def _lines(file: IO[bytes], source: str, _: Clock, fields: Fields) -> Iterator[Came]:
    nothing = True
    for found in jsonl.read_jsonl(jsonl.lines_of(file), source=source, fields=fields):
        nothing = False
        yield found
    if nothing:
        raise SourceRejected(source, "the file is empty: there is no article in it")


def _table(file: IO[bytes], source: str, _: Clock, fields: Fields) -> Iterator[Came]:
    from ingest.readers.tables import read_table

    yield from read_table(file, source=source, fields=fields)


def _mailbox(file: IO[bytes], source: str, clock: Clock, _: Fields) -> Iterator[Came]:
    from ingest.readers.mail import read_mbox

    yield from read_mbox(file, source=source, clock=clock)


def _web_archive(file: IO[bytes], source: str, clock: Clock, _: Fields) -> Iterator[Came]:
    from ingest.readers.warc import read_warc

    yield from read_warc(file, source=source, clock=clock, listing=read_several)


STREAMED: dict[str, Callable[[IO[bytes], str, Clock, Fields], Iterator[Came]]] = {
    ".jsonl": _lines,
    ".csv": _table,
    ".mbox": _mailbox,
    ".warc": _web_archive,
}
