"""Finding the bare expressions of time in a text, before what stands around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rag.dates.vocabulary import (
    CLOCK,
    COUNT,
    DAY,
    MONTH,
    SHORT_WEEKDAY,
    UNIT,
    WEEKDAY,
    YEAR,
)

Kind = Literal[
    "day", "weekday", "near", "unit", "ago", "rolling", "month", "week_of", "quarter", "half",
    "season", "weekend", "years", "year", "decade", "century",
]  # fmt: skip
"""What sort of expression it is: a full date, a weekday, a day like yesterday, last week…"""


@dataclass(frozen=True, slots=True)
class Atom:
    """A bare expression; `parts` are its pieces in lower case."""

    kind: Kind
    start: int
    end: int
    parts: Mapping[str, str]


_ANY_WEEKDAY = rf"(?:{WEEKDAY}|{SHORT_WEEKDAY})"
_NO_AMOUNT = r"(?!\w|[.,:]\d|\s?%|\s+(?:percent|per\s+cent|million|billion|people|degrees)\b)"

_DATES = rf"""
  (?P<iso>(?:1[5-9]|20|21)\d\d-\d\d-\d\d)(?![\d-])
| (?P<n1>\d\d?)(?P<sep>[/.])(?P<n2>\d\d?)(?P=sep)(?P<n3>(?:19|20)\d\d)(?!\w)
| (?:(?P<wd1>{_ANY_WEEKDAY}),?\s+(?:the\s+)?)?(?P<d1>{DAY})(?:\s+of\s+|\s+|-)(?P<m1>{MONTH})
  (?:,?[\s-]+(?P<y1>{YEAR}))?
| (?:(?P<wd2>{_ANY_WEEKDAY}),?\s+)?(?P<m2>{MONTH})\s*(?<=[\s.])(?:the\s+)?(?P<d2>{DAY}){_NO_AMOUNT}
  (?:\s?[-–—]\s?(?P<d3>{DAY})(?!\w))?(?:,?\s+(?P<y2>{YEAR}))?
| (?:(?P<nth>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+)?(?P<m3>{MONTH})
  (?:(?:,|\s+of)?\s+(?P<y3>{YEAR}))?
"""
_RELATIVE = rf"""
  (?P<wd4>{WEEKDAY})(?:\s+{CLOCK}\b)?(?:\s+(?:of\s+)?(?P<wdet>last|this|next)\s+week\b)?
| (?P<near>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|yesterday|today|tomorrow|tonight
    |last\s+night|overnight|this\s+(?:morning|afternoon|evening|lunchtime))\b(?:\s+{CLOCK}\b)?
| (?P<ago>{COUNT})\s+(?P<ago_unit>{UNIT})s?\s+ago\b
| (?P<dir>past|last|next|coming|recent)\s+(?:(?P<roll>{COUNT})\s+)?(?P<roll_unit>{UNIT})s\b
| (?P<det>this\s+past|this\s+coming|last|this|next|past|coming)\s+
  (?P<unit>week(?:end)?|month|quarter|year|decade|century)\b
| (?:end|start|beginning|middle)\s+of\s+the\s+(?P<own>week|month|year|decade)\b
| (?<=the\s)(?P<weekend>weekend)\b
"""
_PERIODS = rf"""
  q(?P<q1>[1-4])\b(?:\s+(?:of\s+)?(?P<qy1>{YEAR}))?
| (?P<qy2>{YEAR})\s+q(?P<q2>[1-4])\b
| (?P<q3>first|second|third|fourth)[\s-]quarter\b
  (?:\s+of\s+(?:(?P<qy3>{YEAR})|(?P<qdet>last|this|next|the)\s+year\b))?
| (?P<h1>first|second)\s+half\s+of\s+(?:(?P<hy>{YEAR})|(?P<hdet>last|this|next|the)\s+year\b)
| (?P<season>spring|summer|autumn|fall|winter)\b
  (?:\s+(?:of\s+)?(?P<sy>(?:19|20)\d\d)(?![\w%])(?:\s?[-–/]\s?(?P<sy2>(?:20)?\d\d)\b)?)?
| (?P<ya>(?:1[5-9]|20)\d\d)\s?[-–/]\s?(?P<yb>(?:1[5-9]|20)\d\d|\d\d)(?![\w%-]|[.,]\d)
| (?P<decade>(?:1[5-9]|20)\d0)s\b
| ['’](?P<decade2>[2-9]0)s\b
| (?P<century>1\d|20|21)(?:st|th)[\s-]century\b
| (?P<year>{YEAR})
"""
_ATOM = re.compile(rf"(?<![\w$£€#])(?:{_DATES}|{_RELATIVE}|{_PERIODS})", re.VERBOSE)
_HINT = re.compile(
    r"day|\d\d\d|ago\b|week|month|year|mar|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|morrow"
    r"|night|morning|noon|evening|q[1-4]|quarter|spring|summer|autumn|fall|winter|[0]s|century"
    r"|decade|hour"
)
_KINDS: Mapping[str, Kind] = {
    "iso": "day", "n1": "day", "d1": "day", "d2": "day", "nth": "week_of", "m3": "month",
    "wd4": "weekday", "near": "near", "ago": "ago", "dir": "rolling", "det": "unit",
    "own": "unit", "weekend": "weekend", "q1": "quarter", "q2": "quarter", "q3": "quarter",
    "h1": "half", "season": "season", "ya": "years", "decade": "decade", "decade2": "decade",
    "century": "century", "year": "year",
}  # fmt: skip


def atoms(low: str) -> Iterator[Atom]:
    """The expressions of a text in lower case, in order, disjoint; some are not of time."""
    if not _HINT.search(low):
        return
    for found in _ATOM.finditer(low):
        parts = {name: piece for name, piece in found.groupdict().items() if piece is not None}
        kind = next(_KINDS[name] for name in _KINDS if name in parts)
        yield Atom(kind, found.start(), found.end(), parts)
