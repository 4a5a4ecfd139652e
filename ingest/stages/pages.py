"""Pages that feeds and sitemaps list: fetched ahead, many at once, and left for others to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from typing import cast

from ingest.fetching import Answer, Fetch, Fetched, Gone, Unchanged
from ingest.readers.entries import Entry
from ingest.readers.files import Clock
from ingest.sources.following import of_page
from ingest.stages.work import Found, Item, Missing, Still, Unmoved, Unread
from rag.errors import SourceRejected

TOGETHER = 256  # pages fetched before the first of them is due

Got = Answer | SourceRejected


def fetched(leads: Iterable[Item | Entry], fetch: Fetch, clock: Clock) -> Iterator[Item]:
    """Leads in their order, with the pages that entries list fetched: each host politely.

    Where `fetch` has a memory, pages that it knows are asked for only if they are new; what did not
    change and what is gone is told as that.

    Args:
        leads: From `ingest.sources.leads`.
        fetch: Gets pages.
        clock: The time now, with a zone.
    """
    for listed, run in groupby(leads, lambda lead: isinstance(lead, Entry)):
        if not listed:
            yield from cast("Iterator[Item]", run)
            continue
        while some := list(islice(cast("Iterator[Entry]", run), TOGETHER)):
            yield from _in_order(some, fetch, clock)


def _in_order(entries: list[Entry], fetch: Fetch, clock: Clock) -> Iterator[Item]:
    urls = dict.fromkeys(entry.url for entry in entries if entry.url is not None)
    answers = fetch.many(urls)
    came: dict[str, Got] = {}
    for entry in entries:
        got: Got = SourceRejected(entry.source, "the entry links to no page")
        if entry.url is not None:
            while entry.url not in came:
                answer = next(answers)
                came[answer.source if isinstance(answer, SourceRejected) else answer.asked] = answer
            got = came.pop(entry.url)
        yield _item(entry, got, clock)


def _item(entry: Entry, got: Got, clock: Clock) -> Item:
    if isinstance(got, Unchanged):
        return Unmoved(got.asked, got.url, got.visit)
    if isinstance(got, Gone):
        if not entry.html:
            return Missing(got.asked, got.url, got.visit, got.reason)
        got = SourceRejected(got.asked, got.reason)  # the feed carries the article
    read = partial(_article, entry=entry, got=got, clock=Still(clock()))
    visit = got.visit if isinstance(got, Fetched) else None
    return Unread(entry.url or entry.source, b"", read, visit)


def _article(
    _data: bytes, *, entry: Entry, got: Fetched | SourceRejected, clock: Clock
) -> list[Found]:
    return [of_page(entry, got, clock)]
