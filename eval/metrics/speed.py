"""How long things take. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def percentile(values: Sequence[float], p: float) -> float | None:
    """The value below which `p` per cent of the values lie, in their unit.

    Linear between the two nearest, at (n - 1) * p / 100 of the sorted values counted from 0
    (type 7 of Hyndman and Fan, The American Statistician 1996; NumPy's default). Between the least
    and the greatest value; None if there are no values.

    Args:
        values: In any order.
        p: 0 to 100; 50 is the median.

    Raises:
        ValueError: If `p` is outside.
    """
    return float(np.percentile(np.asarray(values, dtype=np.float64), p)) if values else None


def throughput(questions: int, wall_seconds: float) -> float | None:
    """Questions per second of wall clock; None if nothing was asked or no time was measured.

    With several workers it is more than 1 / the mean latency, which is why both are told.
    """
    return questions / wall_seconds if questions > 0 and wall_seconds > 0 else None
