"""robots.txt: what a site asks of those who fetch its pages (RFC 9309). Alone touches protego."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from rag.errors import SourceRejected

AGENT = "dateline"
KEPT = 3600.0  # seconds that the rules of a site are kept
KEPT_BROKEN = 60.0  # seconds that a site without rules to be had is taken for one
MOST_SITES = 500  # sites whose rules are kept at once
LARGEST = 512 * 1024  # bytes that are read of the rules, as RFC 9309 asks for; the rest is cut
VERSION = re.compile(r"^(\s*user-agent\s*:\s*[\w-]+)/[^\s#]*", re.IGNORECASE | re.MULTILINE)

Get = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site.

    Attributes:
        parsed: What is allowed; None where everything is.
        delay: Its crawl-delay in seconds, or 0.
        refused: Why nothing may be fetched, if so.
        sitemaps: The addresses of its sitemaps.
    """

    parsed: Protego | None = None
    delay: float = 0.0
    refused: str | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, address: str) -> bool:
        """Whether an address may be fetched."""
        return self.parsed is None or self.parsed.can_fetch(address, AGENT)


class Robots:
    """The rules of all sites, each asked for once an hour.

    Args:
        get: Fetches the robots.txt at an address: its final status and body.
        monotonic: Seconds that only go forward.
    """

    def __init__(self, get: Get, monotonic: Callable[[], float]) -> None:
        self._get, self._monotonic = get, monotonic
        self._known: dict[str, tuple[float, Rules]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def rules(self, url: httpx.URL) -> Rules:
        """The rules of the site of an address."""
        site = str(url.copy_with(raw_path=b"/robots.txt", fragment=None, userinfo=b""))
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:  # one asks, the others of this site wait for what it learns
            until, rules = self._known.get(site, (float("-inf"), Rules()))
            now = self._monotonic()
            if now >= until:
                rules = self._ask(site)
                self._keep(site, now + (KEPT_BROKEN if rules.refused else KEPT), rules)
            return rules

    def _keep(self, site: str, until: float, rules: Rules) -> None:
        with self._lock:
            self._known.pop(site, None)
            self._known[site] = (until, rules)
            while len(self._known) > MOST_SITES:
                del self._known[next(iter(self._known))]  # the one that was asked longest ago

    def _ask(self, site: str) -> Rules:
        try:
            status, body = self._get(site)
        except SourceRejected as rejected:
            return Rules(refused=rejected.reason)
        if status == 429 or status >= 500:  # RFC 9309, 2.3.1.4: then nothing is allowed for now
            return Rules(refused=f"its robots.txt answered {status}, so it is left alone for now")
        if status != 200:
            return Rules()
        return parse(body)


def parse(body: bytes) -> Rules:
    """The rules in a robots.txt, of which only the beginning is read if it is very long."""
    text = body[:LARGEST].decode("utf-8-sig", errors="replace").replace("\0", "")
    parsed = Protego.parse(VERSION.sub(r"\1", text))
    rate = parsed.request_rate(AGENT)
    spacing = rate.seconds / rate.requests if rate and rate.requests else 0.0
    delay = max(parsed.crawl_delay(AGENT) or 0.0, spacing, 0.0)
    return Rules(parsed, delay, sitemaps=tuple(parsed.sitemaps))
