"""Numbers in a text as quantities: value or range, unit, how exact, and what they count. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.differences import numerals
from rag.differences.bounds import Bound, bound_of
from rag.differences.numerals import CLOCK, DIGITS, FRACTION, MONEY, ORDINAL, SCALE, SPELT
from rag.differences.units import CURRENCIES, FRACTIONS, SCALES, unit_of
from rag.words import NUMBER_WORDS, STOPWORDS, WORD, stem

COUNTED = 3  # words behind a number that may say what it counts
LISTED = "listed"  # the noun of a number that counts names: "Austria and Poland" are two
ELAPSED = "elapsed"  # the noun of a time between two dates
RATE = 5  # words behind a number among which "a day" may stand

_RATIO = rf"""(?P<part>{SPELT}|\d{{1,4}})\s+(?:[a-z][\w'-]+\s+)?
    (?:in\s+every|out\s+of\s+every|of\s+every|for\s+every|out\s+of|in)[\s]+
    (?P<all>{SPELT}|\d{{1,4}}\b(?![,.]\d))"""
_FOUND = re.compile(
    rf"""(?<![\w.,])(?:
      (?P<clock>{CLOCK})
    | (?P<fraction>{FRACTION})
    | (?P<ordinal>{ORDINAL})
    | (?P<money>{MONEY})?\s?
      (?P<value>{DIGITS}|{SPELT})
      (?P<half>\s+and\s+a\s+half)?
      (?:(?P<joint>\s*(?:-|–|—|\bto\b)\s*|(?<=\d)\s+and\s+(?=(?:{MONEY})?\d)
          |\s+(?!to\b)[a-z]+\s+to\s+(?!\d)(?={SPELT}\b(?!-))|\s+votes\s+to\s+)
         (?:{MONEY})?(?P<other>{DIGITS}|{SPELT}))?
      (?:[\s-]?(?P<scale>{SCALE})\b)?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SHARED = re.compile(rf"(?<![\w.,$£€])(?:{_RATIO})(?!\w)", re.IGNORECASE | re.VERBOSE)
_NEXT = re.compile(
    r"[\s-]*(?P<unit>%|°\s?[CF]\b|[^\W\d_]+(?:-hours?\b)?"
    r"(?:\s+(?:points?|an hour|cents?|per hour|thousand|miles?|mil?es|metres?|meters?|kilometres?"
    r"|kilometers?|feet|foot|celsius|fahrenheit))?)",
    re.I,
)
_DEGREES = re.compile(r"(?<=\d)([CF])\b(?!\$)")
_WHOLE = re.compile(
    r"[-\s]+(?:of\s+)?(?:an?\s+)?(million|billion|thousand|dozen|century|decade|year)\b"
    r"|[-\s]+(?:of\s+)?an?\s+([a-z]+(?:[-\s](?:points?|hours?))?)\b",
    re.I,
)
_BETWEEN = re.compile(r"\b(?:between|from|aged|either)\s+$", re.I)
_AND_HALF = re.compile(r"\b(?:an?|one)\s+([a-z]+)\s+and\s+a\s+half\b", re.I)
_PER = re.compile(
    r"\b(?:an?|per|each|every)\s+(second|minute|hour|day|week|month|year|(?:mega|kilo)watt-hour"
    r"|kilo\w*|gram\w*|litre|liter|barrel|tonne|ton|(?:square |cubic )?(?:metre|meter)|share|pupil"
    r"|kg)s?\b",
    re.I,
)
_DEFINITE = re.compile(r"\b(?:the|these|those|all|both)\s+$", re.I)
_STOP = re.compile(r"[.;:!?()\n]|, ")
_NOUN = re.compile(r"[\s-]+([a-z][\w'-]*)", re.I)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text gives it.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last.
        text: As it stands.
        low: Its value; of a range, the lower end as written.
        high: The other end of a range ("58-42": 42); else the value again.
        unit: Canonical name ("percent", "km", "$", "clock" in minutes, "ordinal"); "" if none.
        bound: How exact it is said to be; "most" is an upper limit that may be reached.
        counts: Stems of the words that say what is counted.
        step: What the last written digit is worth; values closer than half of it round to it.
        noun: Stem of the word right behind, where no unit is and it is no little word.
        per: What each the number is of: "day" in "40 a day".
        parts: Of "3 in 20": 3 and 20.
        definite: Whether "the" or "both" stands before it.
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    unit: str
    bound: Bound
    counts: frozenset[str]
    step: float
    noun: str = ""
    per: str = ""
    parts: tuple[float, ...] = ()
    definite: bool = False

    @property
    def paired(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order; a lone "one" and "a" count nothing."""
    found = [*_shares(text), *_halves(text)]
    taken = [(q.start, q.end) for q in found if q.unit != "percent"]
    found += [q for q in _found(text) if not any(a <= q.start < b for a, b in taken)]
    return tuple(sorted(found, key=lambda q: (q.start, not q.parts)))


def _shares(text: str) -> Iterator[Quantity]:
    """Such as "three in twenty", as a share; its two numbers are found as well."""
    for match in _SHARED.finditer(text):
        part, whole = numerals.value(match["part"]), numerals.value(match["all"])
        if 0 < part < whole and not 1900 <= whole <= 2100:
            yield _made(
                text,
                (match.start(), match.end()),
                (100 * part / whole, 100 * part / whole),
                "percent",
                1.0,
                parts=(part, whole),
            )


def _halves(text: str) -> Iterator[Quantity]:
    """Such as "a year and a half"."""
    for match in _AND_HALF.finditer(text):
        unit = unit_of(match[1])
        if unit or match[1].lower() in SCALES:
            size = 1.5 * SCALES.get(match[1].lower(), 1.0)
            yield _made(text, match.span(), (size, size), unit, 0.5)


def _found(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _FOUND.search(text, at):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        at = max(match.end(), at + 1)
        kinds = match.groupdict()
        if kinds["clock"]:
            low = numerals.minutes(kinds["clock"])
            yield _made(text, (start, match.end()), (low, low), "clock", 1.0)
        elif kinds["fraction"]:
            low, unit, at = _share(text, match.end(), kinds["fraction"])
            yield _made(text, (start, at), (low, low), unit, 1.0)
        elif kinds["ordinal"]:
            low = numerals.ordinal(kinds["ordinal"].lower())
            yield _made(text, (start, match.end()), (low, low), "ordinal", 1.0)
        else:
            if _apart(text, match, start):
                at = match.end("half") if kinds["half"] else match.end("value")
                kinds["other"] = None
                kinds["scale"] = None
                end = at
            else:
                end = match.end()
            if kinds["value"].lower() == "one" and not kinds["other"] and not kinds["scale"]:
                continue
            made = _plain(text, kinds, start, end)
            at = max(at, made.end)
            yield made


def _plain(text: str, kinds: dict[str, str | None], start: int, end: int) -> Quantity:
    written = kinds["value"] or ""
    scale = SCALES[(kinds["scale"] or "").lower()] if kinds["scale"] else 1.0
    low = (numerals.value(written) + (0.5 if kinds["half"] else 0.0)) * scale
    high = numerals.value(kinds["other"]) * scale if kinds["other"] else low
    unit, end = _unit(text, end, kinds["money"])
    return _made(
        text, (start, end), (low, high), unit, numerals.step(kinds["other"] or written) * scale
    )


def _apart(text: str, match: re.Match[str], start: int) -> bool:
    """Whether two numbers are no range: "in 2022 and 61,000", "in 2024 to 153"."""
    if not match["other"]:
        return False
    joint = match["joint"].strip().lower()
    if joint == "and":
        return not _BETWEEN.search(text, max(0, start - 12), start)
    year = match["value"].isdigit() and 1900 <= int(match["value"]) <= 2100
    short = len(match["other"]) < 3 and joint != "to"  # "2019-20", not "9 in 2023 to 16"
    other = match["other"].isdigit() and (1900 <= int(match["other"]) <= 2100 or short)
    return year and not other


def _made(
    text: str,
    span: tuple[int, int],
    ends: tuple[float, float],
    unit: str,
    step: float,
    parts: tuple[float, ...] = (),
) -> Quantity:
    start, end = span
    rest = text[end:]
    noun = _NOUN.match(rest)
    behind = noun[1].lower() if noun and not unit else ""
    stop = _STOP.search(rest)
    per = _PER.search(" ".join(rest[: stop.start() if stop else None].split()[:RATE]))
    return Quantity(
        start,
        end,
        text[start:end],
        ends[0],
        ends[1],
        unit,
        bound_of(text, start, end),
        _counts(text, end),
        step,
        "" if behind in STOPWORDS or behind in NUMBER_WORDS else stem(behind),
        unit_of(per[1]) or per[1].lower() if per else "",
        parts,
        bool(_DEFINITE.search(text, max(0, start - 8), start)),
    )


def _share(text: str, end: int, written: str) -> tuple[float, str, int]:
    """A fraction in percent, or of what it is a fraction: "a quarter of a million" is 250,000."""
    share = FRACTIONS[" ".join(written.lower().replace("-", " ").split())]
    whole = _WHOLE.match(text, end)
    if whole is None:
        return share, "percent", end
    if whole[2]:
        unit = unit_of(whole[2].replace("-", " ")) or unit_of(whole[2].split()[0])
        return (share / 100, unit, whole.end()) if unit else (share, "percent", end)
    of = whole[1].lower()
    if of in SCALES:
        unit, end = _unit(text, whole.end(), None)
        return share / 100 * SCALES[of], unit, end
    years = {"century": 100.0, "decade": 10.0, "year": 1.0}[of]
    return share / 100 * years, "year", whole.end()


def _unit(text: str, end: int, money: str | None) -> tuple[str, int]:
    if money:
        return CURRENCIES[money.upper()], end
    degrees = _DEGREES.match(text, end)
    if degrees:
        return f"°{degrees[1].lower()}", degrees.end()
    match = _NEXT.match(text, end)
    if match:
        for words in (match["unit"], match["unit"].split()[0]):
            unit = unit_of(words)
            if unit:
                return unit, match.start("unit") + len(words)
    return "", end


def _counts(text: str, end: int) -> frozenset[str]:
    stop = _STOP.search(text, end)
    rest = text[end : stop.start() if stop else len(text)]
    found = []
    for word in WORD.findall(rest)[: COUNTED + 2]:
        low = word.lower()
        if low[0].isdigit() or low in NUMBER_WORDS:
            break
        if low not in STOPWORDS:
            found.append(stem(low))
    return frozenset(found[:COUNTED])
