"""Pages from the web, politely and within bounds. Of ingest, it alone touches httpx."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Self

import httpx

from rag.errors import SourceRejected

PAGES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"}
)
LARGEST = 10 * 1024 * 1024  # bytes of a body, unpacked
MOST_REDIRECTS = 10
RETRIES = 2
LONGEST_WAIT = 30.0  # seconds that a server may ask us to wait before we try again
TIMEOUT = 20.0  # seconds to connect, and between any two pieces of an answer
DEADLINE = 120.0  # seconds for an answer as a whole, however slowly it drips
CONTACT = "run by one of its users; please block it in robots.txt if unwanted"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
RETRIED = (httpx.NetworkError, httpx.ConnectTimeout, httpx.RemoteProtocolError)
TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 addresses as networks of IPv6 alone write them
REFUSED = [  # not for the public, though the standard library counts them as global
    ip_network("168.63.129.16/32"),  # metadata of Azure
    ip_network("192.0.0.0/24"),  # protocol assignments, metadata of Oracle
    ip_network("64:ff9b:1::/48"),  # local translation
    ip_network("2002::/16"),  # 6to4, which can carry any IPv4 address
    ip_network("fec0::/10"),  # site-local
    ip_network("::/96"),  # IPv4-compatible
]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered: the address after redirects, the body, and when."""

    url: str
    body: bytes
    content_type: str | None
    fetched: datetime

    @property
    def media_type(self) -> str:
        """The type without its parameters, in lower case; "" where the server said none."""
        return (self.content_type or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server declared."""
        header = Message()
        header["Content-Type"] = self.content_type or ""
        return header.get_content_charset()


def addresses(host: str, port: int) -> list[str]:
    """Every address a name resolves to.

    Raises:
        OSError: If it has none.
        UnicodeError: If it cannot be a name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also as IPv6 wraps IPv4 addresses."""
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    elif isinstance(ip, IPv6Address) and ip in TRANSLATED:
        ip = IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in REFUSED)


class Fetch:
    """Fetches pages over http and https; use it as a context manager.

    Args:
        contact: Where the owner of a server can complain; part of the User-Agent.
        allowed_hosts: Names of hosts that may have private addresses.
        transport: How requests travel; None for the network.
        resolve: A name and port to its addresses.
        clock: The time now, in a zone.
        sleep: Waits that many seconds.
        jitter: A random number from 0 to 1.
        monotonic: Seconds that only go forward.
    """

    def __init__(
        self,
        *,
        contact: str = CONTACT,
        allowed_hosts: Collection[str] = (),
        transport: httpx.BaseTransport | None = None,
        resolve: Callable[[str, int], list[str]] = addresses,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = frozenset(host.lower() for host in allowed_hosts)
        self._resolve, self._clock, self._sleep = resolve, clock, sleep
        self._jitter, self._monotonic = jitter, monotonic
        self._client = httpx.Client(
            transport=transport,
            timeout=TIMEOUT,
            follow_redirects=False,
            trust_env=False,  # a proxy would resolve names itself, past the check of addresses
            headers={
                "User-Agent": f"dateline/0.1 (+news question answering; {contact})",
                "Accept-Encoding": "gzip, deflate",
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, *, accept: Collection[str] = PAGES) -> Fetched:
        """Fetch a page.

        Args:
            url: Its address.
            accept: The media types that are wanted.

        Raises:
            SourceRejected: If it cannot be fetched, with the reason; also if its address, or one
                it redirects to, is not public, or its type is not accepted.
        """
        self._client.cookies.clear()  # those of a redirect serve this page, none the next one
        address = url
        with rejecting(url):
            for _ in range(MOST_REDIRECTS + 1):
                answer = self._hop(url, address, accept)
                if isinstance(answer, Fetched):
                    return answer
                address = answer
        raise SourceRejected(url, f"redirected more than {MOST_REDIRECTS} times")

    def _hop(self, url: str, address: str, accept: Collection[str]) -> Fetched | str:
        """The answer of one address after retries, or the address it redirects to."""
        for attempt in range(RETRIES + 1):
            last = attempt == RETRIES
            self.vet(url, address)
            try:
                with self._client.stream("GET", address) as answer:
                    wait = self._wait(answer, attempt)
                    if last or wait is None or wait > LONGEST_WAIT:
                        return self._read(url, answer, accept)
            except RETRIED:
                if last:
                    raise
                wait = self._backoff(attempt)
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def vet(self, url: str, address: str) -> list[str]:
        """The addresses that the host of `address` may be reached at, all of them public.

        The connection resolves the name again, so a server of names that changes its answer in
        between is not caught; a transport that connects to what this returns would close that.
        """
        parts = httpx.URL(address)
        if parts.scheme not in ("http", "https") or not parts.host:
            raise SourceRejected(url, f"{address!r} is not an http or https address")
        host = parts.raw_host.decode("ascii")  # as it will be looked up, also for names in Unicode
        try:
            found = self._resolve(host, parts.port or (443 if parts.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            raise SourceRejected(url, f"the host {host!r} has no address: {error}") from error
        inner = [ip for ip in found if not public(ip)]
        if inner and host not in self._allowed:
            reason = f"the host {host!r} is at {inner[0]}, which is not a public address"
            raise SourceRejected(url, f"{reason}; only hosts that were allowed may be")
        return found

    def _wait(self, answer: httpx.Response, attempt: int) -> float | None:
        """Seconds until it is worth to try again, or None where it is not."""
        if answer.status_code != 429 and answer.status_code < 500:
            return None
        asked = retry_after(answer.headers.get("Retry-After", ""), self._clock())
        return self._backoff(attempt) if asked is None else asked

    def _backoff(self, attempt: int) -> float:
        return float(2**attempt) * (0.5 + self._jitter())

    def _read(self, url: str, answer: httpx.Response, accept: Collection[str]) -> Fetched | str:
        if answer.status_code in REDIRECTS and "Location" in answer.headers:
            return str(answer.url.join(answer.headers["Location"]))
        if answer.status_code != 200:
            status = f"{answer.status_code} {answer.reason_phrase}".strip()
            raise SourceRejected(url, f"the server answered {status}")
        kind = answer.headers.get("Content-Type")
        fetched = Fetched(str(answer.url), b"", kind, self._clock())
        if fetched.media_type and fetched.media_type not in accept:
            known = ", ".join(sorted(accept))
            raise SourceRejected(
                url, f"the server sent {fetched.media_type}; what is understood: {known}"
            )
        return Fetched(fetched.url, self._body(url, answer), kind, fetched.fetched)

    def _body(self, url: str, answer: httpx.Response) -> bytes:
        body = bytearray()
        start = self._monotonic()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > LARGEST:
                raise SourceRejected(url, f"the page is larger than {LARGEST // 2**20} MB")
            if self._monotonic() - start > DEADLINE:
                raise SourceRejected(url, f"the page did not arrive within {DEADLINE:.0f} seconds")
        return bytes(body)


@contextmanager
def rejecting(url: str) -> Iterator[None]:
    """Turns every error of httpx into a rejection of `url`."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise SourceRejected(url, f"no answer within {TIMEOUT:.0f} seconds") from error
    except httpx.ConnectError as error:
        raise SourceRejected(url, f"could not connect: {error}") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise SourceRejected(url, f"this is not an address that can be fetched: {error}") from error
    except httpx.HTTPError as error:
        reason = f"the answer broke off or cannot be read: {error or type(error).__name__}"
        raise SourceRejected(url, reason) from error


def retry_after(header: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None for neither."""
    if header.strip().isdecimal():
        return float(header)
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())
