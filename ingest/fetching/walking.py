"""From an address to the one that answers: redirects, each checked, and tries again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx

from ingest.fetching.addresses import Guard
from ingest.fetching.connecting import UNTIL, OutOfTime
from ingest.fetching.limits import Limits
from ingest.fetching.pacing import Pace, host_of
from ingest.fetching.retrying import RETRIED, backoff, passing, retry_after
from rag.errors import SourceBusy, SourceRejected

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
SMALL = 64 * 1024  # bytes of an answer without use that are read to keep its connection

Before = Callable[[httpx.URL], Mapping[str, str]]
Take = Callable[[httpx.Response], bytes]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a walk needs of the one who sends it."""

    transport: httpx.BaseTransport
    headers: Mapping[str, str]
    guard: Guard
    pace: Pace
    limits: Limits
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    jitter: Callable[[], float]
    monotonic: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Arrived:
    """The answer at the end of the redirects.

    Attributes:
        url: Whose answer it is, without fragment, name and password.
        status: Its status.
        phrase: The status in words.
        headers: Its headers.
        body: Its body where it was taken, as it was with status 200.
        moved: The address to which redirects for good lead, if there are any.
    """

    url: str
    status: int
    phrase: str
    headers: httpx.Headers
    body: bytes
    moved: str | None = None


class Walk:
    """One visit: its own cookies, and its own share of time.

    Args:
        source: What is rejected where it fails.
        parts: What it needs.
        spaced: Whether its requests keep the distance that pages keep.
    """

    def __init__(self, source: str, parts: Parts, *, spaced: bool = True) -> None:
        self._source, self._parts, self._spaced = source, parts, spaced
        self._left = parts.limits.total
        limits = parts.limits
        self._timeout = httpx.Timeout(limits.read, connect=limits.connect).as_dict()
        self._cookies = httpx.Cookies()

    def follow(self, address: str, before: Before, take: Take) -> Arrived:
        """The answer at the end of the redirects of an address.

        Args:
            address: Where to begin.
            before: Called with each address before it is asked, for more headers, or to refuse.
            take: Reads the body of an answer with status 200, or refuses it.

        Raises:
            SourceRejected: If any address is refused, or there are too many.
            httpx.HTTPError: If the network fails.
        """
        guard, moved, for_good = self._parts.guard, None, True
        url = guard.vet(self._source, address)
        for _ in range(self._parts.limits.redirects + 1):
            arrived = self._ask(url, before(url), take)
            target = arrived.headers.get("Location")
            if arrived.status not in REDIRECTS or target is None:
                return Arrived(*_fields(arrived), moved=moved)
            url = _bare(guard.vet(self._source, str(url.join(target))))
            for_good = for_good and arrived.status in FOR_GOOD
            moved = str(url) if for_good else moved
        most = self._parts.limits.redirects
        raise SourceRejected(self._source, f"redirected more than {most} times")

    def _ask(self, url: httpx.URL, headers: Mapping[str, str], take: Take) -> Arrived:
        retries = self._parts.limits.retries
        for attempt in range(retries + 1):
            last = attempt == retries
            try:
                arrived = self._send(url, headers, take)
            except RETRIED:
                if last or self._left <= 0:
                    raise
                self._parts.sleep(backoff(attempt, self._parts.jitter()))
            else:
                rested = passing(arrived.status) and self._rest(host_of(url), arrived)
                if last or not passing(arrived.status):
                    return arrived
                if not rested:
                    self._parts.sleep(backoff(attempt, self._parts.jitter()))
        raise AssertionError("the last attempt returns or raises")

    def _rest(self, host: str, arrived: Arrived) -> bool:
        """Whether the server said when to come back; until then its host is left alone."""
        asked = retry_after(arrived.headers.get("Retry-After", ""), self._parts.clock())
        if asked is None:
            return False
        self._parts.pace.rest(host, asked)
        if asked > self._parts.limits.longest_wait:
            reason = f"{said(arrived)} and asked to be left alone for {asked:.0f} seconds"
            raise SourceBusy(self._source, reason, asked)
        return True

    def _send(self, url: httpx.URL, headers: Mapping[str, str], take: Take) -> Arrived:
        parts = self._parts
        with parts.pace.turn(self._source, host_of(url), spaced=self._spaced):
            start = parts.monotonic()
            if self._left <= 0:
                raise OutOfTime("no time is left")
            try:
                return self._sent(url, headers, take, start + self._left)
            finally:
                self._left -= parts.monotonic() - start

    def _sent(
        self, url: httpx.URL, headers: Mapping[str, str], take: Take, until: float
    ) -> Arrived:
        # a client of httpx would do more than is wanted: follow, share cookies, ask for proxies
        request = httpx.Request(
            "GET",
            url,
            headers={**self._parts.headers, **headers},
            cookies=self._cookies,
            extensions={"timeout": self._timeout, UNTIL: until},
        )
        if url.username:
            next(httpx.BasicAuth(url.username, url.password).sync_auth_flow(request))
        answer = self._parts.transport.handle_request(request)
        answer.request = request
        try:
            self._cookies.extract_cookies(answer)
            body = take(answer) if answer.status_code == 200 else _emptied(answer)
        finally:
            answer.close()
        status, phrase = answer.status_code, answer.reason_phrase
        return Arrived(str(_bare(url)), status, phrase, answer.headers, body)


def said(arrived: Arrived) -> str:
    """What a server answered, in words for a reader."""
    return f"the server answered {arrived.status} {arrived.phrase}".strip()


def _fields(arrived: Arrived) -> tuple[str, int, str, httpx.Headers, bytes]:
    return arrived.url, arrived.status, arrived.phrase, arrived.headers, arrived.body


def _bare(url: httpx.URL) -> httpx.URL:
    """An address without its fragment, and without a name and password for others to see."""
    return url.copy_with(fragment=None, userinfo=b"")


def _emptied(answer: httpx.Response) -> bytes:
    """Nothing; a short body is read, so that its connection can serve again."""
    length = answer.headers.get("Content-Length", "")
    if not answer.is_stream_consumed and (
        answer.status_code in (204, 304) or (length.isdecimal() and int(length) <= SMALL)
    ):
        for _ in answer.iter_raw():
            pass
    return b""
