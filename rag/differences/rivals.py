"""Is a number given of what a sentence says it of, or of something else beside it? Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from rag.differences.difference import Difference
from rag.differences.numbers import giving
from rag.differences.quantities import Quantity
from rag.words import STOPWORDS, stem

NEAR = 0.8  # of how well a number fits one of a sentence, for it to be told by another there
CLAUSE = 3  # words that a comma counts for
_PART = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*|[,;:()—–]|[.!?](?=\s|$)")
_MARKS = frozenset(",;:()—–")


class Placed(Protocol):
    """What has a place in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Measure(NamedTuple):
    """How much better another must fit.

    Attributes:
        reach: Words away at which a word tells half as much.
        ahead: Times the fit of what is the same.
        least: Fit over that.
    """

    reach: float
    ahead: float
    least: float


T = TypeVar("T", bound=Placed)
NUMBERS = Measure(2.5, 1.2, 0.35)


def rival_difference(
    claim: str, said: Sequence[Quantity], text: str, span: Sequence[Quantity]
) -> Difference | None:
    """A number that a text gives of something else, while it gives another of this."""
    plain = [q for q in span if q.unit not in ("ordinal", "clock") and not q.parts]
    for quantity in said:
        if quantity.unit in ("ordinal", "clock") or quantity.parts or quantity.paired:
            continue
        same = giving(quantity, plain)
        told = [
            q
            for other in said
            if other is not quantity
            for q in giving(other, plain)
            if _nearness(claim, other, text, q) >= NEAR * _nearness(claim, quantity, text, q)
        ]
        others = [
            q
            for q in plain
            if q.unit == quantity.unit
            and not q.paired
            and q not in same
            and q not in told  # the sentence says that, too, of what it is of
            and q.low != quantity.low
        ]
        rival = displaced(claim, quantity, text, same, others)
        if rival is not None:
            why = f"the article gives {rival.text} for this, not {quantity.text}"
            return Difference("number", why, quantity.text, rival.text)
    return None


def _nearness(claim: str, said: Placed, text: str, given: Placed) -> float:
    """How well what stands around two places agrees."""
    mine = around(claim, said.start, said.end, NUMBERS.reach)
    return _fit(mine, around(text, given.start, given.end, NUMBERS.reach))


def displaced(
    claim: str,
    said: Placed,
    text: str,
    same: Sequence[T],
    others: Sequence[T],
    measure: Measure = NUMBERS,
) -> T | None:
    """What stands in a text where a sentence has something that the text has elsewhere.

    Each is known by the words around it: the nearer, the more they tell.

    Args:
        claim: The sentence.
        said: What it has.
        text: The text.
        same: Where the text has that.
        others: What of the kind it has besides.
        measure: How much better another must fit.
    """
    if not same or not others:
        return None
    mine = around(claim, said.start, said.end, measure.reach)
    best = max(_fit(mine, around(text, q.start, q.end, measure.reach)) for q in same)
    fits = [(_fit(mine, around(text, q.start, q.end, measure.reach)), q) for q in others]
    most, rival = max(fits, key=lambda pair: pair[0])
    return rival if most >= best * measure.ahead + measure.least else None


def _fit(mine: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[word] for word, weight in mine.items() if word in other)


@lru_cache(maxsize=8192)
def around(text: str, start: int, end: int, reach: float) -> Mapping[str, float]:
    """The stems of a sentence by how near they stand to a place in it, at most 1."""
    found: dict[str, float] = {}
    for parts in (_PART.findall(text[:start])[::-1], _PART.findall(text[end:])):
        away = 0.0
        for part in parts:
            if part in ".!?":
                break
            if part in _MARKS:
                away += CLAUSE
                continue
            away += 1
            low = part.lower()
            if low in STOPWORDS:
                continue
            near = 1 / (1 + away / reach)
            word = stem(low)
            found[word] = max(found.get(word, 0.0), near)
    return found
