"""Days gathered into days, weeks, months or years, as few as an eye can tell apart. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "year"]

MOST = 70  # bars side by side
DAYS: tuple[tuple[Unit, int], ...] = (("day", 1), ("week", 7), ("month", 30))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, and how many articles each outlet published in it."""

    first: date
    last: date
    counts: Counter[str]

    @property
    def total(self) -> int:
        """Of all outlets."""
        return self.counts.total()


def unit_of(first: date, last: date) -> Unit:
    """The shortest unit that has room."""
    span = (last - first).days + 1
    return next((unit for unit, days in DAYS if span <= days * MOST), "year")


def periods(days: Iterable[tuple[str, str | None, int]]) -> tuple[list[Period], Unit]:
    """Every period from the first day to the last, those without articles as well.

    Args:
        days: A day, an outlet (None where it is not known) and how many articles.
    """
    told = [(day, outlet or "unknown outlet", n) for iso, outlet, n in days if (day := _day(iso))]
    if not told:
        return [], "day"
    first, last = min(day for day, _, _ in told), max(day for day, _, _ in told)
    unit = unit_of(first, last)
    found: dict[date, Period] = {}
    at = begin(first, unit)
    while at <= last:
        after = following(at, unit)
        end = after - timedelta(days=1) if after else date.max
        found[at] = Period(at, end, Counter())
        if after is None:
            break
        at = after
    for day, outlet, n in told:
        found[begin(day, unit)].counts[outlet] += n
    return list(found.values()), unit


def begin(day: date, unit: Unit) -> date:
    """The first day of the period that a day is in; weeks begin on Monday."""
    match unit:
        case "day":
            return day
        case "week":
            return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def following(first: date, unit: Unit) -> date | None:
    """The first day of the next period; None at the end of the calendar."""
    try:
        match unit:
            case "day":
                return first + timedelta(days=1)
            case "week":
                return first + timedelta(days=7 - first.weekday())
            case "month":
                return begin(first.replace(day=28) + timedelta(days=4), "month")
            case "year":
                return first.replace(year=first.year + 1)
    except (OverflowError, ValueError):
        return None


def named(period: Period, unit: Unit) -> str:
    """A period in words: "14 Apr 2026", "week of 13 Apr 2026", "Apr 2026", "2026"."""
    day = period.first
    whole = f"{day.day} {day:%b} {day.year}"
    return {
        "day": whole, "week": f"week of {whole}", "month": f"{day:%b} {day.year}",
        "year": str(day.year),
    }[unit]  # fmt: skip


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
