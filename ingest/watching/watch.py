"""Watching: which feeds are due, what comes of polling them, and when they are due again."""

from __future__ import annotations

import queue
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ingest.fetching import Fetch, Gone
from ingest.sources.asked import Asked
from ingest.watching.pace import FIRST, due, paced, patience
from ingest.watching.polling import TRIES, Came, Event, Polled, poll
from rag.domain import Draft
from rag.errors import PageHeldBack, SourceRejected
from rag.index.feeds import Feed, Feeds, Seen

AT_ONCE = 16  # feeds polled at once
WAITING = 64  # articles fetched that wait to be stored
LEASE = 900  # seconds after which a feed is polled again if the process that polls it died
LONGEST_REST = 60.0  # seconds between two looks at what is due: feeds come and go meanwhile
STOP_AFTER = 0.5  # seconds between two looks at whether to stop


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell: an article that was stored, or one that was not, or of a feed itself.

    Attributes:
        at: When.
        feed: The address that the feed was named with.
        what: `added`, `updated`, `rejected`; of the feed `failing`, `gone`, `moved`, `back`.
        draft: The article, if it is one.
        reason: Why there is none, or what is with the feed.
        source: What was rejected.
    """

    at: datetime
    feed: str
    what: str
    draft: Draft | None = None
    reason: str | None = None
    source: str | None = None


Kept = Draft | PageHeldBack
"""An article, or a page that is kept to be looked at."""

Store = Callable[[Sequence[Kept]], Sequence[str | SourceRejected]]
"""Stores these: for each what happened (`added`, `updated`, …), or why it is no article."""


class Watch:
    """Polls feeds. All its methods belong to one thread.

    Args:
        feeds: What is known of them.
        fetch: Gets them, and the pages they list.
        store: Stores articles.
        asked: How much is wanted of each; its clock tells the time.
        tell: Told of what happens.
        jitter: A random number from 0 to 1.
        only: The feeds to poll, by the addresses they were named with; all if not given.
    """

    def __init__(
        self,
        feeds: Feeds,
        fetch: Fetch,
        store: Store,
        asked: Asked,
        tell: Callable[[News], None],
        jitter: Callable[[], float],
        only: Sequence[str] | None = None,
    ) -> None:
        self._feeds, self._fetch, self._store = feeds, fetch, store
        self._asked, self._tell, self._jitter = asked, tell, jitter
        self._only = None if only is None else frozenset(only)
        self._events: queue.Queue[Event] = queue.Queue(WAITING)
        self._running: dict[str, Feed] = {}  # as they were before
        self._brought: Counter[str] = Counter()  # articles of the polls that go on
        self._missed: Counter[str] = Counter()  # entries of them to be tried again
        self._stopping = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether a feed is being polled."""
        return bool(self._running)

    def run(self, stopping: threading.Event) -> None:
        """Watch until the event is set; what is in hand then is stored."""
        while not stopping.is_set():
            self.begin()
            self.take(STOP_AFTER if self.busy else min(self.pause(), STOP_AFTER))
        self.stop()

    def begin(self) -> int:
        """Begin to poll the feeds that are due; how many."""
        now = int(self._now().timestamp())
        begun = 0
        for feed in self._waiting():
            if feed.due > now or len(self._running) >= AT_ONCE:
                continue
            if not self._feeds.claim(feed, now + LEASE):
                continue
            self._running[feed.url] = feed
            arguments = (feed, self._feeds.seen(feed.url), self._fetch, self._asked, self._emit)
            # daemons: a server that drips must not keep the process from ending
            threading.Thread(target=poll, args=arguments, name="feed", daemon=True).start()
            begun += 1
        return begun

    def take(self, seconds: float) -> bool:
        """Deal with what comes, waiting for it that long at most; whether anything came."""
        events: list[Event] = []
        try:
            events.append(self._events.get(timeout=max(seconds, 0.0)))
            while len(events) < WAITING:
                events.append(self._events.get_nowait())
        except queue.Empty:
            pass
        self._articles([event for event in events if isinstance(event, Came)])
        for event in events:
            if isinstance(event, Polled):
                self._end(event)
        return bool(events)

    def pause(self) -> float:
        """Seconds until a feed is due; a minute at most."""
        dues = [feed.due for feed in self._waiting()]
        left = min(dues, default=float("inf")) - self._now().timestamp()
        return min(max(left, 0.0), LONGEST_REST)

    def stop(self) -> None:
        """Store what was fetched; what is still being fetched is polled again the next time."""
        self._stopping.set()
        while self.take(0.0):
            pass
        for feed in self._running.values():
            self._feeds.save(replace(feed, articles=feed.articles + self._brought[feed.url]))

    def _waiting(self) -> list[Feed]:
        """The feeds that are to be polled some time and are not now."""
        return [
            feed
            for feed in self._feeds.all()
            if feed.status != "gone"
            and feed.url not in self._running
            and (self._only is None or feed.url in self._only)
        ]

    def _emit(self, event: Event) -> bool:
        """Called by the threads that poll."""
        while not self._stopping.is_set():
            try:
                self._events.put(event, timeout=STOP_AFTER)
            except queue.Full:
                continue
            return True
        return False

    def _articles(self, came: Sequence[Came]) -> None:
        kept = [one.found for one in came if isinstance(one.found, Kept)]
        outcomes = iter(self._store(kept) if kept else ())
        for one in came:
            found = one.found
            self._note(one, next(outcomes) if isinstance(found, Kept) else found)

    def _note(self, one: Came, outcome: str | SourceRejected) -> None:
        """Remember what became of an entry, and tell of it."""
        url, draft = one.feed.url, one.found if isinstance(one.found, Draft) else None
        if isinstance(outcome, SourceRejected):
            tries = one.seen.tries + 1
            self._missed[url] += tries < TRIES
            self._feeds.note(url, one.key, replace(one.seen, tries=tries), self._now())
            if tries == 1:
                self._say(url, "rejected", draft, outcome.reason, outcome.source)
            return
        self._feeds.note(url, one.key, Seen(one.seen.mark), self._now())
        if outcome in ("added", "updated"):
            self._brought[url] += 1
            self._say(url, outcome, draft)

    def _end(self, polled: Polled) -> None:
        """Store how the feed goes now, and when it is due again."""
        url = polled.feed.url
        self._running.pop(url, None)
        brought, missed = self._brought.pop(url, 0), self._missed.pop(url, 0)
        feed = self._failed(polled) if polled.error else self._went(polled, brought)
        if polled.keys is not None:
            self._feeds.still(url, polled.keys, self._now())
        if polled.answer and not missed and not polled.moved and not polled.error:
            self._fetch.keep(polled.answer)  # not before: then what was missed would stay so
        self._feeds.save(feed)

    def _went(self, polled: Polled, brought: int) -> Feed:
        feed, now = polled.feed, self._now()
        if feed.status == "failing":
            self._say(feed.url, "back")
        interval = paced(feed.interval, brought) if feed.status != "new" else FIRST
        at = due(now, interval, polled.wishes, self._jitter())
        iso = now.isoformat(timespec="seconds")
        known = replace(
            feed,
            status="fresh" if brought else "quiet",
            interval=interval,
            due=int(at.timestamp()),
            polled_at=iso,
            failures=0,
            error=None,
            articles=feed.articles + brought,
            newest_at=iso if brought else feed.newest_at,
            wishes=polled.own.json(),
        )
        if not polled.moved or polled.moved == feed.address:
            return known
        self._say(feed.url, "moved", reason=polled.moved)
        if polled.keys is not None:
            return replace(known, address=polled.moved)
        # a page that names its feed: that is polled at once
        return replace(feed, address=polled.moved, due=int(now.timestamp()))

    def _failed(self, polled: Polled) -> Feed:
        feed, now = polled.feed, self._now()
        failures = feed.failures + 1
        gone = isinstance(polled.answer, Gone) and polled.answer.visit.status == 410
        wait = timedelta(seconds=patience(failures, polled.asked) * (1 + 0.1 * self._jitter()))
        if gone or feed.status != "failing":
            self._say(feed.url, "gone" if gone else "failing", reason=polled.error)
        return replace(
            feed,
            status="gone" if gone else "failing",
            due=int((now + wait).timestamp()),
            polled_at=now.isoformat(timespec="seconds"),
            failures=failures,
            error=polled.error,
        )

    def _now(self) -> datetime:
        return self._asked.clock()

    def _say(
        self,
        feed: str,
        what: str,
        draft: Draft | None = None,
        reason: str | None = None,
        source: str | None = None,
    ) -> None:
        self._tell(News(self._now(), feed, what, draft, reason, source))
