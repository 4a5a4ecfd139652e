"""Web archives (WARC, ARC): the pages in them, a record at a time. Alone touches warcio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from ingest.readers.broken import BROKEN
from ingest.readers.entries import web_address
from ingest.readers.moments import strict
from rag.domain import Draft, Moment
from rag.errors import SourceRejected
from rag.provenance import Hint

KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
LARGEST = 10 * 1024 * 1024  # bytes of a page, unpacked
PACKED = frozenset({"gzip", "x-gzip", "deflate", "br"})
UNREADABLE: tuple[type[Exception], ...] = (ArchiveLoadFailed, *BROKEN)

Read = Callable[..., Draft]
"""Reads the bytes of a page: `read(data, kind, source=, clock=, url=, charset=)`."""


def read_warc(
    file: IO[bytes], *, source: str, clock: Callable[[], datetime], read: Read
) -> Iterator[Draft | SourceRejected]:
    """The pages of a web archive, lazily; each is `source!/ADDRESS`.

    Pictures, scripts and what else belongs to pages, redirects and requests are passed over; pages
    that the server did not give, or that are not in the archive itself, are rejections.
    """
    pages = records = 0
    try:
        for record in ArchiveIterator(file, arc2warc=True):
            records += 1
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            kind = _kind(record)
            if kind is None or record.rec_type not in ("response", "resource", "revisit"):
                continue
            pages += 1
            yield _page(record, kind, url, f"{source}!/{url}", clock, read)
    except UNREADABLE as error:
        said = " ".join(str(error).split())[:200]
        yield SourceRejected(
            source, f"the web archive is broken after {records} records: {said}; make it anew"
        )
        return
    except SourceRejected as rejected:  # the packed data ends or is broken
        yield SourceRejected(source, f"after {records} records {rejected.reason}")
        return
    if not pages:
        what = f"no pages among its {records} records" if records else "no records in it"
        yield SourceRejected(source, f"there are {what}; is this a WARC file?")


def _kind(record: Any) -> str | None:
    headers = record.http_headers
    if headers is None:
        declared = record.rec_headers.get_header("Content-Type") if _resource(record) else ""
    elif (headers.get_statuscode() or "").startswith("3") and record.rec_type != "revisit":
        return None
    else:
        declared = headers.get_header("Content-Type")
    return KINDS.get(str(declared or "").partition(";")[0].strip().lower())


def _resource(record: Any) -> bool:
    return str(record.rec_type) == "resource"


def _page(
    record: Any, kind: str, url: str, where: str, clock: Callable[[], datetime], read: Read
) -> Draft | SourceRejected:
    try:
        if record.rec_type == "revisit":
            raise SourceRejected(
                where, "the archive only notes that this page had not changed; it is in another"
            )
        data, charset = _body(record, where)
        address = web_address(url)
        found = read(data, kind, source=where, clock=clock, url=address, charset=charset)
    except SourceRejected as rejected:
        return rejected
    date = strict(str(record.rec_headers.get_header("WARC-Date") or ""))
    identity = record.rec_headers.get_header("WARC-Record-ID")
    return replace(
        found,
        url=found.url or address,
        fetched=Moment(date, "warc") if date else None,
        hints=(*found.hints, *((Hint("guid", str(identity), "warc"),) if identity else ())),
    )


def _body(record: Any, where: str) -> tuple[bytes, str | None]:
    """The page as its server sent it, unpacked, and the encoding it declared."""
    headers = record.http_headers
    declared = record.rec_headers.get_header("Content-Type")
    if headers is not None:
        status, packed = headers.get_statuscode(), headers.get_header("Content-Encoding")
        if status != "200":
            raise SourceRejected(where, f"the server had answered {status or 'nothing'}")
        if packed and packed.lower() not in (*PACKED, "identity"):
            raise SourceRejected(where, f"the page is packed with {packed!r}, which is not known")
        declared = headers.get_header("Content-Type")
    data = record.content_stream().read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceRejected(where, f"the page is larger than {LARGEST // 2**20} MB")
    record.raw_stream.read()
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise SourceRejected(where, "the archive is cut off within this page; fetch it again")
    _, _, parameters = str(declared or "").lower().partition("charset=")
    return data, parameters.split(";")[0].strip(" \"'") or None
