"""One poll of one feed, in a thread of its own: what is new in it is fetched and handed on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.fetching import Answer, Fetch, Fetched, Gone
from ingest.readers.entries import Entry
from ingest.sources.asked import Asked
from ingest.sources.following import follow
from ingest.sources.kinds import ACCEPTED
from ingest.watching.entries import Listed, elsewhere, listed
from ingest.watching.wishes import Wishes, cached, stated
from rag.domain import Draft
from rag.errors import SourceBusy, SourceRejected
from rag.index.feeds import Feed, Seen

TRIES = 3  # polls at which an entry that cannot be had is tried

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Came:
    """An entry that is new or changed, and the article behind it, or why there is none."""

    feed: Feed
    key: str
    seen: Seen
    found: Draft | SourceRejected


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll at its end.

    Attributes:
        feed: Which.
        answer: What the server answered; None where it did not.
        wishes: What the feed and its server ask for now; those kept of the feed itself apart.
        own: What the feed itself asks for.
        keys: What it lists; None where it did not change.
        moved: Where the feed is from now on, if it moved for good.
        error: What was wrong with the feed, if it was.
        asked: Seconds that the server asked to be left alone.
    """

    feed: Feed
    answer: Answer | None = None
    wishes: Wishes = field(default_factory=Wishes)
    own: Wishes = field(default_factory=Wishes)
    keys: tuple[str, ...] | None = None
    moved: str | None = None
    error: str | None = None
    asked: float | None = None


Event = Came | Polled
Emit = Callable[[Event], bool]
"""Hands an event on; False where nobody wants more."""


def poll(feed: Feed, seen: Mapping[str, Seen], fetch: Fetch, asked: Asked, emit: Emit) -> None:
    """Poll a feed; the last event is a `Polled`, whatever happens."""
    try:
        polled = _polled(feed, seen, fetch, asked, emit)
    except SourceBusy as busy:
        polled = Polled(feed, error=busy.reason, asked=busy.after, own=_known(feed))
    except SourceRejected as rejected:
        polled = Polled(feed, error=rejected.reason, own=_known(feed))
    except Exception as error:  # a feed that finds a fault of ours must not end the others
        log.exception("the feed %s could not be polled", feed.url)
        reason = f"a fault of Dateline: {type(error).__name__}: {error}"
        polled = Polled(feed, error=reason, own=_known(feed))
    emit(polled)


def _polled(feed: Feed, seen: Mapping[str, Seen], fetch: Fetch, asked: Asked, emit: Emit) -> Polled:
    fresh = not seen  # its entries are not known, even if its address is
    answer = fetch.visit(feed.address, accept=ACCEPTED, fresh=fresh)
    if isinstance(answer, Gone):
        return Polled(feed, answer, own=_known(feed), error=answer.reason)
    least = cached(answer.headers, answer.fetched)
    if not isinstance(answer, Fetched):
        own = _known(feed)
        return Polled(feed, answer, own.at_least(least), own)
    if feed.address == feed.url and (named := elsewhere(answer)):
        return Polled(feed, answer, moved=named.feed)
    own = stated(answer.body)
    keys = tuple(_entries(feed, seen, answer, fetch, asked, emit))
    return Polled(feed, answer, own.at_least(least), own, keys, answer.moved)


def _entries(
    feed: Feed,
    seen: Mapping[str, Seen],
    answer: Fetched,
    fetch: Fetch,
    asked: Asked,
    emit: Emit,
) -> Iterator[str]:
    """Fetch and hand on what is new; the keys of all that is listed.

    Raises:
        SourceRejected: If the feed cannot be read, and lists nothing.
    """
    broken: SourceRejected | None = None
    nothing = True
    for one in listed(answer, fetch, asked):
        if isinstance(one, SourceRejected):
            broken = broken or one
            continue
        nothing = False
        yield one.key
        before = seen.get(one.key)
        if before and before.mark == one.mark and not 0 < before.tries < TRIES:
            continue
        tries = before.tries if before and before.mark == one.mark else 0
        if not emit(Came(feed, one.key, Seen(one.mark, tries), _found(one, fetch, asked))):
            raise SourceRejected(feed.url, "watching was stopped")
    if nothing and broken is not None and "lists no articles" not in broken.reason:
        raise broken


def _found(one: Listed, fetch: Fetch, asked: Asked) -> Draft | SourceRejected:
    if isinstance(one.item, Entry):
        return follow(one.item, fetch, asked.clock)
    return one.item


def _known(feed: Feed) -> Wishes:
    return Wishes.of_json(feed.wishes)
