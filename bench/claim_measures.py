"""Plain measures of how a document carries a claim, a model's word on it, and their figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.claims.articles import material_of
from rag.judging import Judge
from rag.likeness import common
from rag.models.minilm import MiniLM
from rag.sentences import sentences
from rag.support.score import Support
from rag.words import content, words

RESAMPLES = 1000


class Row(NamedTuple):
    """A claim, its document, and whether it is carried."""

    claim: str
    doc: str
    carried: bool
    kind: str
    published_at: str | None = None


def overlap(row: Row) -> float:
    said = frozenset(content(row.claim))
    return len(said & frozenset(content(row.doc))) / (len(said) or 1)


def rouge_l(row: Row) -> float:
    said = words(row.claim)
    return max((common(said, words(s)) / (len(said) or 1) for s in sentences(row.doc)), default=0.0)


def cosine(models: Path) -> Callable[[Row], float]:
    embedder = MiniLM(models)
    known: dict[str, np.ndarray] = {}

    def measure(row: Row) -> float:
        if row.doc not in known:
            known[row.doc] = embedder.embed(sentences(row.doc) or [row.doc])
        return float((known[row.doc] @ embedder.embed([row.claim])[0]).max())

    return measure


def asked_of(judge: Judge, support: Support, row: Row) -> bool | None:
    """What a second reader says of the spans that the gate would read; None if it says neither."""
    material = material_of(row.doc, published_at=row.published_at)
    return judge.says(row.claim, material.joined(support.choose(row.claim, material)))


def auc(carried: np.ndarray, scores: np.ndarray) -> float:
    order = scores.argsort(kind="stable")
    ranks = np.empty(len(scores))
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = np.flatnonzero(np.isin(order, np.flatnonzero(same))).mean() + 1
    yes = carried.sum()
    return float((ranks[carried].sum() - yes * (yes + 1) / 2) / (yes * (len(carried) - yes)))


def balanced(carried: np.ndarray, said: np.ndarray) -> float:
    if carried.all() or not carried.any():
        return float("nan")  # of one class only, as a small sample may be
    return float((said[carried].mean() + (~said[~carried]).mean()) / 2)


def interval(measure: Callable[[np.ndarray], float], size: int) -> str:
    chance = np.random.default_rng(0)
    found = [measure(chance.integers(0, size, size)) for _ in range(RESAMPLES)]
    low, high = np.nanquantile(found, [0.025, 0.975])
    return f"{low:.3f} to {high:.3f}"


def figures(name: str, carried: np.ndarray, scores: np.ndarray, said: np.ndarray | None) -> None:
    if said is None:
        marks = np.quantile(scores, np.linspace(0.01, 0.99, 99))
        said = scores >= max(marks, key=lambda mark: balanced(carried, scores >= mark))
    decided = said
    exact = balanced(carried, decided)
    spread = interval(lambda i: balanced(carried[i], decided[i]), len(carried))
    print(f"  {name:24} balanced accuracy {exact:.3f} ({spread})  AUC {auc(carried, scores):.3f}")
