"""The score of support: encoder, alignment, comparison, network and readers put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.models.token_reader import TokenReader
from rag.spans import Material
from rag.support.alignment import alignment
from rag.support.choice import choose
from rag.support.comparison import Comparison, comparison
from rag.support.cross_reader import CrossReader, inner
from rag.support.network import Network
from rag.words import STOPWORDS

MEANING = 2  # the column of `alignment` that says how well a token's meaning is met


@dataclass(frozen=True, slots=True)
class Scored:
    """How surely some sentences of an article carry a claim.

    Attributes:
        picked: Indexes of the sentences, the one that holds most first.
        probability: From 0 to 1, calibrated.
        comparison: What they say otherwise.
        met: How well the meaning of each word of the claim is met, from -1 to 1.
        lacks: Words of the claim that the sentences lack, where that keeps it from an answer.
    """

    picked: tuple[int, ...]
    probability: float
    comparison: Comparison
    met: dict[str, float]
    lacks: tuple[str, ...] = ()

    @property
    def farthest(self) -> str:
        """The word of the claim that is met least."""
        return min(self.met, key=lambda word: self.met[word], default="")


class Support:
    """Scores claims.

    Args:
        reader: The encoder.
        network: What it was taught to make of words aligned.
        cross: What it was taught to make of claim and evidence read together.
    """

    def __init__(self, reader: TokenReader, network: Network, cross: CrossReader) -> None:
        self.reader, self.network, self.cross = reader, network, cross

    def choose(self, claim: str, material: Material) -> list[int]:
        """The few sentences of an article that hold most of a claim, the best first."""
        return choose(claim, material.texts, self.reader, self.network.weights)

    def score(self, claim: str, material: Material, picked: Sequence[int]) -> Scored:
        """Score a claim against some sentences of an article.

        Args:
            claim: A sentence without markers.
            material: The article.
            picked: Indexes of its sentences, the one that holds most first; at least one.
        """
        said, *held = self.reader.read([claim, *(material.texts[i] for i in sorted(picked))])
        tokens = alignment(claim, said, held, self.network.weights)
        compared = comparison(claim, material, picked)
        read = self.cross.logit(inner([said]), inner(held), tokens, compared.features)
        return Scored(
            tuple(picked),
            self.network.probability(tokens, compared.features, read),
            compared,
            _met(claim, said.offsets, tokens[:, MEANING]),
        )


def _met(
    claim: str,
    offsets: Sequence[tuple[int, int]],
    likes: np.ndarray[tuple[int], np.dtype[np.float32]],
) -> dict[str, float]:
    """How well each whole word that carries meaning is met, the mean of its tokens; lower case."""
    found: dict[str, list[float]] = {}
    for (start, end), like in zip(offsets, likes, strict=True):
        while start > 0 and claim[start - 1].isalnum():
            start -= 1
        while end < len(claim) and claim[end].isalnum():
            end += 1
        word = claim[start:end].lower()
        if word.isalnum() and word not in STOPWORDS:
            found.setdefault(word, []).append(float(like))
    return {word: sum(values) / len(values) for word, values in found.items()}
