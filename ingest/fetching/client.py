"""Fetching pages: blocking, one at a time or many at once, politely and within bounds."""

from __future__ import annotations

import random
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Self

import httpx

from ingest.fetching.addresses import PORTS, Guard, Resolve, addresses
from ingest.fetching.connecting import Connections, Guarded
from ingest.fetching.crowd import WORKERS, crowd
from ingest.fetching.limits import Limits
from ingest.fetching.outcomes import Answer, Fetched, Gone
from ingest.fetching.pacing import Pace, host_of
from ingest.fetching.reading import PAGES, answer_of, beginning_of, body_of
from ingest.fetching.rejecting import rejecting
from ingest.fetching.remembering import Forgetful, Memory, validators
from ingest.fetching.robots import LARGEST as LARGEST_ROBOTS
from ingest.fetching.robots import Robots
from ingest.fetching.walking import Parts, Walk
from rag.errors import SourceRejected

CONTACT = "run by one of its users; please block it in robots.txt if unwanted"
DELAY = 1.0  # seconds between two pages of a host that does not say itself what it wants
PER_HOST = 2  # pages of a host at once


class Fetch:
    """Fetches pages over http and https; use it as a context manager. Threads may share one.

    Args:
        contact: Where the owner of a server can complain; part of the User-Agent.
        allowed_hosts: Names of hosts that may have private addresses and any port.
        allowed_ports: Ports that any host may have.
        memory: Remembers visits, for asking only for what is new.
        limits: What one page may take.
        delay: Seconds between two pages of a host; its robots.txt may ask for more.
        per_host: Pages of a host at once.
        obey: Whether robots.txt is asked for and obeyed.
        trust: Whose certificates are trusted; None for the usual ones.
        transport: How requests travel; None for the network.
        resolve: A name and port to its addresses.
        clock: The time now, in a zone.
        sleep: Waits that many seconds; None for a wait that ends when this is closed.
        jitter: A random number from 0 to 1.
        monotonic: Seconds that only go forward.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allowed_hosts: Collection[str] = (),
        allowed_ports: Collection[int] = PORTS,
        memory: Memory | None = None,
        limits: Limits | None = None,
        delay: float = DELAY,
        per_host: int = PER_HOST,
        obey: bool = True,
        trust: ssl.SSLContext | None = None,
        transport: httpx.BaseTransport | None = None,
        resolve: Resolve = addresses,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] | None = None,
        jitter: Callable[[], float] = random.random,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._memory = memory or Forgetful()
        self._closing = threading.Event()
        limits, sleep = limits or Limits(), sleep or self._wait
        guard = Guard(allowed_hosts, allowed_ports, resolve)
        self._parts = Parts(
            Guarded(transport, guard) if transport else Connections(guard, monotonic, trust),
            {
                "User-Agent": f"dateline/0.1 (+news question answering; {contact or CONTACT})",
                "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
                "Accept-Encoding": "gzip, br, zstd, deflate",
            },
            guard,
            Pace(
                delay=delay,
                per_host=per_host,
                longest_wait=limits.longest_wait,
                monotonic=monotonic,
                sleep=sleep,
            ),
            limits,
            clock,
            sleep,
            jitter,
            monotonic,
        )
        self._robots = Robots(self._rules_of, monotonic) if obey else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._parts.transport.close()

    def get(self, url: str, *, accept: Collection[str] | None = PAGES) -> Fetched:
        """Fetch a page, whether or not it changed.

        Args:
            url: Its address.
            accept: The media types that are wanted; None for any.

        Raises:
            SourceRejected: If it cannot be fetched, with the reason; also if its address, or one
                it redirects to, is not public, or its type is not accepted.
        """
        answer = self.visit(url, accept=accept, fresh=True)
        if isinstance(answer, Fetched):
            return answer
        raise SourceRejected(url, answer.reason if isinstance(answer, Gone) else "not modified")

    def visit(
        self, url: str, *, accept: Collection[str] | None = PAGES, fresh: bool = False
    ) -> Answer:
        """Fetch a page, or learn that it is unchanged since the last visit kept, or gone.

        Args:
            url: Its address.
            accept: The media types that are wanted; None for any.
            fresh: Whether it is wanted even if it is unchanged.

        Raises:
            SourceRejected: As `get`, but for 404 and 410, which are `Gone`; a `SourceBusy` where
                the server asks to be tried again later.
        """
        with rejecting(url, self._parts.limits):
            arrived = Walk(url, self._parts).follow(
                url,
                lambda address: self._before(url, address, fresh),
                lambda answer: body_of(url, answer, accept, self._parts.limits),
            )
            seen = None if fresh else self._memory.get(arrived.url)
            return answer_of(url, arrived, seen, self._parts.clock())

    def keep(self, answer: Answer) -> None:
        """Remember a visit, once what it brought is stored; before that, a crash would lose it."""
        if answer.visit is not None:
            self._memory.keep(answer.visit.url, answer.visit)

    def many(
        self,
        urls: Iterable[str],
        *,
        accept: Collection[str] | None = PAGES,
        fresh: bool = False,
        workers: int = WORKERS,
    ) -> Iterator[Answer | SourceRejected]:
        """Visit many addresses, many hosts at once and each politely; answers come as they arrive.

        Args:
            urls: The addresses; they are taken as they are needed.
            accept: As for `visit`.
            fresh: As for `visit`.
            workers: Requests at once, of all hosts together.
        """

        def one(url: str) -> Answer | SourceRejected:
            try:
                return self.visit(url, accept=accept, fresh=fresh)
            except SourceRejected as rejected:
                return rejected

        return crowd(urls, one, self._host, self._parts.pace, workers)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of an address's site names.

        Raises:
            SourceRejected: If the address may not be fetched.
        """
        at = self._parts.guard.vet(url, url)
        robots = self._robots or Robots(self._rules_of, self._parts.monotonic)
        return robots.rules(at).sitemaps

    def _host(self, url: str) -> str:
        try:
            return host_of(self._parts.guard.vet(url, url))
        except SourceRejected:  # the visit says so
            return ""

    def _wait(self, seconds: float) -> None:
        if self._closing.wait(seconds):
            raise SourceRejected("", "fetching was stopped")

    def _before(self, url: str, address: httpx.URL, fresh: bool) -> Mapping[str, str]:
        """What robots.txt says about an address; the headers that ask it for what is new."""
        if self._robots:
            rules = self._robots.rules(address)
            if rules.refused:
                raise SourceRejected(url, rules.refused)
            if not rules.allows(str(address)):
                raise SourceRejected(url, "the robots.txt of the site asks not to fetch this page")
            self._parts.pace.slow(host_of(address), rules.delay)
        return {} if fresh else validators(self._memory.get(str(address)))

    def _rules_of(self, robots: str) -> tuple[int, bytes]:
        """The status and the beginning of a robots.txt."""

        def take(answer: httpx.Response) -> bytes:
            return beginning_of(robots, answer, LARGEST_ROBOTS, self._parts.limits.page)

        with rejecting(robots, self._parts.limits):
            arrived = Walk(robots, self._parts, spaced=False).follow(robots, lambda _: {}, take)
        return arrived.status, arrived.body
