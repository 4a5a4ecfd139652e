"""From a logit to a probability that holds. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEPS = 200
RIDGE = 1e-6  # keeps the fit defined where classes do not overlap

Platt = tuple[float, float]
"""Slope and shift of the line through logits."""


def platt(
    logits: NDArray[np.floating], carried: NDArray[np.floating], weights: NDArray[np.floating]
) -> Platt:
    """Fit the line that makes logits probabilities (Platt 1999), by Newton's method.

    Args:
        logits: Of claims that the network had not seen.
        carried: 1 for those that are carried, else 0.
        weights: How much each counts.
    """
    line = np.array([1.0, 0.0])
    points = np.stack([logits, np.ones_like(logits)], 1)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-points @ line))
        slope = points.T @ (weights * (chance - carried)) + RIDGE * line
        curve = (points * (weights * chance * (1 - chance))[:, None]).T @ points
        change = np.linalg.solve(curve + RIDGE * np.eye(2), slope)
        line = line - change
        if np.abs(change).max() < 1e-9:
            break
    return float(line[0]), float(line[1])
