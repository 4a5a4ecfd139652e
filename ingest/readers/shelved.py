"""What feeds and sitemaps in an archive list, found in the archive itself; nothing is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from ingest.guards.limits import LIST, LISTED
from ingest.identity import canonical
from ingest.readers.carried import carried, listed_article
from ingest.readers.entries import Entry, Nested
from ingest.readers.later import Came, Later
from rag.domain import Draft
from rag.errors import SourceRejected

Clock = Callable[[], datetime]

ABSENT = "the page is not in the archive"
MANY = 3  # addresses that are told


def from_within(
    came: Iterable[Came], *, source: str, clock: Clock
) -> Iterator[Draft | Later | SourceRejected]:
    """The articles of an archive; what its lists name is found in it or told of.

    A page comes with what a list before it says of it; an entry whose page is not there becomes an
    article as its list carries it, at the end. Of all others one rejection a list tells.
    """
    shelf = _Shelf(source, clock)
    for one in came:
        if isinstance(one, Entry):
            yield from shelf.listed(one)
        elif isinstance(one, Nested):
            shelf.nested(one)
        else:
            yield shelf.met(one)
    yield from shelf.rest()


class _Shelf:
    """What was met in an archive, and what is still looked for."""

    def __init__(self, source: str, clock: Clock) -> None:
        self._source, self._clock = source, clock
        self._pages: set[int] = set()  # addresses, as numbers that take less memory
        self._wanted: dict[int, Entry] = {}
        self._held = 0  # bytes of the articles in these
        self._lists: dict[str, None] = {}
        self._further: dict[str, None] = {}
        self._full = False

    def listed(self, entry: Entry) -> Iterator[Later]:
        """Look for the page of an entry, if there is one and it was not met yet."""
        self._lists[_list_of(entry)] = None
        key = _key(entry.url)
        if key is None:
            yield self._carried(entry)
        elif key not in self._pages:
            yield from self._want(key, entry)

    def _want(self, key: int, entry: Entry) -> Iterator[Later]:
        known = self._wanted.get(key)
        if known is not None and (known.html or not entry.html):
            return
        if known is None and len(self._wanted) >= LISTED.most:
            self._full = True
        elif self._held + len(entry.html) > LIST.most:  # memory stays flat
            self._pages.add(key)
            yield self._carried(entry)
        else:
            self._held += len(entry.html)
            self._wanted[key] = entry

    def nested(self, nested: Nested) -> None:
        """Note a list that a list names."""
        if len(self._further) < LISTED.most:
            self._further[nested.url] = None

    def met(self, one: Draft | Later | SourceRejected) -> Draft | Later | SourceRejected:
        """A page, with what a list said of it."""
        key = _key(one.url) if isinstance(one, Later) else None
        if key is None or not isinstance(one, Later):
            return one
        self._pages.add(key)
        entry = self._wanted.pop(key, None)
        if entry is None:
            return one
        self._held -= len(entry.html)
        return one.then(partial(listed_article, entry=entry, clock=self._clock))

    def rest(self) -> Iterator[Later | SourceRejected]:
        """What has no page in the archive."""
        absent: Counter[str] = Counter()
        for entry in self._wanted.values():
            if entry.html:
                yield self._carried(entry)
            else:
                absent[_list_of(entry)] += 1
        for name, count in absent.items():
            yield SourceRejected(
                name,
                f"pages it lists that are not in the archive: {count:,}, and nothing is fetched "
                "for an archive; name the address of the list to fetch them",
            )
        if self._full:
            yield LISTED.passed(self._source)
        yield from self._lists_elsewhere()

    def _lists_elsewhere(self) -> Iterator[SourceRejected]:
        inside = {name.rpartition("!/")[2] for name in self._lists}
        outside = [url for url in self._further if url not in inside]
        if outside:
            told = ", ".join(outside[:MANY]) + (", …" if len(outside) > MANY else "")
            yield SourceRejected(
                self._source,
                f"lists that one in it names are not in the archive: {told}; name their addresses "
                "to fetch them",
            )

    def _carried(self, entry: Entry) -> Later:
        read = partial(_told, entry=replace(entry, html=""), clock=self._clock)
        return Later(entry.source, entry.html.encode("utf-8", "replace"), read)


def _told(data: bytes, *, entry: Entry, clock: Clock) -> list[Draft]:
    return [carried(replace(entry, html=data.decode("utf-8")), ABSENT, clock)]


def _list_of(entry: Entry) -> str:
    """The list that an entry is in: its place without its number."""
    return entry.source.rpartition("#" if "#" in entry.source else ":")[0]


def _key(url: str | None) -> int | None:
    return hash(canonical(url)) if url else None
