"""Politeness: how many requests a host gets at once, how far apart, and when it is left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from ingest.fetching.addresses import place
from rag.errors import SourceBusy

SLOWEST = 60.0  # seconds between two pages, whatever a crawl-delay asks for
LONGEST_REST = 86400.0  # seconds that a host is left alone, whatever its Retry-After asks for


def host_of(url: httpx.URL) -> str:
    """Who is to be treated politely at an address: its host, with a port that is not the usual."""
    host, port = place(url)
    return host if port in (80, 443) else f"{host}:{port}"


@dataclass(slots=True)
class _Host:
    slots: threading.BoundedSemaphore
    delay: float
    next: float = 0.0  # when its next request may start
    rested: float = 0.0  # until when it asked to be left alone
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pace:
    """Keeps the pace of every host.

    Args:
        delay: Seconds from the start of one request of a host to that of the next, at least.
        per_host: Requests of a host at once, at most.
        longest_wait: Seconds that are waited for a host that asked to be left alone.
        monotonic: Seconds that only go forward.
        sleep: Waits that many seconds.

    Attributes:
        per_host: As given.
        monotonic: As given.
        sleep: As given.
    """

    def __init__(
        self,
        *,
        delay: float,
        per_host: int,
        longest_wait: float,
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._delay, self.per_host, self._longest = delay, per_host, longest_wait
        self.monotonic, self.sleep = monotonic, sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, source: str, host: str, *, spaced: bool = True) -> Iterator[None]:
        """Wait for a turn and take it; `spaced` is False for what is not a page, as robots.txt.

        Raises:
            SourceBusy: If the host asked to be left alone for too long; `source` is rejected.
        """
        known = self._host(host)
        with known.slots:
            with known.lock:
                now = self.monotonic()
                rest = known.rested - now
                if rest > self._longest:
                    reason = f"its server asked to be left alone for {rest:.0f} seconds more"
                    raise SourceBusy(source, reason, rest)
                start = max(now, known.rested, known.next if spaced else 0.0)
                if spaced:
                    known.next = start + known.delay
            if start > now:
                self.sleep(start - now)
            yield

    def slow(self, host: str, delay: float) -> None:
        """Note the crawl-delay of a host; more than a minute is not waited."""
        known = self._host(host)
        with known.lock:
            more = min(delay, SLOWEST) - known.delay
            if more > 0:
                known.delay += more
                known.next += more if known.next else 0.0

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for that long."""
        known = self._host(host)
        with known.lock:
            known.rested = max(known.rested, self.monotonic() + min(seconds, LONGEST_REST))

    def delay(self, host: str) -> float:
        """Seconds from one request of a host to the next."""
        return self._host(host).delay

    def ready(self, host: str) -> float:
        """When, on the monotonic clock, the host's next request may start."""
        known = self._host(host)
        with known.lock:
            rested = known.rested if known.rested - self.monotonic() <= self._longest else 0.0
            return max(known.next, rested)

    def _host(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                slots = threading.BoundedSemaphore(self.per_host)
                self._hosts[host] = _Host(slots, self._delay)
            return self._hosts[host]
