"""How numbers are written: digits, words, signs of money, shares, clock times. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.differences.units import CURRENCIES, FRACTIONS, ORDINALS, SCALES
from rag.words import NUMBER_WORDS

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len)[::-1])


_TENS = _any(word for word, value in NUMBER_WORDS.items() if value >= 20)
_SMALL = _any([*(word for word, value in NUMBER_WORDS.items() if value < 20), "one"])
_BELOW = rf"(?:(?:{_TENS})(?:[-\s](?:{_SMALL}))?|(?:{_SMALL}))\b"
SPELT = (
    rf"(?:(?:an?\s+|(?:{_BELOW})[-\s]+)?(?:hundred|dozen)\b(?!s)(?:\s+(?:and\s+)?{_BELOW})?"
    rf"|a\s+couple\b(?:\s+of\b)?|{_BELOW})"
)
"""A number in words, up to 9,999."""

MONEY = "|".join(
    re.escape(sign) + (r"(?=\d)" if len(sign) == 1 and sign.isalpha() else "")
    for sign in sorted(CURRENCIES, key=len)[::-1]
)
SCALE = _any(word for word in SCALES if len(word) > 2) + r"|(?<=\d)(?:bn|mn|tn|[mkb])|bn"
_SHARE = "|".join(r"[-\s]+".join(name.split()) for name in sorted(FRACTIONS, key=len)[::-1])
_OF = r"of|the|an?|its|their|his|her|all|that|those"
_BEHIND = (
    rf"(?=\s+(?:{_OF}|more|less|fewer|higher|lower|as|since|last|from|to|in|on|over|this"
    r"|compared|below|above|within|at|by|after|before|between|during|when|for|off|and|or|but|while"
    r"|has|have|had|is|are|was|were|will|would|did|do|does|came|come|went|go"
    r"|full|empty|dearer|cheaper|bigger|smaller|larger|longer|shorter|too|every|per)\b"
    r"|\s*[.,;:!?)]|\s*$)"
)
FRACTION = (
    rf"half(?=[-\s]+(?:{_OF})\b)|half(?=\s+(?:dozen|century|million|billion)\b)"
    rf"|(?<=\bby\s)half\b|(?:{_SHARE})(?<!\bhalf){_BEHIND}"
)
ORDINAL = rf"\d+(?:st|nd|rd|th)\b|(?:{'|'.join(ORDINALS)})\b(?!\s+of\b)"
_HALF = r"(?:\s+in\s+the\s+(?:morning|afternoon|evening)|\s+at\s+night)"
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_PAST = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
CLOCK = (
    r"\d{1,2}[:.]\d{2}\s?[ap]\.?\s?m\b\.?|\d{1,2}[:.]\d{2}" + _HALF + r"|\d{1,2}:\d{2}\b"
    r"|\d{1,2}\s?[ap]\.?m\b\.?"
    rf"|(?:(?:{'|'.join(_PAST)})\s+past|quarter\s+to)\s+(?:{'|'.join(_HOURS)})\b{_HALF}?"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s?([ap])\.?\s?m)?", re.I)
_TOLD = re.compile(r"[ap]\.?\s?m\b|morning|afternoon|evening|night", re.I)


def value(written: str) -> float:
    """What digits or number words are worth."""
    if written[0].isdigit():
        return float(written.replace(",", ""))
    total = 0.0
    for word in re.split(r"[-\s]+", written.lower()):
        if word in ("hundred", "dozen"):
            total = (total or 1.0) * (100 if word == "hundred" else 12)
        else:
            total += {"one": 1.0, "couple": 2.0}.get(word, NUMBER_WORDS.get(word, 0.0))
    return total


def step(written: str) -> float:
    """What the last written digit that is not a rounding zero is worth."""
    if not written[0].isdigit():
        return 1.0
    digits = written.replace(",", "")
    if "." in digits:
        return float(10 ** -len(digits.split(".")[1]))
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.strip("0") else 1.0


NAMED = {"noon": 720.0, "midday": 720.0, "midnight": 0.0}
"""Times of day that have a name, in minutes."""


def minutes(clock: str) -> float:
    """A time of day in minutes from midnight."""
    if clock.lower() in NAMED:
        return NAMED[clock.lower()]
    found = _CLOCK.match(clock)
    half = "p" if re.search(r"afternoon|evening|night", clock, re.I) else ""
    if found is None:
        past, by, hour_said = clock.lower().split()[:3]
        hour = _HOURS.index(hour_said) + 1 - (by == "to")
        minute = _PAST[past] if by == "past" else 45
    else:
        hour, minute = int(found[1]), int(found[2] or 0)
        half = (found[3] or half).lower()
    return float((hour % 12 + 12 if half == "p" else hour % 12 if half else hour) * 60 + minute)


def half_told(clock: str) -> bool:
    """Whether a time of day says which half of the day it is in."""
    named = clock.lower() in NAMED or _TOLD.search(clock)
    return bool(named) or int(minutes(clock)) >= 13 * 60


def ordinal(word: str) -> float:
    """1 for "first" and "1st"."""
    return float(ORDINALS[word] if word in ORDINALS else int(word[:-2]))
