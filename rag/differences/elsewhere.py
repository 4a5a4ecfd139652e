"""Does a span name another where a sentence names one whom the span names elsewhere? Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.differences.difference import Difference
from rag.differences.names import runs
from rag.differences.rivals import Measure, displaced
from rag.words import stem

PLACES = Measure(4.0, 1.4, 0.5)
_LED = re.compile(r"\b(in|at|from|near|to|outside|off|over|around|of|for|by)\s+(?:the\s+)?$", re.I)
_GROUPS = {"at": "in", "near": "in", "outside": "in", "around": "in", "off": "in", "over": "in"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its place: its parts as stems, and the word that leads to it."""

    start: int
    end: int
    parts: frozenset[str]
    led: str


@lru_cache(maxsize=4096)
def placed(text: str) -> tuple[Named, ...]:
    """The names of a text that a little word like "in" leads to."""
    found = []
    for start, end, run, _ in runs(text):
        led = _LED.search(text, max(0, start - 14), start)
        if led or text[end : end + 6] == "-based":
            word = led[1].lower() if led else "from"
            parts = frozenset(stem(part) for part in run)
            found.append(Named(start, end, parts, _GROUPS.get(word, word)))
    return tuple(found)


def elsewhere_difference(claim: str, text: str) -> Difference | None:
    """A place of a sentence where the text has another place, and it elsewhere."""
    said = placed(claim)
    spoken = frozenset(stem(part) for _, _, run, _ in runs(claim) for part in run)
    every = placed(text)
    for name in said:
        if name.led not in ("in", "from", "to"):
            continue
        same = [one for one in every if one.parts & name.parts] or _any(text, name)
        others = [one for one in every if not one.parts & spoken and one.led == name.led]
        rival = displaced(claim, name, text, same, others, PLACES)
        if rival is not None:
            shown, said_name = text[rival.start : rival.end], claim[name.start : name.end]
            return Difference("name", f"the article names {shown!r} for this, not {said_name!r}")
    return None


def _any(text: str, name: Named) -> Sequence[Named]:
    return [
        Named(start, end, frozenset(stem(part) for part in run), "")
        for start, end, run, _ in runs(text)
        if any(stem(part) in name.parts for part in run)
    ]
