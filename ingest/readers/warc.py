"""Web archives (WARC, ARC): the pages in them, a record at a time. Alone touches warcio."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from ingest.guards.limits import LIST, PAGE, Limit
from ingest.guards.streams import PIECE
from ingest.guards.unpacking import unpack
from ingest.readers.broken import BROKEN
from ingest.readers.entries import web_address
from ingest.readers.kinds import kind_of
from ingest.readers.later import Came
from ingest.readers.moments import strict
from ingest.readers.recorded import LISTS, PAGES, Clock, Listing, Record, recorded
from rag.domain import Moment
from rag.errors import SourceRejected

UNREADABLE: tuple[type[Exception], ...] = (ArchiveLoadFailed, *BROKEN)
PLAIN = (b"<", b"{", b"%PDF-")  # how what is not packed begins, whatever its header says


def read_warc(file: IO[bytes], *, source: str, clock: Clock, listing: Listing) -> Iterator[Came]:
    """The pages of a web archive, lazily; each is `source!/ADDRESS`. What its feeds list, too.

    Pictures, scripts and what else belongs to pages, redirects and requests are passed over; pages
    that the server did not give, or that are not in the archive itself, are rejections.
    """
    pages = records = 0
    try:
        for record in ArchiveIterator(file, arc2warc=True):
            records += 1
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            kind = _kind(record, url)
            if kind is None or record.rec_type not in ("response", "resource", "revisit"):
                continue
            for found in _found(record, kind, url, f"{source}!/{url}", clock, listing):
                pages += 1
                yield found
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


def _kind(record: Any, url: str) -> str | None:
    headers = record.http_headers
    if headers is None:
        resource = str(record.rec_type) == "resource"
        declared = record.rec_headers.get_header("Content-Type") if resource else ""
    elif (headers.get_statuscode() or "").startswith("3") and record.rec_type != "revisit":
        return None
    else:
        declared = headers.get_header("Content-Type")
    media = str(declared or "").partition(";")[0].strip().lower()
    kind = PAGES.get(media) or LISTS.get(media)
    return None if kind == ".gz" and not _is_packed_list(url) else kind


def _is_packed_list(url: str) -> bool:
    try:
        return kind_of(PurePosixPath(urlsplit(url).path)) == (".xml", True)
    except ValueError:
        return False


def _found(
    record: Any, kind: str, url: str, where: str, clock: Clock, listing: Listing
) -> Iterator[Came]:
    is_page = kind in PAGES.values()
    absent = _absent(record)
    if absent and not is_page:  # most of these are no lists either
        return
    try:
        if absent:
            raise SourceRejected(where, absent)
        yield from recorded(_record(record, kind, url, where, is_page), clock, listing)
    except SourceRejected as rejected:
        yield rejected


def _absent(record: Any) -> str | None:
    """Why there is nothing to be had of a record."""
    if record.rec_type == "revisit":
        return "the archive only notes that this page had not changed; it is in another"
    if record.http_headers is None:
        return None
    status = record.http_headers.get_statuscode()
    return None if status == "200" else f"the server had answered {status or 'nothing'}"


def _record(record: Any, kind: str, url: str, where: str, is_page: bool) -> Record:
    data, charset = _body(record, where, PAGE if is_page else LIST)
    date = strict(str(record.rec_headers.get_header("WARC-Date") or ""))
    identity = record.rec_headers.get_header("WARC-Record-ID")
    return Record(
        where=where,
        kind=kind,
        data=data,
        url=web_address(url),
        charset=charset,
        fetched=Moment(date, "warc") if date else None,
        identity=str(identity) if identity else None,
    )


def _body(record: Any, where: str, limit: Limit) -> tuple[bytes, str | None]:
    """The page as its server sent it, unpacked, and the encoding it declared."""
    headers = record.http_headers
    declared = record.rec_headers.get_header("Content-Type")
    if headers is not None:
        declared = headers.get_header("Content-Type")
    data = _unpacked(record, where, limit)
    while record.raw_stream.read(PIECE):  # what stands after a page that its server packed
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise SourceRejected(where, "the archive is cut off within this page; fetch it again")
    _, _, parameters = str(declared or "").lower().partition("charset=")
    return data, parameters.split(";")[0].strip(" \"'") or None


def _unpacked(record: Any, where: str, limit: Limit) -> bytes:
    """The bytes of a page: some archives hold them unpacked, though its server packed them."""
    headers, stream = record.http_headers, record.raw_stream
    codings: list[str] = []
    if headers is not None:
        if "chunked" in str(headers.get_header("Transfer-Encoding") or "").lower():
            stream = ChunkedDataReader(stream)
        codings = str(headers.get_header("Content-Encoding") or "").split(",")
    first = stream.read(PIECE)
    if first.lstrip().startswith(PLAIN):
        codings = []
    pieces = chain([first], iter(lambda: stream.read(PIECE), b""))
    return b"".join(unpack(pieces, codings, source=where, limit=limit))
