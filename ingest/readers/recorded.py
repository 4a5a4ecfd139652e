"""What a web archive recorded of one address: its page, or what the list lists that it is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO

from ingest.guards.limits import LIST
from ingest.guards.streams import drained, gunzipped
from ingest.readers.entries import Entry
from ingest.readers.later import Came, Found, Later
from ingest.readers.listing import BEGINNING, JSON_FEED, listed
from ingest.readers.whole import read_whole
from rag.domain import Draft, Moment
from rag.provenance import Hint

PAGES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
LISTS = {
    **dict.fromkeys("application/xml text/xml".split(), ".xml"),
    **dict.fromkeys("application/rss+xml application/atom+xml application/rdf+xml".split(), ".xml"),
    **dict.fromkeys(("application/feed+json", "application/json"), ".json"),
    **dict.fromkeys("application/gzip application/x-gzip application/octet-stream".split(), ".gz"),
}
"""What may be a feed or sitemap; most that is sent as these is neither, and passed over."""

Clock = Callable[[], datetime]
Listing = Callable[..., Iterator[Found]]
"""Reads a feed or sitemap: `listing(data, kind, source=, clock=, url=, charset=)`."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of an archive.

    Attributes:
        where: What to call it.
        kind: The ending that stands for its format.
        data: Its body, unpacked.
        url: Its address.
        charset: What the server said about its encoding.
        fetched: When it was archived.
        identity: What the archive calls it.
    """

    where: str
    kind: str
    data: bytes
    url: str | None
    charset: str | None
    fetched: Moment | None
    identity: str | None


def recorded(record: Record, clock: Clock, listing: Listing) -> Iterator[Came]:
    """The page, to be read; the entries, if it is a feed or sitemap; else nothing.

    Raises:
        SourceRejected: If it is a list that cannot be read.
    """
    data, kind = record.data, record.kind
    if kind == ".gz":
        with gunzipped(BytesIO(data), record.where) as stream:
            data, kind = drained(stream, LIST, record.where), ".xml"
    if listed(data):
        kind = ".xml"
    elif kind == ".xml" or (kind == ".json" and JSON_FEED.encode() not in data[:BEGINNING]):
        return
    if kind in (".xml", ".json"):
        yield from _entries(replace(record, data=data, kind=kind), clock, listing)
    else:
        read = partial(_page, about=replace(record, data=b""), clock=clock)
        yield Later(record.where, data, read, record.url)


def _page(data: bytes, *, about: Record, clock: Clock) -> list[Draft]:
    found = read_whole(
        data, about.kind, source=about.where, clock=clock, url=about.url, charset=about.charset
    )
    identity = (Hint("guid", about.identity, "warc"),) if about.identity else ()
    hints = (*found.hints, *identity)
    return [replace(found, url=found.url or about.url, fetched=about.fetched, hints=hints)]


def _entries(record: Record, clock: Clock, listing: Listing) -> Iterator[Found]:
    found = listing(
        record.data,
        record.kind,
        source=record.where,
        clock=clock,
        url=record.url,
        charset=record.charset,
    )
    for one in found:
        yield replace(one, fetched=record.fetched) if isinstance(one, Entry) else one
