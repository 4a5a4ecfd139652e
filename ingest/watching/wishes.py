"""How often a feed and its server ask to be polled, in the feed's own words and in headers.

RSS has `ttl` in minutes, `skipHours` (GMT) and `skipDays`; the syndication module `sy:updatePeriod`
and `sy:updateFrequency`; HTTP `Cache-Control: max-age` and `Expires`. Touches lxml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

SYNDICATION = "{http://purl.org/rss/1.0/modules/syndication/}"
HOUR, DAY, WEEK = 3600.0, 24 * 3600.0, 7 * 24 * 3600.0
PERIODS = {
    "hourly": HOUR, "daily": DAY, "weekly": WEEK, "monthly": WEEK, "yearly": WEEK,
}  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_STATED = WEEK  # seconds that a feed may ask for
MOST_CACHED = DAY  # seconds that caching may ask for: many servers say a year of everything
MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
ITEMS = ("item", "entry")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for.

    Attributes:
        least: Seconds between two polls, at least.
        skipped_hours: Hours of the day in UTC.
        skipped_days: Days of the week, from 0 for Monday.
    """

    least: float = 0.0
    skipped_hours: frozenset[int] = field(default_factory=frozenset)
    skipped_days: frozenset[int] = field(default_factory=frozenset)

    def json(self) -> dict[str, Any]:
        """To be kept."""
        hours, days = sorted(self.skipped_hours), sorted(self.skipped_days)
        return {"least": self.least, "skipped_hours": hours, "skipped_days": days}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any] | None) -> Wishes:
        """As it was kept."""
        known = kept or {}
        hours, days = known.get("skipped_hours", ()), known.get("skipped_days", ())
        return cls(float(known.get("least", 0.0)), frozenset(hours), frozenset(days))

    def at_least(self, seconds: float) -> Wishes:
        """The same, with no less than that between two polls."""
        return Wishes(max(self.least, seconds), self.skipped_hours, self.skipped_days)


def stated(body: bytes) -> Wishes:
    """What a feed asks for itself; nothing where it is no XML, or says nothing that can be read."""
    said: dict[str, str] = {}
    hours: set[int] = set()
    days: set[int] = set()
    for name, text in _head(body):
        if name == "hour" and text.isdecimal() and int(text) <= 24:
            hours.add(int(text) % 24)
        elif name == "day" and text.lower() in DAYS:
            days.add(DAYS.index(text.lower()))
        else:
            said.setdefault(name, text)
    least = max(_minutes(said.get("ttl")), _period(said))
    return Wishes(min(least, MOST_STATED), frozenset(hours), frozenset(days))


def cached(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds for which a server says that its answer stays fresh; 0 where it does not say."""
    known = {name.lower(): value for name, value in headers.items()}
    control = known.get("cache-control", "")
    if re.search(r"\bno-(?:cache|store)\b", control, re.IGNORECASE):
        return 0.0
    if found := MAX_AGE.search(control):
        age = known.get("age", "").strip()
        left = int(found[1]) - (int(age) if age.isdecimal() else 0)
        return min(max(left, 0.0), MOST_CACHED)
    try:
        until = parsedate_to_datetime(known.get("expires", ""))
    except (ValueError, IndexError, OverflowError):
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), MOST_CACHED)


def _head(body: bytes) -> list[tuple[str, str]]:
    """Names and words of the elements of a feed that belong to no article in it."""
    parser = etree.XMLPullParser(
        events=("start", "end"), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    found: list[tuple[str, str]] = []
    try:
        parser.feed(body)
        inside = 0
        for event, element in parser.read_events():
            name = str(element.tag)
            if name.rpartition("}")[2] in ITEMS:
                inside += 1 if event == "start" else -1
            elif event == "end" and not inside:
                found.append((name.removeprefix(SYNDICATION), (element.text or "").strip()))
    except (etree.LxmlError, SyntaxError, ValueError):
        return found
    return found


def _minutes(text: str | None) -> float:
    return 60.0 * int(text) if text and text.isdecimal() and len(text) < 9 else 0.0


def _period(said: Mapping[str, str]) -> float:
    period = PERIODS.get(said.get("updatePeriod", "").lower(), 0.0)
    often = said.get("updateFrequency", "1")
    return period / max(int(often), 1) if often.isdecimal() and len(often) < 9 else period
