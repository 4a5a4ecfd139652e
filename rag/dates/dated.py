"""Days with a number, weekdays, months and weeks of months: which ones are meant. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from rag.dates.meaning import Meaning, Setting
from rag.dates.spans import Days, month, one, unit_of, weekday_after, weekday_before
from rag.dates.vocabulary import month_number, weekday_number

LONG_PAST = 270
"""Days after which a date without a year, whose verb tells nothing, is rather the coming one: an
article of February that says "on 3 March" means the March before it."""


def read_day(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """3 March 2026, Mar. 3-5, 2026-03-03, 13/3/2026."""
    if "iso" in parts:
        return _known(date.fromisoformat(parts["iso"]))
    if "n1" in parts:
        return _numeric(int(parts["n1"]), int(parts["n2"]), int(parts["n3"]))
    n = next(n for n in "12" if f"d{n}" in parts)
    number = month_number(parts[f"m{n}"])
    day = _digits(parts[f"d{n}"])
    stated = parts.get(f"y{n}")
    weekday = weekday_number(parts[f"wd{n}"]) if f"wd{n}" in parts else None
    year = int(stated) if stated else setting.year
    if year is None and setting.anchor is None:
        monthrange(2000, number)
        date(2000, number, day)  # there must be such a day
        return Meaning(None, weekday, number, day)
    at = date(year, number, day) if year else _nearest(number, day, setting)
    last = at.replace(day=_digits(parts["d3"])) if "d3" in parts else at
    if last < at:
        raise ValueError("a range that ends before it begins")
    return Meaning(Days(at, last), weekday, number, day, year is not None, year is None)


def _digits(text: str) -> int:
    return int(text[:2] if text[:2].isdigit() else text[:1])


def _known(day: date) -> Meaning:
    return Meaning(one(day), None, day.month, day.day, True)


def _numeric(first: int, second: int, year: int) -> Meaning:
    """A date in digits, if only one order of day and month is possible."""
    if first == second or first > 12:
        return _known(date(year, second, first))
    if second > 12:
        return _known(date(year, first, second))
    return Meaning(None)


def _nearest(number: int, day: int, setting: Setting) -> date:
    anchor = setting.anchor
    assert anchor is not None
    around_it = [
        date(year, number, day)
        for year in range(max(anchor.year - 8, 1), min(anchor.year + 9, 9999))
        if day <= monthrange(year, number)[1]
    ]
    past = max((d for d in around_it if d <= anchor), default=None)
    coming = min((d for d in around_it if d >= anchor), default=None)
    long_past = past is None or (anchor - past).days > LONG_PAST
    if coming and (setting.told == "future" or (long_past and setting.told is None)):
        return coming
    if past is None:
        raise ValueError("no such day")
    return past


def read_weekday(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """Tuesday, last Tuesday, Tuesday of last week."""
    number, anchor = weekday_number(parts["wd4"]), setting.anchor
    if anchor is None:
        return Meaning(None, number)
    if "wdet" in parts:
        weeks = {"last": -7, "this": 0, "next": 7}[parts["wdet"]]
        monday = unit_of(anchor, "week").first
        assert monday is not None
        at = monday + timedelta(days=number + weeks)
        return Meaning(one(at), number, year_known=True)
    monday = anchor - timedelta(days=anchor.weekday())
    determined = {
        "last": weekday_before(anchor, number, strictly=True),
        "past": weekday_before(anchor, number, strictly=True),
        "this": monday + timedelta(days=number),
        "next": monday + timedelta(days=7 + number),
        "coming": weekday_after(anchor, number, strictly=True),
    }.get(setting.determiner)
    if determined:
        return Meaning(one(determined), number, year_known=True)
    ahead = setting.told == "future"
    at = weekday_after(anchor, number) if ahead else weekday_before(anchor, number)
    return Meaning(one(at), number, year_known=True, guessed=True)


def read_month(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """March, last March, March 2026."""
    number, anchor = month_number(parts["m3"]), setting.anchor
    stated = int(parts["y3"]) if "y3" in parts else setting.year
    if stated is not None:
        return Meaning(month(stated, number), month=number, year_known=True)
    if anchor is None:
        return Meaning(month=number)
    word, ahead = setting.determiner, setting.told == "future"
    if word in ("next", "coming"):
        year = anchor.year + (number <= anchor.month)
    elif word in ("last", "past"):
        year = anchor.year - (number >= anchor.month)
    elif word == "this":
        year = anchor.year
    else:
        year = anchor.year + (ahead and number < anchor.month)
        year -= not ahead and number > anchor.month
    return Meaning(month(year, number), month=number, year_known=bool(word), guessed=not word)


def read_week_of(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """The first week of May."""
    whole = read_month(parts, setting)
    if whole.days is None or whole.days.first is None or whole.days.last is None:
        return whole
    nth = ("first", "second", "third", "fourth", "last").index(parts["nth"])
    first = whole.days.first + timedelta(days=7 * nth)
    if parts["nth"] == "last":
        first = whole.days.last - timedelta(days=6)
    return replace(whole, days=Days(first, min(first + timedelta(days=6), whole.days.last)))
