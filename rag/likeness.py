"""How like a claim's wording is to the text that may carry it: a few numbers from 0 to 1. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rag.words import content, stem, words


class Likeness(NamedTuple):
    """Measures of shared wording, each from 0 to 1.

    Attributes:
        held: Share of the claim's content stems in the text.
        best: The same for the one sentence that holds most.
        pairs: Share of the claim's adjacent word pairs in the text.
        runs: Mean length of the verbatim run that a word stands in, over the claim's length
            (extractive density, Grusky, Naaman and Artzi 2018, divided by length).
        pieces: Verbatim runs and lone words by the claim's length; 1 where no two words run on.
        order: Longest common subsequence of stems (ROUGE-L recall, Lin 2004) with the one
            sentence that shares most.
    """

    held: float
    best: float
    pairs: float
    runs: float
    pieces: float
    order: float


def likeness(claim: str, sentences: Sequence[str]) -> Likeness:
    """Compare a claim with sentences that may carry it together.

    Args:
        claim: The claim, without markers.
        sentences: Those chosen, in their order; at least one.
    """
    said = words(claim)
    stems = frozenset(content(claim))
    by_sentence = [frozenset(content(sentence)) for sentence in sentences]
    all_stems = frozenset().union(*by_sentence)
    spoken = [words(sentence) for sentence in sentences]
    pairs = {pair for each in spoken for pair in itertools.pairwise(each)}
    own = list(itertools.pairwise(said))
    lengths = _runs(said, f" {' '.join(word for each in spoken for word in each)} ")
    total = len(said) or 1
    return Likeness(
        held=len(stems & all_stems) / (len(stems) or 1),
        best=max(len(stems & each) for each in by_sentence) / (len(stems) or 1),
        pairs=sum(pair in pairs for pair in own) / (len(own) or 1),
        runs=sum(length * length for length in lengths) / (total * total),
        pieces=len(lengths) / total,
        order=max(common(_stems(claim), _stems(sentence)) for sentence in sentences)
        / (len(_stems(claim)) or 1),
    )


def _runs(said: Sequence[str], text: str) -> list[int]:
    """Lengths of the longest verbatim runs that a claim is made of, from left to right."""
    lengths, at = [], 0
    while at < len(said):
        end = at + 1
        while end <= len(said) and f" {' '.join(said[at:end])} " in text:
            end += 1
        lengths.append(max(1, end - 1 - at))
        at += lengths[-1]
    return lengths


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text))


def common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence of two texts' words."""
    row = [0] * (len(other) + 1)
    for word in one:
        last = 0
        for j, known in enumerate(other, 1):
            last, row[j] = row[j], last + 1 if word == known else max(row[j], row[j - 1])
    return row[-1]
