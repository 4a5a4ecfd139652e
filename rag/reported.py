"""A quotation retold as reported speech: "they had searched" for "we searched". Pure."""

from __future__ import annotations

import re

from rag.differences.names import named, opening
from rag.words import stem, words

LEAST = 4  # words that must be the same
_REPORTS = re.compile(
    r"^(?P<who>.{2,60}?)\s+(?:said|says|added|told [\w\s]{2,30}? that)\s+"
    r"(?:that\s+)?(?P<what>[^\"“”]+)$"
)
_QUOTE = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_TURNED = frozenset(
    """we they i he she our their ours theirs my his her us them me him have had has is was are were
    am be been do did does that this here there now then""".split()
)
"""Words that change, come or go when speech is reported."""
_BACK = {"would": "will", "could": "can", "might": "may", "should": "shall"}


def retold(sentence: str, source: str) -> bool:
    """Whether a sentence reports what a source quotes the same speaker with, in the same words.

    Args:
        sentence: "Dessel said they had searched every vehicle twice."
        source: "“We searched every vehicle twice,” Dessel said."
    """
    found = _REPORTS.match(sentence.strip().rstrip("."))
    if found is None:
        return False
    outside = _QUOTE.sub(" ", source)
    who = found["who"]
    speaker = {part for run in named(f"x {who}") for part in run} | set(opening(who))
    spoken = {word.removesuffix("'s") for word in words(outside)}
    said = _kept(found["what"])
    return (
        bool(speaker)
        and speaker <= spoken
        and len(said) >= LEAST
        and any(_kept(quote) == said for quote in _QUOTE.findall(source))
    )


def _kept(text: str) -> list[str]:
    return [stem(_BACK.get(word, word)) for word in words(text) if word not in _TURNED]
