"""Arithmetic on days: weeks, months, seasons, parts of them; the one module for dateutil. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each, as meteorologists of the northern hemisphere count."""

PARTS: Mapping[str, tuple[float, float]] = {
    "early": (0.0, 0.34),
    "start": (0.0, 0.34),
    "beginning": (0.0, 0.34),
    "mid": (0.3, 0.7),
    "middle": (0.3, 0.7),
    "late": (0.66, 1.0),
    "end": (0.66, 1.0),
}
"""Which stretch of a period a word names; they overlap, because writers do not measure."""

SEASON_OVER = 90  # days after its end until which "last summer" may mean the one before


class Days(NamedTuple):
    """A span of days, both ends included; None is an open end."""

    first: date | None
    last: date | None


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def shift(day: date, count: int, unit: str) -> date:
    """A day moved by so many days, weeks, months, years, decades or centuries.

    Raises:
        ValueError: If the calendar does not reach so far.
        OverflowError: Likewise.
    """
    if unit == "hour":
        hours = abs(count)
        return day + timedelta(days=-(-hours // 24) * (1 if count >= 0 else -1))
    if unit in ("decade", "century"):
        unit, count = "year", count * (10 if unit == "decade" else 100)
    moved: date = day + relativedelta(**{f"{unit}s": count})
    return moved


def unit_of(day: date, unit: str) -> Days:
    """The calendar week (from Monday), weekend, month, quarter, year… that holds a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=6))
    if unit == "weekend":
        monday = day - timedelta(days=day.weekday())
        return Days(monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "month":
        return month(day.year, day.month)
    if unit == "quarter":
        return quarter(day.year, (day.month + 2) // 3)
    if unit == "day":
        return one(day)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    begin = day.year // length * length
    return years(max(begin, 1), begin + length - 1)


def month(year: int, number: int) -> Days:
    """A month."""
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def quarter(year: int, number: int) -> Days:
    """A quarter of a calendar year, from 1."""
    return Days(month(year, 3 * number - 2).first, month(year, 3 * number).last)


def years(first: int, last: int) -> Days:
    """Whole years."""
    return Days(date(first, 1, 1), date(last, 12, 31))


def season(year: int, name: str) -> Days:
    """The season that begins in that year."""
    begin = date(year, SEASONS[name], 1)
    return Days(begin, shift(begin, 3, "month") - timedelta(days=1))


def latest_season(day: date, name: str) -> Days:
    """The latest season of that name that has begun."""
    found = season(day.year, name)
    return found if found.first and found.first <= day else season(day.year - 1, name)


def part_of(days: Days, word: str) -> Days:
    """The early, middle or late part of a span."""
    if days.first is None or days.last is None or word not in PARTS:
        return days
    low, high = PARTS[word]
    length = (days.last - days.first).days + 1
    begin, end = int(low * length), max(int(high * length + 0.5), 1)
    return Days(days.first + timedelta(days=begin), days.first + timedelta(days=end - 1))


def around(day: date, count: int, unit: str) -> Days:
    """What "two months ago" may mean: that calendar month, and half a month to both sides.

    Days are meant exactly, except that hours reach into the day before.
    """
    then = shift(day, -count, unit)
    if unit == "hour":
        return Days(then, day)
    if unit == "day":
        return one(then)
    whole = unit_of(then, "year" if unit in ("decade", "century") else unit)
    half = timedelta(days={"week": 3, "month": 15}.get(unit, 182))
    assert whole.first is not None
    assert whole.last is not None
    return Days(min(whole.first, then - half), min(max(whole.last, then + half), day))


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The nearest such weekday, the day itself included unless strictly before."""
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (7 if strictly else 0))


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The nearest coming weekday, the day itself included unless strictly after."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead or (7 if strictly else 0))
