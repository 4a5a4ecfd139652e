"""Numbers that a text says without a number word: "twice", "the week before", "in 2019". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations

from rag.dates.mentions import Mention
from rag.differences.quantities import ELAPSED, LISTED, Quantity
from rag.differences.units import unit_of

MOST = 8  # dates of a text that are held against each other

_PLAIN: tuple[tuple[str, str, tuple[float, ...]], ...] = (
    (r"twice|double[sd]?|doubling|a couple|both|a pair|twins?|second", "", (2.0,)),
    (r"thrice|triple[sd]?|treble[sd]?|tripling|third", "", (3.0,)),
    (r"quadrupl\w+|fourfold", "", (4.0,)),
    (r"double[sd]?|doubling", "percent", (100.0,)),
    (r"twice", "percent", (100.0, 200.0)),
    (r"halve[sd]?|halving|half|equally|either|coin", "percent", (50.0,)),
    (r"quarter-point", "percentage points", (0.25,)),
    (r"half-point", "percentage points", (0.5,)),
    (r"a quarter|quarterly|a quarter's", "month", (3.0,)),
    (r"annual|annually|yearly|year-on-year|last year|a year|the year", "year", (1.0,)),
    (r"half-year(?:ly)?|six-month", "year", (0.5,)),
    (r"weekly|last week|a fortnight", "week", (1.0, 2.0)),
    (r"daily|overnight|yesterday", "day", (1.0,)),
    (r"midnight", "clock", (0.0, 1440.0)),
    (r"noon|midday", "clock", (720.0,)),
    (r"none|no|nobody|nil|without|never", "", (0.0,)),
    (r"all|every|unanimous(?:ly)?|entire|whole|everyone", "percent", (100.0,)),
    (r"a dozen|dozen", "", (12.0,)),
    (r"hundreds", "", (200.0,)),
    (r"hundredth", "", (100.0,)),
    (r"thousandth", "", (1e3,)),
    (r"millionth", "", (1e6,)),
)
_WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.I), unit, n) for words, unit, n in _PLAIN)
_ONE = re.compile(
    r"\b(?:an?|one|the|per|each|every|last|next|previous)\s+"
    r"(second|minute|hour|day|week|month|year|decade|century|kilo|litre|dozen)\b",
    re.I,
)
_OLD = re.compile(r", (\d\d),")
_NAME = r"[A-Z][\w’'-]+(?: (?:(?:of|de|la) )?[A-Z][\w’'-]+){0,3}"
_LISTED = re.compile(rf"(?<![.!?] )\b{_NAME}(?:, {_NAME})*,? and {_NAME}")


@lru_cache(maxsize=4096)
def implied(text: str) -> tuple[Quantity, ...]:
    """The quantities that a text gives in other than number words."""
    return tuple(_implied(text))


def elapsed(dates: Sequence[Mention], published: date | None) -> tuple[Quantity, ...]:
    """The times between the dates of a text, and between them and its publication."""
    days = [day for one in dates if one.resolved for day in _ends(one)][:MOST]
    if published is not None:
        days.append(published)
    found = []
    for one, other in combinations(sorted(set(days)), 2):
        found.append(_between(float((other - one).days), "day"))
        found.append(_between(float(other.year - one.year), "year"))
        months = (other.year - one.year) * 12 + other.month - one.month
        found.append(_between(float(months), "month"))
    return tuple(quantity for quantity in found if quantity.low)


def _ends(one: Mention) -> Iterator[date]:
    """The first day of a date; of years from one to another, and of "until", the last, too."""
    if one.first is not None and one.kind != "ago":
        yield one.first
    if one.last is not None and (one.first is None or one.side == "between" or one.kind == "ago"):
        yield one.last


def _implied(text: str) -> Iterator[Quantity]:
    for words, unit, sizes in _WORDS:
        match = words.search(text)
        if match:
            yield from (_lone(match.group(), size, unit, match.span()) for size in sizes)
    for match in _ONE.finditer(text):
        unit = unit_of(match[1])
        if unit:
            yield _lone(match.group(), 1.0, unit, match.span())
    for match in _LISTED.finditer(text):
        size = 2.0 + match.group().count(", ")
        yield replace(_lone(match.group(), size, "", match.span()), noun=LISTED)
    for match in _OLD.finditer(text):
        yield _lone(match[1], float(match[1]), "year", match.span(1))


def _between(size: float, unit: str) -> Quantity:
    return replace(_lone("elapsed", size, unit), noun=ELAPSED)


def _lone(text: str, size: float, unit: str, span: tuple[int, int] = (0, 0)) -> Quantity:
    return Quantity(*span, text, size, size, unit, "exact", frozenset(), 1.0)
