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
    rf"|a\s+couple\b(?:\s+of(?=\s+(?:million|billion|thousand|hundred|dozen)\b))?|{_BELOW})"
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
    r"|compared|below|above)\b|\s*[.,;:!?)]|\s*$)"
)
FRACTION = (
    rf"half(?=[-\s]+(?:{_OF})\b)|half(?=\s+(?:dozen|century|million|billion)\b)"
    rf"|(?<=\bby\s)half\b|(?:{_SHARE})(?<!\bhalf){_BEHIND}"
)
ORDINAL = rf"\d+(?:st|nd|rd|th)\b|(?:{'|'.join(ORDINALS)})\b(?!\s+of\b)"
CLOCK = r"\d{1,2}[:.]\d{2}\s?[ap]\.?\s?m\b\.?|\d{1,2}:\d{2}\b|\d{1,2}\s?[ap]\.?m\b\.?"
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])?", re.I)


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


def minutes(clock: str) -> float:
    """A time of day in minutes from midnight."""
    found = _CLOCK.match(clock)
    assert found is not None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    return float((hour % 12 + 12 if half == "p" else hour % 12 if half else hour) * 60 + minute)


def ordinal(word: str) -> float:
    """1 for "first" and "1st"."""
    return float(ORDINALS[word] if word in ORDINALS else int(word[:-2]))
