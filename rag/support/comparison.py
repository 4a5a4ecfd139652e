"""What is compared between a claim and its evidence, as numbers for the network. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from rag.differences.compare import differences
from rag.differences.difference import Difference, Kind
from rag.differences.names import named, unnamed
from rag.likeness import likeness
from rag.spans import Material
from rag.words import content, words

KINDS = tuple(kind for kind in get_args(Kind) if kind != "words")
_LEANS = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim held against sentences of one article.

    Attributes:
        differences: What the sentences together say otherwise.
        alone: The same for the one that holds most of the claim.
        features: The numbers for the network, float32 of shape `[FEATURES]`.
    """

    differences: tuple[Difference, ...]
    alone: tuple[Difference, ...]
    features: NDArray[np.float32]


def comparison(claim: str, material: Material, picked: Sequence[int]) -> Comparison:
    """Compare a claim with some sentences of an article.

    Args:
        claim: A sentence without markers.
        material: The article.
        picked: Indexes of its sentences, the one that holds most first; at least one.
    """
    texts = material.texts
    order = sorted(picked)
    best, chosen = texts[picked[0]], [texts[i] for i in order]
    together = " ".join(chosen)
    found = differences(claim, together, material.names, material.published)
    alone = found
    if len(chosen) > 1:
        alone = differences(claim, best, material.names, material.published)
    features = [
        *_flags(found),
        *_flags(alone),
        *_naming(claim, material, picked, together),
        float(bool(_LEANS.search(best))),
        float(bool(_LEANS.search(claim))),
        *likeness(claim, chosen),
        *(getattr(likeness(claim, [best]), name) for name in ("held", "pairs", "runs", "order")),
        *_around(claim, material, order),
        len(order) / 4,
        len(claim.split()) / 30,
        float(order[-1] - order[0] > len(order)),
        min(len(texts), 100) / 50,
    ]
    return Comparison(found, alone, np.array(features, np.float32))


def _flags(found: Sequence[Difference]) -> list[float]:
    kinds = {difference.kind for difference in found}
    return [float(kind in kinds) for kind in KINDS]


def _naming(
    claim: str, material: Material, picked: Sequence[int], together: str
) -> tuple[float, ...]:
    """Who is named where: in no sentence of the article, not in those picked, or only beside."""
    best = material.texts[picked[0]]
    missing = unnamed(claim, together, material.names)
    beside = unnamed(claim, best, material.names) if len(picked) > 1 else missing
    gone = any(part not in material.vocabulary for run in missing for part in run)
    next_to = before = between = 0.0
    if beside and not missing:
        for i in sorted(picked[1:]):
            if not unnamed(claim, f"{best} {material.texts[i]}", material.names):
                next_to, before = float(abs(i - picked[0]) == 1), float(i < picked[0])
        reach = material.texts[min(picked) : picked[0] + 1]
        between = sum(len(named(text)) for text in reach) / 5
    return float(gone), len(missing) / 2, len(beside) / 2, next_to, before, between


def _around(claim: str, material: Material, order: Sequence[int]) -> tuple[float, float, float]:
    """Shares of a claim in the whole article: stems, word triples, and stems near the sentences."""
    stems = frozenset(content(claim))
    said = words(claim)
    triples = list(zip(said, said[1:], said[2:], strict=False))
    near = {j for i in order for j in (i - 1, i, i + 1) if 0 <= j < len(material.texts)}
    best = 0
    for i in near:
        held = frozenset().union(*(content(t) for t in material.texts[max(0, i - 1) : i + 2]))
        best = max(best, len(stems & held))
    return (
        len(stems & material.stems) / (len(stems) or 1),
        sum(triple in material.triples for triple in triples) / (len(triples) or 1),
        best / (len(stems) or 1),
    )
