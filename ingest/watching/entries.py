"""What is new in a feed since it was last polled: entries that it did not list, or not like this.

The one place of watching that knows how lists are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from ingest.fetching import Fetch, Fetched
from ingest.identity import canonical
from ingest.readers.entries import Entry
from ingest.readers.later import Found
from ingest.readers.several import read_several
from ingest.sources.asked import Asked
from ingest.sources.kinds import sent_kind, unpacked
from ingest.sources.lists import walked
from ingest.sources.sites import feeds_on
from ingest.sources.web import Web, moment
from rag.domain import Draft
from rag.errors import SourceRejected


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing that a feed lists.

    Attributes:
        key: By what it is known in this feed.
        mark: A hash of all that is said of it, which changes with it.
        item: It.
    """

    key: str
    mark: str
    item: Entry | Draft


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A page that is no feed and names one."""

    feed: str


def listed(fetched: Fetched, fetch: Fetch, asked: Asked) -> Iterator[Listed | SourceRejected]:
    """What a feed or sitemap lists, with what further lists list that it leads to.

    Raises:
        SourceRejected: If it is neither.
    """
    body = unpacked(fetched)
    kind = sent_kind(fetched, body)
    if kind not in (".xml", ".json"):
        raise SourceRejected(fetched.asked or fetched.url, "this is no feed and no sitemap")
    found: Iterator[Found] = read_several(
        body, kind, source=fetched.url, clock=asked.clock, url=fetched.url, charset=fetched.charset
    )
    fetched_at = moment(fetched)
    for one in walked(found, fetched.url, Web(fetch, asked).list_at, asked):
        if isinstance(one, SourceRejected):
            yield one
        elif isinstance(one, Entry):
            yield _of_entry(replace(one, fetched=one.fetched or fetched_at))
        elif isinstance(one, Draft):
            said = _hash(one.id, one.url, one.title, one.text)
            yield Listed(_hash(one.id or one.url or one.text), said, one)


def elsewhere(fetched: Fetched) -> Elsewhere | None:
    """The feed that a page names, if it is a page and names one."""
    if sent_kind(fetched, fetched.body) != ".html":
        return None
    named = feeds_on(fetched.body, fetched.url, fetched.charset).feeds
    return Elsewhere(named[0]) if named else None


def _of_entry(entry: Entry) -> Listed:
    url = canonical(entry.url) if entry.url else None
    said = _hash(url, entry.title, entry.published, entry.modified, entry.html)
    return Listed(_hash(entry.guid or url or entry.title), said, entry)


def _hash(*said: str | None) -> str:
    return sha256(json.dumps(said).encode()).hexdigest()
