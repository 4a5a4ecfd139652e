"""Both versions of a fact as sentences: who gave it, when, in what words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.disagreement import Disagreement, Version

LONGEST = 220  # characters of a quote
_MARKS = re.compile(r"[\"“”„]")
_CUT = re.compile(r"[,;:—–(][\s)]|(?<=\w) (?:and|but|while|when|after|as|because) ")
_LED = re.compile(r"(?:As|On)\b[^“]{3,90}: “(.+)”")
_OPENS = re.compile(r"^[A-Z][A-Z.’' -]{2,30}[^.!?]{0,60}? (?:—|–|--|-) ")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that tells of a version.

    Attributes:
        text: All of it, its marker included.
        excerpt: What stands between its quotation marks; verbatim in the version's quote.
        version: What it tells of.
    """

    text: str
    excerpt: str
    version: Version


def lines(
    disagreement: Disagreement, numbers: Sequence[int], today: date | None = None
) -> tuple[Line, ...]:
    """One sentence a version, the oldest first.

    Args:
        disagreement: What was found.
        numbers: The number of each version's citation, in the order of `versions`.
        today: The clock; a year is said unless it is this one.
    """
    told: list[Line] = []
    before: date | None = None
    for version, number in zip(disagreement.versions, numbers, strict=True):
        day = date.fromisoformat(version.published_at[:10]) if version.published_at else None
        excerpt = excerpt_of(version)
        lead = _lead(version, _spoken(day, today), bool(told), day is not None and day == before)
        text = f"{lead}: “{excerpt}” [{number}]{_mark(disagreement, version)}."
        told.append(Line(text, excerpt, version))
        before = day
    return tuple(told)


def quoted_of(sentence: str) -> str:
    """What a sentence of `lines` quotes, without outlet and day; any other sentence as it is."""
    found = _LED.match(sentence)
    return found[1] if found else sentence


def excerpt_of(version: Version) -> str:
    """The part of a quote that gives the value: no quotation marks, no dateline, not too long."""
    quote, start, end = version.quote, version.start, version.end
    dateline = _OPENS.match(quote)
    first = dateline.end() if dateline and dateline.end() <= start else 0
    last = len(quote)
    for mark in _MARKS.finditer(quote):
        if mark.end() <= start:
            first = max(first, mark.end())
        elif mark.start() >= end:
            last = mark.start()
            break
    if last - first > LONGEST:
        cuts = list(_CUT.finditer(quote, first, last))
        first = max([first, *(c.end() for c in cuts if c.end() <= start and start - c.end() > 25)])
        last = min(
            [last, *(c.start() for c in cuts if c.start() >= end and c.start() - first > 60)]
        )
    return quote[first:last].strip(" ,;:—–.").strip()


def _lead(version: Version, day: str, follows: bool, same_day: bool) -> str:
    outlet = version.outlet or "an outlet that is not named"
    if not follows:
        return f"As {outlet} reported{f' on {day}' if day else ''}"
    if same_day:
        return f"On the same day {outlet} gave"
    if day:
        return f"On {day} {outlet} gave"
    return f"{outlet[:1].upper()}{outlet[1:]} gave, on a day that is not known"


def _mark(disagreement: Disagreement, version: Version) -> str:
    if version.newest:
        return " (newer)" if len(disagreement.versions) == 2 else " (newest)"
    newer = any(other.newest for other in disagreement.versions)
    return " (earlier)" if newer and disagreement.kind == "update" else ""


def _spoken(day: date | None, today: date | None) -> str:
    if day is None:
        return ""
    year = "" if today is not None and day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"
