"""The score of support: encoder, alignment, comparison and network put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.models.token_reader import TokenReader
from rag.spans import Material
from rag.support.alignment import alignment
from rag.support.comparison import Comparison, comparison
from rag.support.network import Network
from rag.words import STOPWORDS

SURE_WORD = 3  # the column of `alignment` that says how well a token is met


@dataclass(frozen=True, slots=True)
class Scored:
    """How surely some sentences of an article carry a claim.

    Attributes:
        picked: Indexes of the sentences, the one that holds most first.
        probability: From 0 to 1, calibrated.
        comparison: What they say otherwise.
        farthest: The word of the claim that is met least.
        lacks: Words of the claim that the sentences lack, where they lack too many.
    """

    picked: tuple[int, ...]
    probability: float
    comparison: Comparison
    farthest: str
    lacks: tuple[str, ...] = ()


class Support:
    """Scores claims.

    Args:
        reader: The encoder.
        network: What it was taught.
    """

    def __init__(self, reader: TokenReader, network: Network) -> None:
        self._reader, self.network = reader, network

    def score(self, claim: str, material: Material, picked: Sequence[int]) -> Scored:
        """Score a claim against some sentences of an article.

        Args:
            claim: A sentence without markers.
            material: The article.
            picked: Indexes of its sentences, the one that holds most first; at least one.
        """
        said, *held = self._reader.read([claim, *(material.texts[i] for i in sorted(picked))])
        tokens = alignment(claim, said, held, self.network.weights)
        compared = comparison(claim, material, picked)
        return Scored(
            tuple(picked),
            self.network.probability(tokens, compared.features),
            compared,
            _farthest(claim, said.offsets, tokens[:, SURE_WORD]),
        )


def _farthest(
    claim: str,
    offsets: Sequence[tuple[int, int]],
    met: np.ndarray[tuple[int], np.dtype[np.float32]],
) -> str:
    """The whole word around the token that is met least, of those that carry meaning."""
    worst, word = 2.0, ""
    for (start, end), how in zip(offsets, met, strict=True):
        while start > 0 and claim[start - 1].isalnum():
            start -= 1
        while end < len(claim) and claim[end].isalnum():
            end += 1
        found = claim[start:end]
        if how < worst and found.isalnum() and found.lower() not in STOPWORDS:
            worst, word = float(how), found
    return word
