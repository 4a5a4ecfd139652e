"""What counts as found, and how sure a difference is. Pure; numpy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

CONTEXT = 4_000  # characters of the ranked passages in which an answer may stand
RESAMPLES = 10_000

Found = tuple[str, str]
"""The id of an article and the text of one of its passages."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question went.

    Attributes:
        id: Of the question.
        rank: Of the first article that bears the answer, from 1; None where there is none.
        answer: Where the first answer string begins in the context; None where none stands in it.
    """

    id: str
    rank: int | None
    answer: int | None

    @property
    def scores(self) -> dict[str, float]:
        """Each metric's value for this question."""
        return {
            "hit@5": float(self.rank is not None and self.rank <= 5),
            "MRR@10": 1.0 / self.rank if self.rank is not None and self.rank <= 10 else 0.0,
            f"answer@{CONTEXT}": float(self.answer is not None),
        }


def judge(question: dict[str, Any], found: Sequence[Found]) -> Verdict:
    """Judge the ranked passages found for an answerable question.

    Articles rank in the order of their first passage. An answer string counts without regard to
    case, wherever it stands whole in the first `CONTEXT` characters of the passages' texts joined
    by newline.
    """
    gold = set(question["answer_bearing_article_ids"])
    articles = dict.fromkeys(article for article, _ in found)
    ranks = [rank for rank, article in enumerate(articles, 1) if article in gold]
    context = "\n".join(text for _, text in found)[:CONTEXT].lower()
    places = [context.find(answer.lower()) for answer in question["answers"]]
    return Verdict(
        question["id"],
        min(ranks, default=None),
        min((place for place in places if place >= 0), default=None),
    )


def scores(verdicts: Sequence[Verdict]) -> dict[str, np.ndarray]:
    """Each metric as an array over questions, in their order."""
    rows = [verdict.scores for verdict in verdicts]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]} if rows else {}


def interval(ours: np.ndarray, theirs: np.ndarray, seed: int = 0) -> tuple[float, float, float]:
    """The mean of `theirs - ours` and its paired bootstrap 95 % interval (Efron's percentiles).

    Args:
        ours: A metric over questions.
        theirs: The same metric over the same questions.
        seed: Of the resampling.
    """
    difference = theirs - ours
    picks = np.random.default_rng(seed).integers(0, len(difference), (RESAMPLES, len(difference)))
    low, high = np.percentile(difference[picks].mean(axis=1), [2.5, 97.5])
    return float(difference.mean()), float(low), float(high)
