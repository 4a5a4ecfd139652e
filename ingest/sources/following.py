"""From an entry of a feed or sitemap to the article behind it."""

from __future__ import annotations

from dataclasses import replace

from ingest.fetching import Fetch, Fetched
from ingest.readers.entries import Entry, enriched
from ingest.readers.files import Clock
from ingest.readers.whole import read_whole
from ingest.sources.web import read_page
from rag.domain import Draft
from rag.errors import SourceRejected
from rag.provenance import Hint


def follow(entry: Entry, fetch: Fetch | None, clock: Clock) -> Draft | SourceRejected:
    """The article that an entry lists: its page, with what the entry says where that is silent.

    Where the page cannot be had, the article as the feed carries it; a hint `text` says so.

    Args:
        entry: What is listed.
        fetch: Gets pages; None where nothing may be fetched.
        clock: The time now, with a zone.
    """
    return of_page(entry, _page(entry, fetch), clock)


def of_page(entry: Entry, got: Fetched | SourceRejected, clock: Clock) -> Draft | SourceRejected:
    """Like `follow`, with the page fetched by another, or what it was rejected for."""
    found = _article(entry, got, clock)
    if isinstance(found, Draft):
        return enriched(found, entry, clock())
    if not entry.html:
        return found
    try:
        return _carried(entry, found.reason, clock)
    except SourceRejected as rejected:
        reason = f"{found.reason}; nor is what the feed carries: {rejected.reason}"
        return SourceRejected(found.source, reason)


def _article(entry: Entry, got: Fetched | SourceRejected, clock: Clock) -> Draft | SourceRejected:
    if isinstance(got, SourceRejected):
        return got
    try:
        return read_page(got, source=entry.url or entry.source, clock=clock)
    except SourceRejected as rejected:
        return rejected


def _page(entry: Entry, fetch: Fetch | None) -> Fetched | SourceRejected:
    if entry.url is None:
        return SourceRejected(entry.source, "the entry links to no page")
    if fetch is None:
        return SourceRejected(entry.url, "the page was not fetched; name the feed's own address")
    try:
        return fetch.get(entry.url)
    except SourceRejected as rejected:
        return rejected


def _carried(entry: Entry, why: str, clock: Clock) -> Draft:
    """The article in a feed, marked as such."""
    whole = f"<html><body><article>{entry.html}</article></body></html>".encode("utf-8", "replace")
    read = read_whole(
        b'<meta charset="utf-8">' + whole, ".html", source=entry.source, clock=clock, url=entry.url
    )
    bare = Draft(source=entry.source, text=read.text, url=entry.url, fetched=entry.fetched)
    said = enriched(bare, entry, clock())
    return replace(said, hints=(*said.hints, Hint("text", f"the page: {why}", entry.origin)))
