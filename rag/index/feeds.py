"""Feeds that are watched, and what they listed when they were last polled, kept in the archive."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Engine, Row, delete, insert, select, update

from rag.errors import LibraryError
from rag.index.database import upsert
from rag.index.feeds_table import feeds, listed

Status = Literal["new", "fresh", "quiet", "failing", "gone"]
FORGOTTEN = 90 * 86_400  # seconds after which an entry that its feed left is no longer remembered


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and how it goes.

    Attributes:
        url: As it was named.
        address: Where it is polled, if it moved for good, or a page named it.
        added_at: When it was named first, an ISO datetime.
        status: `new` before its first poll; `fresh` or `quiet` as the last poll brought articles
            or not; `failing`; `gone` where the server says that it is no more.
        interval: Seconds from one poll to the next, as far as its pace alone goes.
        due: When it is polled next, in seconds since 1970.
        polled_at: When it was polled last.
        failures: Polls without an answer, one after the other.
        error: What was wrong the last time.
        articles: How many it brought, new ones and new versions.
        newest_at: When it brought one last.
        wishes: What the feed itself asks for, as `ingest.watching.wishes` writes it.
    """

    url: str
    address: str
    added_at: str
    status: Status
    interval: float
    due: int
    polled_at: str | None = None
    failures: int = 0
    error: str | None = None
    articles: int = 0
    newest_at: str | None = None
    wishes: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry as it was listed: a hash of what was said of it, and tries without success."""

    mark: str
    tries: int = 0


class Feeds:
    """The feeds of a library.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads, self._writes = reads, writes

    def add(self, url: str, interval: float, now: datetime) -> bool:
        """Watch a feed from now on; whether it was not watched before."""
        fresh = Feed(url, url, now.isoformat(timespec="seconds"), "new", interval, _second(now))
        with self._writes.begin() as connection:
            known = select(feeds.c.id).where(feeds.c.id == _id(url))
            if connection.execute(known).first():
                return False
            connection.execute(insert(feeds).values(id=_id(url), **_row(fresh)))
        return True

    def remove(self, url: str) -> None:
        """Watch a feed no more; the articles that it brought stay.

        Raises:
            LibraryError: If it is not watched.
        """
        with self._writes.begin() as connection:
            if not connection.execute(delete(feeds).where(feeds.c.id == _id(url))).rowcount:
                raise LibraryError(
                    f"the feed {url!r} is not watched; `dateline feeds list` shows which are"
                )
            connection.execute(delete(listed).where(listed.c.feed == _id(url)))

    def get(self, url: str) -> Feed | None:
        """A feed by the address that it was named with."""
        with self._reads.connect() as connection:
            row = connection.execute(select(feeds).where(feeds.c.id == _id(url))).first()
        return _feed(row) if row else None

    def all(self) -> list[Feed]:
        """Every feed, in the order in which they were named."""
        query = select(feeds).order_by(feeds.c.added_at, feeds.c.url)
        with self._reads.connect() as connection:
            return [_feed(row) for row in connection.execute(query)]

    def claim(self, feed: Feed, due: int) -> bool:
        """Put off the next poll of a feed to poll it now; False if another process was quicker."""
        mine = (feeds.c.id == _id(feed.url), feeds.c.due == feed.due)
        with self._writes.begin() as connection:
            done = connection.execute(update(feeds).where(*mine).values(due=due))
        return bool(done.rowcount)

    def save(self, feed: Feed) -> bool:
        """Store how a feed goes; False if it was removed in between."""
        here = update(feeds).where(feeds.c.id == _id(feed.url))
        with self._writes.begin() as connection:
            return bool(connection.execute(here.values(**_row(feed))).rowcount)

    def seen(self, url: str) -> dict[str, Seen]:
        """What a feed listed before."""
        query = select(listed).where(listed.c.feed == _id(url))
        with self._reads.connect() as connection:
            return {row.entry: Seen(row.mark, row.tries) for row in connection.execute(query)}

    def note(self, url: str, entry: str, seen: Seen, now: datetime) -> None:
        """Remember an entry once its article is stored, or could not be."""
        row = {"mark": seen.mark, "tries": seen.tries, "seen": _second(now)}
        with self._writes.begin() as connection:
            upsert(connection, listed, {"feed": _id(url), "entry": entry}, row)

    def still(self, url: str, entries: Sequence[str], now: datetime) -> None:
        """Note which entries a feed lists; those that left it long ago are forgotten."""
        mine = listed.c.feed == _id(url)
        with self._writes.begin() as connection:
            run = connection.execute
            for at in range(0, len(entries), 500):
                some = listed.c.entry.in_(entries[at : at + 500])
                run(update(listed).where(mine, some).values(seen=_second(now)))
            run(delete(listed).where(mine, listed.c.seen < _second(now) - FORGOTTEN))


def _id(url: str) -> str:
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def _second(now: datetime) -> int:
    return int(now.timestamp())


def _row(feed: Feed) -> dict[str, Any]:
    fields = {name: getattr(feed, name) for name in Feed.__slots__}
    return fields | {"wishes": json.dumps(feed.wishes or {})}


def _feed(row: Row[Any]) -> Feed:
    fields = {name: getattr(row, name) for name in Feed.__slots__}
    return Feed(**(fields | {"wishes": json.loads(row.wishes)}))
