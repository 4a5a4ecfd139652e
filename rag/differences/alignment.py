"""Which sentence of a text speaks of what a claim speaks of, and how much of it it holds. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.sentences import sentence_spans
from rag.words import content


@dataclass(frozen=True, slots=True)
class Aligned:
    """The sentence that holds most of a claim.

    Attributes:
        text: It.
        before: The sentence that the text has before it, or "".
        share: How much of the claim's words it holds, from 0 to 1.
        start: Its offset in the text.
    """

    text: str
    before: str
    share: float
    start: int


@lru_cache(maxsize=4096)
def parted(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of a text."""
    return tuple(sentence_spans(text)) or ((0, len(text)),)


@lru_cache(maxsize=4096)
def aligned(claim: str, text: str) -> Aligned:
    """The sentence of a text that holds most of a claim; of equals the first."""
    return aligned_stems(content(claim), text)


def aligned_stems(stems: Sequence[str], text: str) -> Aligned:
    """The same for some stems."""
    wanted = frozenset(stems)
    best = Aligned(text, "", 0.0, 0)
    before = ""
    for start, end in parted(text):
        sentence = text[start:end]
        share = len(wanted & frozenset(content(sentence))) / (len(wanted) or 1)
        if share > best.share:
            best = Aligned(sentence, before, share, start)
        before = sentence
    return best
