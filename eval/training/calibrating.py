"""From logits to a probability that holds. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEPS = 200
RIDGE = 1e-6  # keeps the fit defined where classes do not overlap

Platt = tuple[float, ...]
"""The slope of each kind of logit, and the shift, of the line through them."""


def platt(
    logits: NDArray[np.floating], carried: NDArray[np.floating], weights: NDArray[np.floating]
) -> Platt:
    """Fit the line that makes logits probabilities (Platt 1999), by Newton's method.

    Args:
        logits: Of claims that what gave them had not seen: `[claims]`, or `[claims, kinds]`.
        carried: 1 for those that are carried, else 0.
        weights: How much each counts.
    """
    points = np.column_stack([logits, np.ones(len(logits))])
    kinds = points.shape[1] - 1
    line = np.append(np.full(kinds, 1.0 / kinds), 0.0)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-points @ line))
        slope = points.T @ (weights * (chance - carried)) + RIDGE * line
        curve = (points * (weights * chance * (1 - chance))[:, None]).T @ points
        change = np.linalg.solve(curve + RIDGE * np.eye(kinds + 1), slope)
        line = line - change
        if np.abs(change).max() < 1e-9:
            break
    return tuple(float(value) for value in line)
