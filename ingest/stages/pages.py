"""Pages that feeds and sitemaps list: fetched ahead, many at once, and left for others to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from typing import cast

from ingest.fetching import Fetch, Fetched, Gone
from ingest.readers.entries import Entry
from ingest.readers.files import Clock
from ingest.sources.following import of_page
from ingest.stages.work import Found, Item, Still, Unread
from rag.errors import SourceRejected

TOGETHER = 256  # pages fetched before the first of them is due

Got = Fetched | SourceRejected


def fetched(leads: Iterable[Item | Entry], fetch: Fetch, clock: Clock) -> Iterator[Item]:
    """Leads in their order, with the pages that entries list fetched: each host politely.

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


def _in_order(entries: list[Entry], fetch: Fetch, clock: Clock) -> Iterator[Unread]:
    urls = dict.fromkeys(entry.url for entry in entries if entry.url is not None)
    answers = fetch.many(urls, fresh=True)
    came: dict[str, Got] = {}
    for entry in entries:
        got: Got = SourceRejected(entry.source, "the entry links to no page")
        if entry.url is not None:
            while entry.url not in came:
                url, answer = _answered(next(answers))
                came[url] = answer
            got = came.pop(entry.url)
        read = partial(_article, entry=entry, got=got, clock=Still(clock()))
        yield Unread(entry.url or entry.source, b"", read)


def _answered(answer: object) -> tuple[str, Got]:
    if isinstance(answer, Gone):
        return answer.asked, SourceRejected(answer.asked, answer.reason)
    if isinstance(answer, Fetched):
        return answer.asked, answer
    assert isinstance(answer, SourceRejected)  # nothing is unchanged where it is wanted fresh
    return answer.source, answer


def _article(_data: bytes, *, entry: Entry, got: Got, clock: Clock) -> list[Found]:
    return [of_page(entry, got, clock)]
