"""Which of the dates that sources give can be an article's, and why others cannot. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ingest.readers.moments import UNSET, implausible, lenient
from rag.domain import Draft, Moment, epoch
from rag.provenance import RefusedDate, Which

CRAWLED = timedelta(seconds=1)  # a page dated so near to its fetching says when it was made
CRAWL = frozenset({"fetch", "fetched", "crawl", "ingest", "http", "http-date"})
"""Origins that tell of a fetch or a crawl, and so of no publication."""

PARTS = re.compile(
    r"\s*(?P<year>\d{4})[-/.]?(?P<month>\d\d?)[-/.]?(?P<day>\d\d?)"
    r"(?:[T\s]+(?P<hour>\d\d?):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?|(?!\d))"
)
EITHER = re.compile(r"\s*(\d\d?)[/.-](\d\d?)[/.-](\d{4})(?!\d)")
MONTHS = 12
LONGEST = 80  # characters of a refused date that are kept


def judged(text: str, origin: str, which: Which, now: datetime) -> Moment | RefusedDate:
    """A date as an article can have it at `now`, or why it cannot.

    Args:
        text: As the source writes it; its zone is kept.
        origin: Where it was found.
        which: What it would be.
        now: When the source was fetched, with a zone.
    """
    if which == "published" and origin in CRAWL:
        return _refused(text, origin, which, "it is when the page was fetched, not published")
    iso = lenient(text)
    reason = _unreadable(text) if iso is None else implausible(iso, now)
    if iso is None or reason:
        return _refused(text, origin, which, reason or "it is no date")
    return Moment(iso, origin)


def chosen(
    candidates: Iterable[tuple[str, str]], which: Which, now: datetime
) -> tuple[Moment | None, tuple[RefusedDate, ...]]:
    """The first of (text, origin) that an article can have, and those before it that it cannot.

    Blank candidates are passed over.
    """
    refused: list[RefusedDate] = []
    for text, origin in candidates:
        if not text.strip():
            continue
        found = judged(text, origin, which, now)
        if isinstance(found, Moment):
            return found, tuple(refused)
        refused.append(found)
    return None, tuple(refused)


def checked(draft: Draft, now: datetime) -> Draft:
    """A draft whose dates an article can have; what it cannot have stands among the refused ones.

    Whatever its reader let through: no publication is later than a day after `now`, earlier than
    1800, what stands where none was set, or the time of the fetch itself.

    Args:
        draft: From any reader.
        now: The clock, with a zone; a draft that was fetched is judged by when that was.
    """
    if draft.fetched is not None:
        now = _time(draft.fetched.iso)
    refused = list(draft.refused)
    kept: dict[Which, Moment | None] = {"published": draft.published, "modified": draft.modified}
    for which, moment in kept.items():
        if moment is None:
            refused += _hinted(draft, which, now)
            continue
        found = judged(moment.iso, moment.origin, which, now)
        if isinstance(found, Moment) and _crawled(moment, draft):
            reason = "it is the second in which the page was fetched"
            found = _refused(moment.iso, moment.origin, which, reason)
        if isinstance(found, RefusedDate):
            kept[which] = None
            refused.append(found)
    return replace(
        draft,
        published=kept["published"],
        modified=kept["modified"],
        refused=tuple(dict.fromkeys(refused)),
    )


def _hinted(draft: Draft, which: Which, now: datetime) -> Sequence[RefusedDate]:
    """The dates of a feed that were not taken, with why."""
    told = [(hint.value, hint.origin) for hint in draft.hints if hint.name == which]
    return chosen(told, which, now)[1]


def _crawled(moment: Moment, draft: Draft) -> bool:
    """Whether a date is that of the fetch, as pages have it that are dated anew whenever made."""
    if draft.fetched is None or "T" not in moment.iso or "T" not in draft.fetched.iso:
        return False
    return abs(moment.epoch - draft.fetched.epoch) <= CRAWLED.total_seconds()


def _unreadable(text: str) -> str:
    """What is wrong with a text that gives no date."""
    found = PARTS.match(text)
    if found is None:
        either = EITHER.match(text)
        if either and max(int(either[1]), int(either[2])) <= MONTHS:
            return "it can be read as two dates: which number is the month?"
        return "it is no date that can be read"
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    if f"{year:04}-{month:02}-{day:02}" in UNSET:
        return f"it is {UNSET[f'{year:04}-{month:02}-{day:02}']}"
    if not 1 <= month <= MONTHS:
        return f"there is no month {month}"
    try:
        date(max(year, 1), month, day)
    except ValueError:
        return f"there is no day {day} in month {month} of {year}"
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        return f"there is no time {hour:02}:{minute:02}:{second:02}"
    return "it is no date that can be read"


def _refused(text: str, origin: str, which: Which, reason: str) -> RefusedDate:
    text = " ".join(text.split())
    return RefusedDate(
        which, text if len(text) <= LONGEST else f"{text[:LONGEST]}…", origin, reason
    )


def _time(iso: str) -> datetime:
    return datetime.fromtimestamp(epoch(iso), UTC)
