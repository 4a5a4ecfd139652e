"""Words of a sentence with their places, asides left out, and the deeds that they name. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.words import WORD, stem


def stems(text: str) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(stem(word) for word in text.split())


_PHRASES: dict[str, str] = {
    r"(?:came|come|comes|coming) down|(?:gave|given|gives|giving) way|caved in": "fall",
    r"(?:lost|lose|losing|loses) (?:their|his|her) li(?:fe|ves)": "die",
    r"(?:left|leave|leaving|fled|flee|fleeing|lost) (?:their )?homes|(?:moved|driven|forced|taken|"
    r"removed) (?:from|out of) (?:their )?homes": "evacuate",
    r"(?:laid|lay|laying|lays) off": "dismiss",
    r"wound(?:ed|ing|s)?": "injure",
    r"(?:taken|brought|rushed) (?:in|into) custody": "arrest",
}
_TOKEN = re.compile("|".join(f"({phrase})" for phrase in _PHRASES) + f"|{WORD.pattern}", re.I)

DEEDS: tuple[frozenset[str], ...] = (
    stems("die kill dead death fatality fatal perish drown toll"),
    stems("injure injury hurt"),
    stems("missing unaccounted"),
    stems("evacuate evacuation displace"),
    stems("arrest detain"),
    stems("fall collapse"),
    stems("infect infection sicken ill hospitalise hospitalize case"),
    stems("dismiss redundant redundancy layoff"),
    stems("flood inundate submerge"),
    stems("destroy raze flatten"),
    stems("damage"),
    stems("attend crowd attendance spectator"),
    stems("rescue save"),
    stems("strand trap"),
    stems("homeless"),
    stems("charge indict"),
    stems("sentence jail imprison"),
)
"""What may happen to many, each with its words; a number belongs to one of them."""

COST = stems("cost price priced damages worth value valued pay paid sell sold buy bought")
"""Words beside an amount of money that say that it is asked for."""

_ASIDE = re.compile(
    r"(?:, | ?\(|[—–] ?)(?:each|including|most of|many of|some of|several of|among them|one of"
    r"|all of|both|aged|mostly|mainly|half of|not|at least \w+ of|\w+ of (?:them|whom|which))\b"
    r"[^,;()—–]*(?=[,;)—–]|[.!?]?$)",
    re.I,
)
_BREAK = re.compile(
    r"[;:—–()\n]|, (?:but|while|although|though|as|after|when|because|which|who|where|with|and"
    r"|so)\b"
    r"|(?<=\w) (?:while|although|whereas|but)\b"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a fixed phrase: its place, itself in lower case, its stem."""

    start: int
    end: int
    low: str
    stem: str


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text; "came down" is one, and means "fall"."""
    meanings = tuple(_PHRASES.values())
    found = []
    for match in _TOKEN.finditer(text):
        low = match.group().lower().replace("’", "'")
        meant = meanings[match.lastindex - 1] if match.lastindex else low
        found.append(Token(match.start(), match.end(), low, stem(meant)))
    return tuple(found)


def without_asides(sentence: str) -> str:
    """The same length, with ", including three children," blanked: an aside counts a part."""
    return _ASIDE.sub(lambda found: " " * len(found.group()), sentence)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    first, last = 0, len(text)
    for match in _BREAK.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def deed(stemmed: str) -> frozenset[str] | None:
    """The deed that a word names, if any."""
    return next((each for each in DEEDS if stemmed in each), None)
