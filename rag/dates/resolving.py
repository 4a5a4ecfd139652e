"""Which days an expression means, told from the day its article was published. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from rag.dates.atoms import Atom, Kind
from rag.dates.dated import read_day, read_month, read_week_of, read_weekday
from rag.dates.meaning import Meaning, Setting
from rag.dates.periods import (
    read_century,
    read_decade,
    read_half,
    read_quarter,
    read_season,
    read_year,
    read_years,
)
from rag.dates.relative import read_ago, read_near, read_rolling, read_unit, read_weekend
from rag.dates.spans import Days, part_of

_READ: Mapping[Kind, Callable[[Mapping[str, str], Setting], Meaning]] = {
    "day": read_day, "weekday": read_weekday, "near": read_near, "unit": read_unit,
    "ago": read_ago, "rolling": read_rolling, "month": read_month, "week_of": read_week_of,
    "quarter": read_quarter, "half": read_half, "season": read_season, "weekend": read_weekend,
    "years": read_years, "year": read_year, "decade": read_decade, "century": read_century,
}  # fmt: skip


def resolve(atom: Atom, setting: Setting, part: str = "") -> Meaning:
    """What an expression means.

    In news a bare weekday is the nearest one in the past, the day of publication included, unless
    the verb looks ahead; a bare month likewise. A day of a month without its year is the past one,
    too, unless that is long past and the verb does not look back.

    Raises:
        ValueError: If there is no such day, or the calendar does not reach so far.
        OverflowError: Likewise.
    """
    found = _READ[atom.kind](atom.parts, setting)
    if not part or found.days is None or atom.kind in ("weekday", "near", "day"):
        return found
    if part in ("earlier", "later"):
        return replace(found, days=_side(found.days, part, setting.anchor))
    return replace(found, days=part_of(found.days, part))


def _side(days: Days, part: str, anchor: date | None) -> Days:
    """The same until today if it is "earlier this week", from today if it is "later"."""
    if anchor is None or not (days.first and days.last and days.first <= anchor <= days.last):
        return days
    return Days(days.first, anchor) if part == "earlier" else Days(anchor, days.last)
