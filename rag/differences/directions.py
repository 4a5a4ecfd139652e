"""Up or down, before or after, for or against: does a sentence turn its span around? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.differences.alignment import aligned
from rag.differences.difference import Difference
from rag.differences.rivals import Measure, displaced
from rag.differences.vocabulary import AXES, PARTICLES
from rag.words import NEGATIONS, WORD, content, stem

HELD = 0.4  # share of a sentence that the text's must hold to be compared with it
NEAR = 2  # words before a word among which a "not" turns it
_NUMBER = (
    r"(?:an?\s+|the\s+)?(?:[\d£$€]|half|third|quarter|dozen|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million)"
)
_BOUND = re.compile(
    rf"(?:(?:more|fewer|less|greater|higher|lower)\s+than|above|below|at\s+(?:most|least))\s+{_NUMBER}",
    re.I,
)
_THAN = re.compile(r"\w+\s+than\b|above\b|below\b", re.I)
_BACKING = frozenset("backed backs backing backer backers".split())
_FINAL = re.compile(r"\s*(?:[.,;:!?]|$|\s(?:at|in|on|of|against|by|between|with|for|to|and)\b)")
TURNED = Measure(4.0, 1.3, 0.3)


@dataclass(frozen=True, slots=True)
class Turn:
    """A word that has an opposite, and where it stands.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        word: It.
        part: Its stem.
        denied: Whether a "not" stands before it.
        bounds: Whether it only bounds a number, which is held against other numbers elsewhere.
        than: Whether it compares.
    """

    start: int
    end: int
    word: str
    part: str
    denied: bool
    bounds: bool
    than: bool


@lru_cache(maxsize=8192)
def turns(text: str) -> tuple[Turn, ...]:
    """The words of a text that have an opposite."""
    return tuple(_turns(text))


def _turns(text: str) -> Iterator[Turn]:
    last: list[str] = []
    for match in WORD.finditer(text):
        low = match.group().lower().replace("’", "'")
        part = "support" if low in _BACKING else stem(low)
        measured = low not in PARTICLES or _measures(text, match)
        if part in _POLES and measured and not _noun(text, match):
            denied = any(w in NEGATIONS or w.endswith("n't") for w in last[-NEAR:])
            bounds, than = _BOUND.match(text, match.start()), _THAN.match(text, match.start())
            yield Turn(
                match.start(), match.end(), match.group(), part, denied, bool(bounds), bool(than)
            )
        last.append(low)


def direction_difference(claim: str, span: str) -> Difference | None:
    """A word of a sentence whose opposite stands in its place in the span."""
    said = turns(claim)
    if not said:
        return None
    place = aligned(claim, span)
    if place.share < HELD:
        return None
    held = turns(place.text)
    for one, other in AXES:
        for pole, opposite in ((one, other), (other, one)):
            mine = [turn for turn in said if turn.part in pole - opposite]
            if not mine or any(turn.part in opposite for turn in said) or mine[0].denied:
                continue
            rival = _rival(claim, mine[0], place.text, _split(held, pole, opposite))
            if rival is not None and (rival.than or not mine[0].bounds):
                why = f"the article says “{rival.word}”, not “{mine[0].word}”"
                return Difference("direction", why)
    return None


def _split(
    held: Sequence[Turn], pole: frozenset[str], opposite: frozenset[str]
) -> tuple[list[Turn], list[Turn]]:
    """The words of one pole, and those of the other that are not denied."""
    same = [turn for turn in held if turn.part in pole]
    return same, [turn for turn in held if turn.part in opposite - pole and not turn.denied]


def _rival(
    claim: str, said: Turn, text: str, held: tuple[Sequence[Turn], Sequence[Turn]]
) -> Turn | None:
    """The opposite that stands in a text where a sentence has a word, if one does."""
    same, against = held
    if against and not same:
        return against[0] if _near(claim, said, text, against[0]) else None
    return displaced(claim, said, text, same, against, TURNED)


def _near(claim: str, said: Turn, text: str, other: Turn) -> bool:
    """Whether two words that are opposites stand among words that both have."""
    around = frozenset(content(claim[: said.start])) | frozenset(content(claim[said.end :]))
    reach = text[max(0, other.start - 60) : other.end + 60]
    return bool(around & frozenset(content(reach)))


def _noun(text: str, match: re.Match[str]) -> bool:
    """Whether a word is part of a name, or a match: "Lower Temes", "the final in Linz"."""
    word, behind = match.group(), text[match.end() :]
    if word.lower() == "final":
        return bool(_FINAL.match(behind))
    opens = not text[: match.start()].strip(' “"') or text[: match.start()].rstrip()[-1:] in ".!?"
    return word[0].isupper() and not opens and behind[1:2].isupper()


def _measures(text: str, match: re.Match[str]) -> bool:
    """Whether "up", "over" and the like stand before a number."""
    behind = text[match.end() : match.end() + 14].lstrip()
    return behind[:1].isdigit() or behind[:1] in "$£€" or behind.startswith(("by ", "from ", "on "))


_POLES = frozenset().union(*(one | other for one, other in AXES))
