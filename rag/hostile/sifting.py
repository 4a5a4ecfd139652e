"""Which of the passages found are kept from the model, because they try to instruct it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import Hit, Passage
from rag.hostile.reading import instructs

SEAM = 160  # characters at the ends of two passages that are read as one
TITLE = 400  # characters of a title that are read; prompts show fewer
JOINED = 40  # hits, the best, whose ends are read together
_HALF = re.compile(  # what either half of a parted order holds; few passages begin or end so
    r"\b(?:ignore|disregard|forget|overrid\w+|bypass|follow|obey|answer|respond|reply|say|state|output"
    r"|print|report|write|tell|models?|assistants?|chatbots?|bots?|AIs?|LLMs?|instructions?|prompts?"
    r"|rules|user|passages?|combine)\b",
    re.IGNORECASE,
)


def sift(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The hits that can be used, and those that cannot, each in their order.

    A passage cannot be used if it, its title or its outlet instructs a model, or if it does so
    together with another one: the end of one and the beginning of the other.
    """
    barred = {hit.passage.id for hit in hits if _hostile(hit.passage)}
    left = [hit.passage for hit in hits[:JOINED] if hit.passage.id not in barred]
    for one in left:
        for other in left:
            if one.id != other.id and _continues(one, other):
                barred |= {one.id, other.id}
    safe = [hit for hit in hits if hit.passage.id not in barred]
    return safe, [hit for hit in hits if hit.passage.id in barred]


def _hostile(passage: Passage) -> bool:
    seen = (passage.text, passage.title[:TITLE], (passage.outlet or "")[:TITLE])
    return any(instructs(text) is not None for text in seen if text)


def _continues(one: Passage, other: Passage) -> bool:
    """Whether what ends one passage and begins another instructs, as neither does alone."""
    if _same(one, other) and one.start < other.end and other.start < one.end:
        return False  # they share words, so that their ends do not meet
    end, beginning = one.text[-SEAM:], other.text[:SEAM]
    if not _HALF.search(end) or not _HALF.search(beginning):
        return False
    return instructs(f"{end} {beginning}") is not None


def _same(one: Passage, other: Passage) -> bool:
    return (one.article_id, one.version) == (other.article_id, other.version)
