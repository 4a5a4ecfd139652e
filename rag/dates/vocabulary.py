"""The words of English news for days, months, units and counts, and patterns of them. Pure."""

from __future__ import annotations

import re

from rag.words import NUMBER_WORDS

_MONTHS = """january february march april may june july august september october november
december""".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

MONTHS = {name[:3]: n for n, name in enumerate(_MONTHS, 1)}
"""Number of a month by the first three letters of its name."""
WEEKDAYS = {name[:2]: n for n, name in enumerate(_DAYS)}
"""0 for Monday, by the first two letters of its name."""

COUNTS = {word: int(value) for word, value in NUMBER_WORDS.items()} | {
    "a": 1, "an": 1, "one": 1, "a dozen": 12, "a couple of": 2, "couple of": 2, "a couple": 2,
    "a hundred": 100,
}  # fmt: skip
FEW = {"few": (2, 6), "a few": (2, 6), "several": (2, 9), "some": (2, 9)}
"""Vague counts: the least and the most that they stand for."""

RECENT = {"day": 10, "week": 60, "month": 270, "year": 5 * 365}
"""How many days "in recent weeks" reaches back."""

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?=,?\s?\d))?"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
YEAR = r"(?:1[5-9]|20|21)\d\d(?![\w%]|[.,:]\d|\s?%|-\d)"
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
SHORT_WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
UNIT = r"(?:hour|day|week|month|year|decade)"
COUNT = (
    r"\d{1,3}|a\s+(?:few|couple(?:\s+of)?|dozen|hundred)|couple\s+of|few|several|an?|"
    + "|".join(sorted((w for w in COUNTS if w.isalpha() and len(w) > 2), key=len, reverse=True))
)
CLOCK = r"(?:morning|afternoon|evening|night|lunchtime|noon|midday)"

DETERMINER = re.compile(r"\b(this\s+past|this\s+coming|last|this|next|past|coming)\s+$")
PART = re.compile(
    r"\b(?:(early|earlier|mid|late|later)(?:\s+(?:on|in)\s+)?"
    r"|(?:the\s+)?(?:very\s+)?(end|start|beginning|middle)\s+of(?:\s+the)?"
    r"|(?:the\s+)(early|mid|late))[\s-]*$"
)
RELATION = re.compile(
    r"\b(since|until|till|by|before|after|from|through|as\s+of|prior\s+to|up\s+to|between)"
    r"(?:\s+(?:about|around|at\s+least|the))?\s+$"
)
SIDES = {
    "since": "since", "from": "since", "as of": "since", "until": "until", "till": "until",
    "by": "until", "through": "until", "up to": "until", "before": "before",
    "prior to": "before", "after": "after", "between": "between",
}  # fmt: skip
"""What a word before a date makes of it."""


def spaced(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def lowered(text: str) -> str:
    """A text in lower case in which every character has kept its place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def month_number(word: str) -> int:
    """1 to 12."""
    return MONTHS[word[:3]]


def weekday_number(word: str) -> int:
    """0 for Monday."""
    return WEEKDAYS[word[:2]]


def counted(word: str) -> tuple[int, int]:
    """The least and the most that a count stands for."""
    word = spaced(word)
    if word in FEW:
        return FEW[word]
    value = COUNTS[word] if word in COUNTS else int(word)
    return value, value
