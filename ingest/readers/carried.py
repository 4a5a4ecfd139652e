"""An article of a list: its page with what the list says, or else as the list carries it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ingest.readers.entries import Entry, enriched
from ingest.readers.whole import read_whole
from rag.domain import Draft
from rag.errors import SourceRejected
from rag.provenance import Hint

Clock = Callable[[], datetime]


def listed_article(
    found: Draft | SourceRejected, *, entry: Entry, clock: Clock
) -> Draft | SourceRejected:
    """What an entry comes to.

    Args:
        found: What its page came to, or why there is none.
        entry: What is listed.
        clock: The time now, with a zone.
    """
    if isinstance(found, Draft):
        return enriched(found, entry, clock())
    if not entry.html:
        return found
    try:
        return carried(entry, found.reason, clock)
    except SourceRejected as rejected:
        reason = f"{found.reason}; nor is what the feed carries: {rejected.reason}"
        return SourceRejected(found.source, reason)


def carried(entry: Entry, why: str, clock: Clock) -> Draft:
    """The article in a feed, with a hint `text` that says so.

    Args:
        entry: What is listed.
        why: Why it is not read from its page.
        clock: The time now, with a zone.

    Raises:
        SourceRejected: If there is no article in it.
    """
    whole = f"<html><body><article>{entry.html}</article></body></html>".encode("utf-8", "replace")
    read = read_whole(
        b'<meta charset="utf-8">' + whole, ".html", source=entry.source, clock=clock, url=entry.url
    )
    bare = Draft(
        source=entry.source,
        text=read.text,
        url=entry.url,
        section=read.section,
        labels=read.labels,
        wire=read.wire,
        fetched=entry.fetched,
    )
    said = enriched(bare, entry, clock())
    return replace(said, hints=(*said.hints, Hint("text", f"the page: {why}", entry.origin)))
