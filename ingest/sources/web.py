"""What an address leads to: an article, a feed, a sitemap, or a site that names its feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from urllib.parse import urljoin

from ingest.fetching import Fetch, Fetched, Unchanged
from ingest.readers.entries import Entry, Nested
from ingest.readers.files import Clock, read_stream
from ingest.readers.kinds import ONE_EACH
from ingest.readers.later import Came, Found, Later
from ingest.readers.several import read_several
from ingest.readers.sitemap import is_address_list, read_address_list
from ingest.readers.whole import read_whole
from ingest.sources.asked import Asked
from ingest.sources.kinds import ACCEPTED, sent_kind, unpacked
from ingest.sources.sites import Named, feeds_on, is_front
from ingest.stages.apart import handed
from ingest.stages.work import Missing, Still, Unmoved, Unread
from rag.domain import Draft, Moment
from rag.errors import SourceRejected

Opened = Found | Unread | Unmoved | Missing
"""What an address leads to: the last three only where a pipeline takes them."""

ADVICE = "name an article of it, or its feed or sitemap"


def read_page(fetched: Fetched, *, source: str, clock: Clock) -> Draft:
    """The article in what a server sent; the time of that is never its date.

    Raises:
        SourceRejected: If there is none.
    """
    kind = sent_kind(fetched, fetched.body)
    if kind not in ONE_EACH:
        raise SourceRejected(source, "this is no article but a feed, a sitemap or data")
    found = read_whole(
        fetched.body, kind, source=source, clock=clock, url=fetched.url, charset=fetched.charset
    )
    stated = found.url not in (None, fetched.url)  # by the page itself
    url = found.url if stated else fetched.canonical or fetched.url
    return replace(found, url=url, fetched=moment(fetched))


def moment(fetched: Fetched) -> Moment:
    """When it was fetched."""
    return Moment(fetched.fetched.isoformat(timespec="seconds"), "fetch")


@dataclass(frozen=True, slots=True)
class Web:
    """Opens addresses: those that were named, and lists that other lists lead to."""

    fetch: Fetch
    asked: Asked

    def opened(self, url: str) -> Iterator[Opened]:
        """The article at an address; of a feed, sitemap or site, what it lists."""
        try:
            answer = self.fetch.visit(url, accept=ACCEPTED, fresh=not self.asked.apart)
            if isinstance(answer, Fetched):
                yield from self._read(answer, url, sites=True)
            elif isinstance(answer, Unchanged):
                yield Unmoved(url, answer.url, answer.visit)
            elif self.asked.apart:
                yield Missing(url, answer.url, answer.visit, answer.reason)
            else:
                yield SourceRejected(url, answer.reason)
        except SourceRejected as rejected:
            yield rejected

    def list_at(self, url: str) -> Iterator[Opened]:
        """What the feed or sitemap at an address lists; a page in its place is a rejection."""
        try:
            fetched = self.fetch.get(url, accept=ACCEPTED)
            yield from self._read(fetched, url, sites=False)
        except SourceRejected as rejected:
            yield rejected

    def _read(self, fetched: Fetched, source: str, *, sites: bool) -> Iterator[Opened]:
        body = unpacked(fetched)
        kind = sent_kind(fetched, body)
        if kind == ".html":
            if not sites:
                raise SourceRejected(source, "a web page came in the place of a feed or sitemap")
            yield from self._site(fetched, source)
        elif kind == ".txt" and is_address_list(text := body.decode("utf-8", "replace")):
            yield from read_address_list(text, source=source)
        elif kind in ONE_EACH:
            yield self._met(read_page(fetched, source=source, clock=self.asked.clock), fetched)
        else:
            yield from handed(self._several(fetched, body, kind, source), apart=self.asked.apart)

    def _several(self, fetched: Fetched, body: bytes, kind: str, source: str) -> Iterator[Came]:
        still, fields = Still(self.asked.clock()), self.asked.fields
        found: Iterator[Came]
        if kind in (".xml", ".json"):
            found = read_several(
                body,
                kind,
                source=source,
                clock=still,
                url=fetched.url,
                charset=fetched.charset,
                fields=fields,
            )
        else:
            found = read_stream(BytesIO(body), kind, source=source, clock=still, fields=fields)
        at = moment(fetched)
        for one in found:
            if isinstance(one, Nested):
                yield replace(one, url=urljoin(fetched.url, one.url))
            elif isinstance(one, Entry):
                yield replace(one, fetched=at)
            elif isinstance(one, Later):
                yield one.then(partial(_fetched_at, at=at))
            else:
                yield _fetched_at(one, at=at)

    def _met(self, found: Draft, fetched: Fetched) -> Draft | Unread:
        """An article; where a pipeline takes it, with the visit to remember once it is stored."""
        if not self.asked.apart:
            return found
        return Unread(found.source, b"", partial(_as_it_is, found=found), fetched.visit)

    def _site(self, fetched: Fetched, source: str) -> Iterator[Opened]:
        """An article; for the front page of a site, or where there is none, its feeds."""
        named = feeds_on(fetched.body, fetched.url, fetched.charset)
        front = is_front(fetched.url)
        if not (front and named.feeds):
            try:
                yield self._met(read_page(fetched, source=source, clock=self.asked.clock), fetched)
            except SourceRejected as rejected:
                if not named.feeds:
                    maps = self.fetch.sitemaps(fetched.url) if front else ()
                    yield _nothing(rejected, named, front, maps)
            else:
                return
        for feed in named.feeds:
            yield Nested(feed)


def _fetched_at(found: Draft | SourceRejected, *, at: Moment) -> Draft | SourceRejected:
    return replace(found, fetched=found.fetched or at) if isinstance(found, Draft) else found


def _as_it_is(_data: bytes, *, found: Draft) -> list[Draft]:
    return [found]


def _nothing(
    rejected: SourceRejected, named: Named, front: bool, maps: Sequence[str]
) -> SourceRejected:
    """Why a page gives nothing, and what of its site could be named instead."""
    if maps:
        known = ", ".join(maps[:3])
        reason = f"{rejected.reason}; the page names no feed, but its robots.txt sitemaps: {known}"
        return SourceRejected(rejected.source, f"{reason}. Name one of them")
    if not (front or named.comments):
        return rejected
    feeds = "the page names only feeds of comments" if named.comments else "the page names no feed"
    return SourceRejected(rejected.source, f"{rejected.reason}; {feeds}: {ADVICE}")
