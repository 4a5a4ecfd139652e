"""What the sentences of an article hold of a claim, by words and numbers. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from rag.words import content, numbers, stem, words

MOST = 4  # sentences that may carry one claim together
NUMBER = 2.0  # weight of a number against a word


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim's words and numbers against the sentences of an article.

    Attributes:
        held: What each sentence has of words and numbers.
        weights: How much each of the claim's tells: the rarer among the sentences, the more
            (inverse sentence frequency, in nats), so that what the whole article is about tells
            less than what one sentence says.
    """

    held: list[frozenset[str | float]]
    weights: dict[str | float, float]

    def gain(self, sentence: int, left: Mapping[str | float, float]) -> float:
        """The share of the claim's weight that a sentence holds of what is left."""
        total = sum(self.weights.values()) or 1.0
        return sum(left[term] for term in self.held[sentence] if term in left) / total


def weighed(claim: str, sentences: Sequence[str]) -> Weighed:
    """Weigh a claim's words and numbers."""
    held = [_terms(sentence) for sentence in sentences]
    often = Counter(term for terms in held for term in terms)
    weights = {
        term: (NUMBER if isinstance(term, float) else 1.0) * log(1 + len(held) / (often[term] or 1))
        for term in _terms(claim)
    }
    return Weighed(held, weights)


def held(claim: str, sentences: Sequence[str]) -> float:
    """The share, from 0 to 1, of a claim's words and numbers that sentences hold together."""
    terms = _terms(claim)
    found = terms & frozenset().union(*(_terms(sentence) for sentence in sentences))
    return len(found) / (len(terms) or 1)


def lacking(claim: str, sentences: Sequence[str], title: str = "") -> tuple[list[str], float]:
    """The words of a claim that are in none of some sentences, and the share that is in them.

    Compared by stem; numbers and words that carry no meaning do not count. Of the headline a word
    counts that stands there before a word of the sentences, and in the claim next to it or one
    further: it says which ("key interest rate"). What happens in a headline alone does not count.
    """
    stems = frozenset(part for sentence in sentences for part in content(sentence))
    before = frozenset(pair for pair in _side_by_side(title) if pair[1] in stems)
    said = _side_by_side(claim)
    further = [(one, third) for (one, _), (_, third) in pairwise(said)]
    which = {one for one, other in (*said, *further) if (one, other) in before}
    told = [word for word in words(claim) if content(word) and not numbers(word)]
    gone = [word for word in told if not set(content(word)) <= stems | which]
    return gone, 1 - len(gone) / len(told) if told else 1.0


def _side_by_side(text: str) -> list[tuple[str, str]]:
    """Stems of neighbours, those of words that carry no meaning among them."""
    return list(pairwise(stem(part) for word in words(text) for part in word.split("-") if part))


@lru_cache(maxsize=16384)
def _terms(text: str) -> frozenset[str | float]:
    return frozenset(content(text)) | numbers(text)
