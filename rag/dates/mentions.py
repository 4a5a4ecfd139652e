"""Every date that a text names, resolved against the day it was published. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rag.dates.atoms import Kind, atoms
from rag.dates.reading import Found, read, read_range, with_end
from rag.dates.sense import is_time
from rag.dates.vocabulary import SIDES, lowered

Side = Literal["in", "since", "until", "before", "after", "between"]

_OWNED = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as a text names it: `text == source[start:end]`, without "in" or "on".

    Attributes:
        start: Where it begins; "since", "between" and the like are part of it.
        end: Where it ends.
        text: Its words.
        first: The first of the days it names; None is an open or unknown end.
        last: The last of them.
        resolved: Whether the days are known.
        weekday: 0 for Monday, where one is named.
        month: 1 to 12, where one is named.
        day: The day of the month, where one is named.
        year_known: Whether the year was said, or follows by counting from the anchor; not where
            a month or date without a year was taken for the nearest one.
        guessed: Whether the verb alone, or its lack, told the past one from the coming one.
        kind: What sort of expression it is.
        side: What the word before it makes of it.
        owned: Whether a possessive follows, as in "Friday's vote".
    """

    start: int
    end: int
    text: str
    first: date | None = None
    last: date | None = None
    resolved: bool = False
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year_known: bool = False
    guessed: bool = False
    kind: Kind = "day"
    side: Side = "in"
    owned: bool = False


def mentions(text: str, anchor: date | None) -> tuple[Mention, ...]:
    """The dates of an English text, in order, disjoint.

    Args:
        text: A sentence or more.
        anchor: The day the text was published, which "yesterday" and "on Friday" are told from;
            without one they are found but not resolved.
    """
    low = lowered(text)
    kept = [atom for atom in atoms(low) if is_time(atom, text, low)]
    found: list[Found] = []
    at, floor = 0, 0
    while at < len(kept):
        joined = read_range(kept[at], kept[at + 1 : at + 2], low, floor, anchor)
        each = joined or read(kept[at], low, floor, anchor)
        at += 1
        if each is not None:
            each = with_end(each, low)
            found.append(each)
            floor = each.end
            while at < len(kept) and kept[at].start < floor:
                at += 1
    return tuple(_mention(each, text, low) for each in found)


def _mention(found: Found, text: str, low: str) -> Mention:
    meaning, start = found.meaning, found.start
    owned = bool(_OWNED.match(low, found.end))
    side: Side = SIDES.get(found.word, "in")  # type: ignore[assignment]
    if side == "between" and (meaning.days is None or meaning.days.first is None):
        side = "in"
    first, last = meaning.days or (None, None)
    if side == "since":
        last = None
    elif side == "until":
        first = None
    elif side == "before":
        first, last = None, _next(first, -1)
    elif side == "after":
        first, last = _next(last, 1), None
    known = first is not None or last is not None
    return Mention(
        start, found.end, text[start : found.end], first, last, known,
        meaning.weekday, meaning.month, meaning.day, meaning.year_known, meaning.guessed,
        found.kind, side, owned,
    )  # fmt: skip


def _next(day: date | None, count: int) -> date | None:
    try:
        return day + timedelta(days=count) if day else None
    except OverflowError:
        return None
