"""How sure a number is: bootstrap intervals over questions. Pure; the seed comes in.

Efron's bootstrap (The Annals of Statistics 1979), percentile method: questions are drawn with
replacement, as many as there are, again and again, and the interval holds the middle 95 % of what
the draws give. It speaks of questions like these; it knows nothing of other topics, and with few
questions it is too narrow (with one it has no width). The same seed gives the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Row = TypeVar("Row")

LEVEL = 0.95
RESAMPLES = 2000
_CELLS = 1_000_000  # drawn at a time: 8 MB of indices


def mean_interval(
    values: Sequence[float], seed: int, resamples: int = RESAMPLES
) -> tuple[float, float] | None:
    """Low and high end of the mean of per-question values; None if there are none."""
    if not values:
        return None
    at_hand = np.asarray(values, dtype=np.float64)
    means = [at_hand[drawn].mean(axis=1) for drawn in _draws(len(values), seed, resamples)]
    return _middle(np.concatenate(means))


def statistic_interval(
    rows: Sequence[Row],
    statistic: Callable[[Sequence[Row]], float | None],
    seed: int,
    resamples: int = RESAMPLES,
) -> tuple[float, float] | None:
    """Low and high end of what is no mean over questions, such as F1 or an area.

    Args:
        rows: One for each question.
        statistic: A number for such rows; a draw for which it is None (unscored) is left out.
        seed: Of the draws.
        resamples: How many draws.

    Returns:
        None if there are no rows, or no draw gives a number.
    """
    if not rows:
        return None
    given = (
        statistic([rows[index] for index in draw])
        for drawn in _draws(len(rows), seed, resamples)
        for draw in drawn.tolist()
    )
    scored = [number for number in given if number is not None]
    return _middle(np.asarray(scored, dtype=np.float64)) if scored else None


def paired_interval(
    a: Sequence[float], b: Sequence[float], seed: int, resamples: int = RESAMPLES
) -> tuple[float, float, float] | None:
    """The mean of b - a over the same questions, and its low and high end; None if there are none.

    Paired, for what makes a question hard makes it hard for both: the interval of the difference
    is narrower than those of the two suggest (Koehn, EMNLP 2004).

    Raises:
        ValueError: If the two are not of one length.
    """
    if len(a) != len(b):
        raise ValueError(f"{len(a)} values against {len(b)}: pair the same questions")
    differences = [after - before for before, after in zip(a, b, strict=True)]
    ends = mean_interval(differences, seed, resamples)
    return (float(np.mean(differences)), *ends) if ends else None


def _draws(size: int, seed: int, resamples: int) -> Iterator[NDArray[np.int64]]:
    """Blocks of draws, one a row, of so many indices each."""
    if resamples < 1:
        raise ValueError(f"resamples={resamples} makes no sense: draw at least once")
    generator = np.random.default_rng(seed)
    rows = max(1, _CELLS // size)
    for done in range(0, resamples, rows):
        yield generator.integers(0, size, (min(rows, resamples - done), size))


def _middle(replicates: NDArray[np.float64]) -> tuple[float, float]:
    rest = (1 - LEVEL) / 2
    low, high = np.quantile(replicates, (rest, 1 - rest))
    return float(low), float(high)
