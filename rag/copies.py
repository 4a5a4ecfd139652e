"""Passages that say again, word for word, what a better one of another article says. Pure.

Whole articles are not at hand where passages are ranked, and need not be: copies have copied
passages. What counts is how much of a passage is new, so exact shingles in one table do; 60
passages take about two milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from rag.domain import Passage
from rag.words import NUMBER_WORDS

SHINGLE = 5  # words in a row
LONG = 8  # letters of a word that a shingle begins with
AGAIN = 0.6  # share of a passage's shingles that others before it have
KNOWN = 0.4  # the same between articles that are known as copies of one story
LEAST = 5  # shingles; a passage with fewer is never left behind
_DATELINE = re.compile(r"[^\n.!?]{0,90}? [—–-] ")


UNKNOWN: Mapping[str, str] = MappingProxyType({})


def copied(passages: Iterable[Passage], stories: Mapping[str, str] = UNKNOWN) -> Iterator[bool]:
    """Whether each passage, best first, only says again what those before it say.

    A passage with a number that the others do not give in these words is no mere copy: it may be a
    corrected one.

    Args:
        passages: Those found.
        stories: The story of each article that is known to be one of several copies, by the ids of
            both.
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
        others = [at for shingle in shingles if (at := seen.get(shingle, own)) != own]
        story = stories.get(own)
        kin = sum(stories.get(other) == story for other in others) if story else 0
        enough = len(others) >= AGAIN * len(shingles) or kin >= KNOWN * len(shingles)
        again = len(shingles) >= LEAST and enough
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
