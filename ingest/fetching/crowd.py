"""Many addresses at once: hosts side by side, each at its own pace."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

from ingest.fetching.pacing import Pace

WORKERS = 16  # requests at once
AHEAD = 500  # addresses that are taken ahead, to find other hosts while one rests
SHORTEST, LONGEST = 0.005, 0.5  # seconds until hosts that rest are looked at again

Done = TypeVar("Done")


def crowd(
    urls: Iterable[str],
    visit: Callable[[str], Done],
    host_of: Callable[[str], str],
    pace: Pace,
    workers: int = WORKERS,
) -> Iterator[Done]:
    """Visit addresses, and give what comes of each as it comes.

    Args:
        urls: The addresses, taken when there is room for one.
        visit: Visits one; what it raises ends all.
        host_of: Who is to be treated politely at an address; "" for nobody.
        pace: When a host may be asked again.
        workers: Visits at once.
    """
    queue = _Queue(pace, urls, host_of)
    running: dict[Future[Done], str] = {}
    pool = ThreadPoolExecutor(workers, thread_name_prefix="fetch")
    try:
        while True:
            while len(running) < workers and (ready := queue.take()):
                host, url = ready
                running[pool.submit(visit, url)] = host
            if running:
                done, _ = wait(running, queue.pause(), FIRST_COMPLETED)
                for future in done:
                    queue.left(running.pop(future))
                    yield future.result()
            elif len(queue):
                pace.sleep(queue.pause() or SHORTEST)
            else:
                return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _Queue:
    """Addresses that wait, by host; the host that was served last is looked at last."""

    def __init__(self, pace: Pace, urls: Iterable[str], host_of: Callable[[str], str]) -> None:
        self._pace, self._source, self._host_of = pace, iter(urls), host_of
        self._hosts: OrderedDict[str, deque[str]] = OrderedDict()
        self._active: Counter[str] = Counter()
        self._begun: dict[str, float] = {}  # when a host's last request was sent off
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def left(self, host: str) -> None:
        """Note that a request of a host has come to its end."""
        self._active[host] -= 1

    def take(self) -> tuple[str, str] | None:
        """A host that may be asked now, and its address."""
        host = next((host for host in self._hosts if self._rest(host) <= 0), None)
        while host is None and (added := self._add()) is not None:
            host = added if self._rest(added) <= 0 else None
        if host is None:
            return None
        waiting = self._hosts[host]
        url = waiting.popleft()
        self._hosts.move_to_end(host)
        if not waiting:
            del self._hosts[host]
        self._size -= 1
        self._active[host] += 1
        self._begun[host] = self._pace.monotonic()
        return host, url

    def pause(self) -> float | None:
        """Seconds until it is worth to look again; None where only an answer changes that."""
        rest = min((self._rest(host) for host in self._hosts), default=float("inf"))
        return None if rest == float("inf") else min(max(rest, SHORTEST), LONGEST)

    def _add(self) -> str | None:
        """Take one more address, if there is room; its host."""
        url = next(self._source, None) if self._size < AHEAD else None
        if url is None:
            return None
        host = self._host_of(url)
        self._hosts.setdefault(host, deque()).append(url)
        self._size += 1
        return host

    def _rest(self, host: str) -> float:
        """Seconds until a host may be asked; infinity while it is asked as often as it bears."""
        if not host:
            return 0.0
        if self._active[host] >= self._pace.per_host:
            return float("inf")
        begun = self._begun.get(host, float("-inf")) + self._pace.delay(host)
        return max(begun, self._pace.ready(host)) - self._pace.monotonic()
