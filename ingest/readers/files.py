"""Which reader takes a file: by its ending, lazily, with a reason where none does."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from ingest.readers import jsonl
from ingest.readers.entries import Entry, Nested
from ingest.readers.fields import Fields
from ingest.readers.kinds import BEGINNING, ONE_EACH, check_label, kind_of, unknown
from ingest.readers.streams import drained, gunzipped
from ingest.readers.unseen import seen
from ingest.readers.whole import read_whole as read_whole
from rag.domain import Draft
from rag.errors import SourceRejected

LARGEST = 100 * 1024 * 1024  # bytes of a file that is read whole
LIST = 50 * 1024 * 1024  # bytes of a feed or sitemap

Clock = Callable[[], datetime]
Found = Draft | Entry | Nested | SourceRejected


def read_file(
    path: Path, *, source: str, clock: Clock, fields: Fields | None = None
) -> Iterator[Found]:
    """The articles of one file, lazily; what cannot be read is a rejection among them.

    Args:
        path: The file.
        source: What to call it.
        clock: The time now, with a zone.
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
            if kind == ".zip":
                yield from _archive(raw, source, clock, fields)
            else:
                with gunzipped(raw, source) if packed else raw as file:
                    yield from read_stream(file, kind, source=source, clock=clock, fields=fields)
    except SourceRejected as rejected:
        yield rejected
    except OSError as error:
        yield SourceRejected(source, f"it cannot be read: {error.strerror or error}")


def read_stream(
    file: IO[bytes], kind: str, *, source: str, clock: Clock, fields: Fields | None = None
) -> Iterator[Found]:
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
    file = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    check_label(kind, file.peek(BEGINNING)[:BEGINNING], source)
    if kind in STREAMED:
        yield from STREAMED[kind](file, source, clock, fields or {})
    elif kind in ONE_EACH:
        yield from _one(drained(file, LARGEST, source), kind, source, clock)
    elif kind == ".zip":
        data = drained(file, LARGEST, source, "unpack it")
        yield from _archive(io.BytesIO(data), source, clock, fields)
    elif kind == ".json":
        advice = "make it JSON Lines, or split it"
        data = drained(file, LARGEST, source, advice)
        yield from read_several(data, kind, source=source, clock=clock, fields=fields)
    else:
        limit = LIST if kind == ".xml" else LARGEST
        data = drained(file, limit, source)
        yield from read_several(data, kind, source=source, clock=clock)


def read_several(
    data: bytes,
    kind: str,
    *,
    source: str,
    clock: Clock,
    url: str | None = None,
    charset: str | None = None,
    fields: Fields | None = None,
) -> Iterator[Found]:
    """The articles, or entries of a feed or sitemap, in the bytes of a file that has several."""
    if kind == ".json":
        yield from _json(data, source, url, fields or {})
    elif kind == ".epub":
        from ingest.readers.epub import read_epub

        yield from map(_seen, read_epub(data, source=source, clock=clock))
    else:
        yield from _xml(data, source, clock, url, charset)


def _json(data: bytes, source: str, url: str | None, fields: Fields) -> Iterator[Found]:
    from ingest.readers.json_feed import is_json_feed, read_json_feed

    try:
        value = jsonl.parse(data, source)
    except SourceRejected as rejected:
        advice = "; if it is one article a line, name it .jsonl" if b"}\n" in data else ""
        yield SourceRejected(source, rejected.reason + advice)
        return
    if is_json_feed(value):
        assert isinstance(value, dict)
        yield from read_json_feed(value, source=source, url=url)
    else:
        yield from jsonl.read_value(value, source=source, fields=fields)


def _xml(
    data: bytes, source: str, clock: Clock, url: str | None, charset: str | None
) -> Iterator[Found]:
    from ingest.readers import feeds, sitemap
    from ingest.readers.xml_text import root_of, xml_text

    root = root_of(xml_text(data, source=source, charset=charset))
    if root in sitemap.ROOTS:
        yield from sitemap.read_sitemap(data, source=source, url=url, charset=charset)
    elif root in feeds.ROOTS:
        yield from feeds.read_feed(data, source=source, url=url, charset=charset)
    elif root == "html":
        yield read_whole(data, ".html", source=source, clock=clock, url=url, charset=charset)
    else:
        named = f"its outermost element is <{root}>" if root else "there is no element in it"
        raise SourceRejected(
            source, f"this is no feed (RSS, Atom) and no sitemap: {named}; make it JSON Lines"
        )


def _one(data: bytes, kind: str, source: str, clock: Clock) -> Iterator[Found]:
    if kind == ".txt" and data.startswith((b"http://", b"https://")):
        from ingest.readers.sitemap import is_address_list, read_address_list
        from ingest.readers.text import decode

        if is_address_list(text := decode(data, source=source)):
            yield from read_address_list(text, source=source)
            return
    yield read_whole(data, kind, source=source, clock=clock)


def _archive(file: IO[bytes], source: str, clock: Clock, fields: Fields | None) -> Iterator[Found]:
    from ingest.readers.archives import read_archive

    read = partial(read_stream, clock=clock, fields=fields)
    yield from read_archive(file, source=source, read=read)


def _lines(file: IO[bytes], source: str, _: Clock, fields: Fields) -> Iterator[Found]:
    nothing = True
    for found in jsonl.read_jsonl(jsonl.lines_of(file), source=source, fields=fields):
        nothing = False
        yield found
    if nothing:
        raise SourceRejected(source, "the file is empty: there is no article in it")


def _table(file: IO[bytes], source: str, _: Clock, fields: Fields) -> Iterator[Found]:
    from ingest.readers.tables import read_table

    yield from read_table(file, source=source, fields=fields)


def _mailbox(file: IO[bytes], source: str, clock: Clock, _: Fields) -> Iterator[Found]:
    from ingest.readers.mail import read_mbox

    yield from map(_seen, read_mbox(file, source=source, clock=clock))


def _web_archive(file: IO[bytes], source: str, clock: Clock, _: Fields) -> Iterator[Found]:
    from ingest.readers.warc import read_warc

    yield from read_warc(file, source=source, clock=clock, read=read_whole)


STREAMED: dict[str, Callable[[IO[bytes], str, Clock, Fields], Iterator[Found]]] = {
    ".jsonl": _lines,
    ".csv": _table,
    ".mbox": _mailbox,
    ".warc": _web_archive,
}


def _seen(found: Draft | SourceRejected) -> Draft | SourceRejected:
    return seen(found) if isinstance(found, Draft) else found
