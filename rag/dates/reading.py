"""Reading an expression together with the words before it, and two of them as a span. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.dates.atoms import Atom, Kind
from rag.dates.meaning import Meaning, Setting
from rag.dates.resolving import resolve
from rag.dates.spans import Days
from rag.dates.tense import Tense, tense
from rag.dates.vocabulary import DAY, DETERMINER, PART, RELATION, spaced

_TOLD = frozenset(("day", "weekday", "month", "week_of", "quarter", "season", "weekend", "unit"))
"""Kinds for which the verb decides between past and coming."""
_DETERMINED = frozenset(("weekday", "month", "season", "weekend"))
_ROLLING = re.compile(r"\b(?:over|in|within|during|for|throughout)\s+the\s+$")
_NAMING = frozenset(("year", "years", "month", "day", "weekday", "quarter"))
_OWNED = re.compile(r"['’]s?(?!\w)")
_BOTH = re.compile(r"\s+and\s+(?:the\s+)?$")
_UPTO = re.compile(r"\s*(?:\s(?:to|until|till|through|thru)\s+(?:the\s+)?|\s?[-–—]\s?)$")
_FROM_DAY = re.compile(
    rf"(?<![\w.,-])(?:(between|from)\s+)?({DAY})\s*(and|to|until|till|[-–—])\s*$"
)
_TO_DAY = re.compile(rf"\s+(and|to|until|till|through)\s+({DAY})(?![\w.,:-]*\d|\s?%)")
_BACK = 40  # characters before an expression that belong to it at most


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with what stands before it, read but not yet cut out."""

    start: int
    end: int
    kind: Kind
    meaning: Meaning
    word: str = ""  # since, until, between…


def read(
    atom: Atom, low: str, floor: int, anchor: date | None, year: int | None = None
) -> Found | None:
    """An expression with the words before it; None where it cannot be a date."""
    start, determiner, part = atom.start, "", ""
    if atom.kind in _DETERMINED and (found := _before(DETERMINER, low, start, floor)):
        start, determiner = found.start(), spaced(found[1]).split()[-1]
    rolling = atom.kind == "unit" and bool(_before(_ROLLING, low, start, floor))
    if found := _before(PART, low, start, floor):
        start, part = found.start(), next(word for word in found.groups() if word)
    if "own" in atom.parts:
        part = low[atom.start : atom.end].split()[0]
    relation = _relation(atom, low, start, floor)
    word = spaced(relation[1]) if relation else ""
    told = _told(atom, low, start, word) if anchor and atom.kind in _TOLD else None
    setting = Setting(anchor, told, determiner, rolling, year)
    try:
        meaning = resolve(atom, setting, part)
    except (ValueError, OverflowError):
        return None
    return Found(relation.start() if relation else start, atom.end, atom.kind, meaning, word)


def _before(pattern: re.Pattern[str], low: str, start: int, floor: int) -> re.Match[str] | None:
    """What stands right before an expression, not further back than the last one's end."""
    return pattern.search(low, max(floor, start - _BACK), start)


def _relation(atom: Atom, low: str, start: int, floor: int) -> re.Match[str] | None:
    """The word before it that makes it a beginning or an end; not of a thing that it names.

    "After the 2020 election" and "since Tuesday's vote" tell of a vote in 2020 and on Tuesday.
    """
    found = _before(RELATION, low, start, floor)
    named = atom.kind in _NAMING and found is not None and found[0].split()[-1] == "the"
    return None if named or _OWNED.match(low, atom.end) else found


def _told(atom: Atom, low: str, start: int, word: str) -> Tense | None:
    told = tense(low, start, atom.end)
    return "future" if told is None and word in ("until", "till", "by") else told


def read_range(
    atom: Atom, following: list[Atom], low: str, floor: int, anchor: date | None
) -> Found | None:
    """Two expressions that name the ends of one span, or a bare day number and a date."""
    if atom.kind == "day" and (
        found := _FROM_DAY.search(low, max(floor, atom.start - _BACK), atom.start)
    ):
        return _from_day(atom, found, low, floor, anchor)
    if not following:
        return None
    other = following[0]
    before = _before(RELATION, low, atom.start, floor)
    word = before[1] if before else ""
    glue = low[atom.end : other.start]
    if len(glue) > _BACK or not (
        (word == "between" and _BOTH.match(glue))
        or (word in ("", "from") and atom.kind == other.kind and _UPTO.match(glue))
        or (word == "from" and _UPTO.match(glue))
    ):
        return None
    last = read(other, low, atom.end, anchor)
    if last is None or last.meaning.days is None or last.meaning.days.last is None:
        return None
    year = last.meaning.days.last.year if last.meaning.month else None
    first = read(atom, low, floor, anchor, year)
    if first is None or first.meaning.days is None or first.meaning.days.first is None:
        return None
    days = _ordered(first.meaning.days.first, last.meaning.days.last, first.kind)
    if days is None:
        return None
    meaning = Meaning(days, year_known=last.meaning.year_known, guessed=last.meaning.guessed)
    return Found(first.start, last.end, other.kind, meaning, "between")


def _ordered(first: date, last: date, kind: Kind) -> Days | None:
    """A span whose first day is not after its last, if need be a week or a year earlier."""
    if first <= last:
        return Days(first, last)
    try:
        moved = (
            first - timedelta(days=7) if kind == "weekday" else first.replace(year=first.year - 1)
        )
    except (ValueError, OverflowError):
        return None
    return Days(moved, last) if moved <= last else None


def _from_day(
    atom: Atom, found: re.Match[str], low: str, floor: int, anchor: date | None
) -> Found | None:
    """Join "between 3 and", or "3–", with the "5 March" after it."""
    if found[3] == "and" and found[1] != "between":
        return None
    last = read(atom, low, found.end(2), anchor)
    number = int(re.sub(r"\D", "", found[2]))
    if last is None or last.meaning.day is None or number >= last.meaning.day:
        return None
    days = last.meaning.days
    spanned = Days(days.first.replace(day=number), days.last) if days and days.first else None
    meaning = replace(last.meaning, days=spanned, weekday=None, day=None)
    return Found(found.start(), last.end, last.kind, meaning, "between")


def with_end(first: Found, low: str) -> Found:
    """Join "and 5" with the "between March 3" before it."""
    found = _TO_DAY.match(low, first.end) if first.kind == "day" and first.meaning.day else None
    if found is None or (found[1] == "and") != (first.word == "between"):
        return first
    number = int(re.sub(r"\D", "", found[2]))
    days = first.meaning.days
    try:
        last = days.last.replace(day=number) if days and days.last else None
    except ValueError:
        return first
    if number <= (first.meaning.day or 31):
        return first
    spanned = Days(days.first, last) if days else None
    meaning = replace(first.meaning, days=spanned, weekday=None, day=None)
    return replace(first, end=found.end(), meaning=meaning, word="between")
