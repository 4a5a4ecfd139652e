"""Passages that say again, word for word, what a better one of another article says. Pure.

Whole articles are not at hand where passages are ranked, and need not be: copies have copied
passages. What counts is how much of a passage is new, so exact shingles in one table do; 60
passages take about two milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rag.domain import Passage
from rag.words import NUMBER_WORDS

SHINGLE = 5  # words in a row
LONG = 8  # letters of a word that a shingle begins with
AGAIN = 0.6  # share of a passage's shingles that others before it have
LEAST = 5  # shingles; a passage with fewer is never left behind
_DATELINE = re.compile(r"[^\n.!?]{0,90}? [—–-] ")


def copied(passages: Iterable[Passage]) -> Iterator[bool]:
    """Whether each passage, best first, only says again what those before it say.

    A passage with a number that the others do not give in these words is no mere copy: it may be a
    corrected one.
    """
    seen: dict[tuple[str, ...], str] = {}
    texts: list[str] = []
    for passage in passages:
        found = _DATELINE.match(passage.text) if passage.start == 0 else None
        text = passage.text[found.end() :] if found else passage.text
        text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
        spoken = text.lower().split()
        starts = [at for at, word in enumerate(spoken[: 1 - SHINGLE]) if len(word) >= LONG]
        shingles = [tuple(spoken[at : at + SHINGLE]) for at in starts]
        own = passage.article_id
        held = sum(seen.get(shingle, own) != own for shingle in shingles)
        again = len(shingles) >= LEAST and held >= AGAIN * len(shingles)
        yield again and not _new_number(spoken, texts)
        texts.append(f" {' '.join(spoken)} ")
        for shingle in shingles:
            seen.setdefault(shingle, own)


def _new_number(spoken: list[str], texts: list[str]) -> bool:
    """Whether a number stands neither behind the words nor before those that it has elsewhere."""
    for at, word in enumerate(spoken):
        if any(c.isdigit() for c in word) or word.strip(",.;:") in NUMBER_WORDS:
            before = f" {' '.join(spoken[max(0, at - 2) : at + 1])} "
            behind = f" {' '.join(spoken[at : at + 3])} "
            if not any(before in text or behind in text for text in texts):
                return True
    return False
