"""Dates that a text tells by counting, by leaving out the year or by the day alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.dates.mentions import Mention
from rag.dates.vocabulary import counted

HISTORY = 540  # days before publication from which a month without a year need not be the last one
WEEK = 7  # days around a date of the text in which "on the Thursday" may be
_COUNT = r"(\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_LATER = re.compile(
    rf"\b{_COUNT}\s+(day|week|month|year)s?\s+(?:after|before|earlier|later|ago|from now)\b"
)
_NEXT = re.compile(
    r"\b(?:next|following|previous)\s+(day|morning|afternoon|evening|night|week|month|year|spring"
    r"|summer|autumn|winter)\b"
)
_DAY_ALONE = re.compile(
    r"\bthe\s+(\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:century|time|day|week|month|year|minute|place))"
)
_AGO = re.compile(rf"^{_COUNT}\s+(year|decade)s?\s+ago$")
_IN_A_YEAR = re.compile(
    r"\b(?:in|over|within|for) (?:a|the|one) (?:\w+ )?year\b|\ba year (?:ago|earlier|before)\b"
    r"|\b(?:annual|year-on-year|yearly|last year)\b"
)
_DAYS = {"day": 1, "morning": 1, "afternoon": 1, "evening": 1, "night": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a text counts, and how far: in days, or else in months."""

    start: int
    end: int
    days: int = 0
    months: int = 0


def counts_to(
    said: Mention, low: str, given: Sequence[Mention], published: date | None
) -> list[Mention | Counted]:
    """Where a text tells a date without naming it in full.

    Args:
        said: The date of a sentence.
        low: The text in lower case.
        given: The dates of the text.
        published: When the article came out.
    """
    if said.first is None:
        return []
    return [
        *_by_days(said.first, low, given, published),
        *_by_months(said, low, given),
        *_without_year(said, given, published),
        *_by_weekday(said, given, published),
        *_day_alone(said, low, given),
        *_years_ago(said, low, given, published),
    ]


def _steps(low: str) -> Iterator[Counted]:
    for match in _LATER.finditer(low):
        count = counted(match[1])[0]
        if match[2] in _DAYS:
            yield Counted(*match.span(), days=count * _DAYS[match[2]])
        else:
            yield Counted(*match.span(), months=count * (12 if match[2] == "year" else 1))
    for match in _NEXT.finditer(low):
        if match[1] in _DAYS:
            yield Counted(*match.span(), days=_DAYS[match[1]])
        else:
            yield Counted(*match.span(), months=1 if match[1] == "month" else 12)


def _by_days(
    day: date, low: str, given: Sequence[Mention], published: date | None
) -> Iterator[Counted]:
    """Days from another day of a text: "four days after the election"."""
    starts = {one.first for one in given if one.first is not None}
    if published is not None:
        starts.add(published)
    away = {abs((day - start).days) for start in starts}
    yield from (step for step in _steps(low) if step.days and step.days in away)


def _by_months(said: Mention, low: str, given: Sequence[Mention]) -> Iterator[Counted]:
    """Months and years from others: "in 2012 ... three years later"."""
    if said.day is not None or said.weekday is not None or said.first is None:
        return
    for step in _steps(low):
        away = {_away(said, one) for one in given}
        if step.months and step.months in away:
            yield step


def _away(said: Mention, one: Mention) -> int | None:
    """Months between two dates; of a year alone in whole years."""
    if said.first is None or one.first is None:
        return None
    years = abs(said.first.year - one.first.year)
    if said.month is None:
        return 12 * years
    if one.month is None:
        return None
    return abs((said.first.year - one.first.year) * 12 + said.first.month - one.first.month)


def _without_year(
    said: Mention, given: Sequence[Mention], published: date | None
) -> Iterator[Mention]:
    """Day and month of what is long past, with the year at another date of a text."""
    if said.first is None or said.month is None or not said.year_known or published is None:
        return
    years = {one.first.year for one in given if one.first is not None and one.year_known}
    if said.first.year in years and (published - said.first).days > HISTORY:
        for one in given:
            if one.month == said.month and one.day == said.day and not one.year_known:
                yield one


def _by_weekday(
    said: Mention, given: Sequence[Mention], published: date | None
) -> Iterator[Mention]:
    """A weekday near another date of a text, or on the other side of publication.

    The verb alone told whether "on Friday" was the last one or the next.
    """
    if said.first is None or said.first != said.last or published is None:
        return
    named = [one.first for one in given if one.first is not None and one.day is not None]
    near = [day for day in named if (published - day).days > WEEK]
    for one in given:
        if one.day is not None or one.weekday != said.first.weekday():
            continue
        turned = one.guessed and abs((said.first - published).days) <= WEEK
        if turned or any(abs((said.first - day).days) <= WEEK for day in near):
            yield one


def _day_alone(said: Mention, low: str, given: Sequence[Mention]) -> Iterator[Counted]:
    """Such as "the 27th" of a month that another date of a text is in."""
    if said.first is None or said.first != said.last:
        return
    month = (said.first.year, said.first.month)
    if any(one.first and (one.first.year, one.first.month) == month for one in given):
        for match in _DAY_ALONE.finditer(low):
            if int(match[1]) == said.first.day:
                yield Counted(*match.span())


def _years_ago(
    said: Mention, low: str, given: Sequence[Mention], published: date | None
) -> Iterator[Mention | Counted]:
    """What "seven years ago" was, by its year; "a year ago", by the change in a year."""
    match = _AGO.match(said.text.lower())
    if match is None or published is None:
        return
    years = counted(match[1])[0] * (10 if match[2] == "decade" else 1)
    near = 2 if match[2] == "decade" else 1 if years > 2 else 0
    for one in given:
        if any(d and abs(published.year - years - d.year) <= near for d in (one.first, one.last)):
            yield one
    change = _IN_A_YEAR.search(low)
    if years == 1 and change:
        yield Counted(*change.span())
