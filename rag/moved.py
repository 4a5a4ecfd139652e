"""An article's sentence with its day in another place: "on Saturday Rovers won the cup". Pure."""

from __future__ import annotations

import re
from datetime import date

from rag.dates.agreement import carries
from rag.dates.mentions import Mention
from rag.differences.moments import dated
from rag.differences.vocabulary import REPORTING
from rag.words import stem, words

LEAST = 4  # words besides the day
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,30}\b[^\n.!?]{0,40}? [—–-] ")
_TURNING = frozenset("if unless but though although until not never no may might could".split())


def moved(claim: str, sentence: str, published: date | None) -> bool:
    """Whether a sentence begins with the words of a claim, but for the place of its day.

    What follows may tell more, behind a comma, but neither who says it nor on which condition.

    Args:
        claim: One sentence.
        sentence: One of an article.
        published: The day on which the article came out.
    """
    days = [one for one in dated(claim, published) if _a_day(one)]
    if len(days) != 1:
        return False
    line = _DATELINE.match(sentence)
    told = sentence[line.end() :] if line else sentence
    same = [one for one in dated(told, published) if carries(one, days[0])]
    if not same:
        return False
    mine, theirs = _without(claim, days[0]), _without(told, same[0])
    rest = theirs[len(mine) :]
    if len(mine.split()) < LEAST or not theirs.startswith(mine):
        return False
    spoken = words(rest)
    turns = any(word in _TURNING or stem(word) in REPORTING for word in spoken)
    return not spoken or (rest[0] == "," and not turns)


def _a_day(one: Mention) -> bool:
    return one.side == "in" and one.first is not None and one.first == one.last


def _without(text: str, day: Mention) -> str:
    """A text in lower case without a day, its full stop, and the comma that the day brought."""
    before = re.sub(r"\bon\s+$", "", text[: day.start], flags=re.I)
    behind = text[day.end :]
    if not before.strip():
        behind = behind.lstrip(" ,")
    joined = re.sub(r"\s+([,.])", r"\1", " ".join(f"{before} {behind}".split()))
    return joined.rstrip(" .").lower()
