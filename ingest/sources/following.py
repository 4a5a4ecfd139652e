"""From an entry of a feed or sitemap to the article behind it."""

from __future__ import annotations

from ingest.fetching import Fetch, Fetched
from ingest.readers.carried import Clock, listed_article
from ingest.readers.entries import Entry
from ingest.sources.web import read_page
from rag.domain import Draft
from rag.errors import SourceRejected


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
    return listed_article(_article(entry, got, clock), entry=entry, clock=clock)


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
