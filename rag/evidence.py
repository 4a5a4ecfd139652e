"""Which sentences of an article may carry a claim together: few, and the best ones. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log

from rag.words import content, numbers, words

MOST = 4  # sentences that may carry one claim together
GAIN = 0.06  # share of a claim's weight that a further sentence must add
BEFORE = 0.02  # what the sentence before a chosen one gains: it says who "she" is
NUMBER = 2.0  # weight of a number against a word


def chosen(claim: str, sentences: Sequence[str], most: int = MOST) -> list[int]:
    """The sentences that hold most of a claim's weight, chosen one after the other.

    A word weighs by how rare it is among the sentences (inverse sentence frequency, in nats), so
    that what the whole article is about tells less than what one sentence says.

    Args:
        claim: A sentence.
        sentences: Those of one article, in order.
        most: How many at the most.

    Returns:
        Indexes in the order of choice; empty if no sentence shares a word with the claim.
    """
    held = [_terms(sentence) for sentence in sentences]
    often = Counter(term for terms in held for term in terms)
    weights = {
        term: (NUMBER if isinstance(term, float) else 1.0) * log(1 + len(held) / (often[term] or 1))
        for term in _terms(claim)
    }
    total = sum(weights.values()) or 1.0
    picked: list[int] = []
    left = dict(weights)
    while left and len(picked) < most:
        gains = [
            sum(left[t] for t in terms if t in left) / total + BEFORE * (i + 1 in picked)
            for i, terms in enumerate(held)
        ]
        best = max(range(len(held)), key=lambda i: (i not in picked, gains[i], -i), default=None)
        if best is None or best in picked or gains[best] < (GAIN if picked else 1e-9):
            break
        picked.append(best)
        left = {term: weight for term, weight in left.items() if term not in held[best]}
    return picked


def held(claim: str, sentences: Sequence[str]) -> float:
    """The share, from 0 to 1, of a claim's words and numbers that sentences hold together."""
    terms = _terms(claim)
    found = terms & frozenset().union(*(_terms(sentence) for sentence in sentences))
    return len(found) / (len(terms) or 1)


def lacking(claim: str, sentences: Sequence[str]) -> tuple[list[str], float]:
    """The words of a claim that are in none of some sentences, and the share that is in them.

    Compared by stem; numbers and words that carry no meaning do not count.
    """
    stems = frozenset(part for sentence in sentences for part in content(sentence))
    told = [word for word in words(claim) if content(word) and not numbers(word)]
    gone = [word for word in told if not set(content(word)) <= stems]
    return gone, 1 - len(gone) / len(told) if told else 1.0


@lru_cache(maxsize=16384)
def _terms(text: str) -> frozenset[str | float]:
    return frozenset(content(text)) | numbers(text)
