"""Dates as sources write them, read into moments that can be compared. Pure; stdlib only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from ingest.readers.written_dates import written, zoned
from rag.domain import Moment, epoch

OLDEST = 1800  # the first year of which a page can plausibly carry news
SLACK = timedelta(days=1)  # clocks and zones differ; a date further ahead is a mistake
LONGEST_DAY = len("2024-12-06")
PLAIN = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
ZONE_APART = re.compile(r"(\d) +(?=(?:[+-]\d\d:?\d\d|Z)$)", re.ASCII)
UNSET = {
    **dict.fromkeys(("0000-00-00", "0001-01-01"), "what programs write where no date is set"),
    **dict.fromkeys(("1601-01-01", "1900-01-01"), "what systems write where no date is set"),
    **dict.fromkeys(("1899-12-30", "1904-01-01"), "the day from which spreadsheets count"),
    "1970-01-01": "the second from which computers count, written where no date is set",
}
"""Days that stand where there is no date, and what they are."""

WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")


def strict(text: str) -> str | None:
    """An ISO date or datetime in its extended form, or None where `text` is neither.

    What is written plainly already is kept to the letter; a space for the T, a basic form or a
    zone without its colon are written out.
    """
    text = ZONE_APART.sub(r"\1", text.strip())
    try:
        epoch(text)
    except (ValueError, OverflowError):
        return None
    if PLAIN.fullmatch(text):
        return text
    at = datetime.fromisoformat(text)
    return at.date().isoformat() if len(text) <= LONGEST_DAY else at.isoformat()


def lenient(text: str) -> str | None:
    """Like `strict`, but also the forms of mail headers (RFC 2822), of bylines and of programs."""
    if exactly := strict(text):
        return exactly
    for form in dict.fromkeys((zoned(text), text)):
        if found := strict(form) or _byline(form) or _mail(form) or written(form):
            return found
    return None


def _mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, IndexError, OverflowError):
        return None


def _byline(text: str) -> str | None:
    for form in WRITTEN:
        try:
            at = datetime.strptime(text.strip(), form)  # noqa: DTZ007 - a bare date has no zone
        except ValueError:
            continue
        return at.date().isoformat()
    return None


def plausible(iso: str, now: datetime) -> bool:
    """Whether an article can be of this time: not before 1800, not over a day after `now`."""
    return implausible(iso, now) is None


def implausible(iso: str, now: datetime) -> str | None:
    """Why no article can be of this time, in words; None if it can."""
    if iso[:10] in UNSET:
        return f"it is {UNSET[iso[:10]]}"
    if "T" in iso and abs(epoch(iso)) <= 1:  # in the west that second is one of 1969
        return f"it is {UNSET['1970-01-01']}"
    if int(iso[:4]) < OLDEST:
        return f"no article here is of the year {int(iso[:4])}"
    ahead = timedelta(seconds=epoch(iso) - now.timestamp())
    if ahead > SLACK:
        days = f"{ahead.days:,} days" if ahead.days > 1 else "more than a day"
        return f"it is {days} after {now.date().isoformat()}, when it was read"
    return None


def first(found: Iterable[tuple[str, str]], now: datetime) -> Moment | None:
    """The first of (text, origin) that is a date an article can have at `now`."""
    for text, origin in found:
        iso = lenient(text)
        if iso is not None and plausible(iso, now):
            return Moment(iso, origin)
    return None
