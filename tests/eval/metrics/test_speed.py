"""Percentiles and throughput."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.speed import percentile, throughput


@pytest.mark.parametrize(
    ("values", "p", "expected"),
    [
        ([], 50, None),
        ([3.0], 50, 3.0),
        ([3.0], 95, 3.0),
        ([0.0, 0.0], 95, 0.0),  # nothing took any time: the best there is
        ([4.0, 1.0, 3.0, 2.0], 50, 2.5),
        ([3.0, 1.0, 2.0], 50, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0, 1.0),
        ([4.0, 1.0, 3.0, 2.0], 100, 4.0),
        ([float(n) for n in range(1, 11)], 95, 9.55),  # at 8.55 counted from 0
        ([float(n) for n in range(101)], 95, 95.0),
    ],
)
def test_a_percentile_lies_between_the_two_nearest_values(
    values: list[float], p: float, expected: float | None
) -> None:
    assert percentile(values, p) == pytest.approx(expected)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.integers(0, 100))
def test_a_percentile_rises_with_p_and_stays_among_the_values(values: list[float], p: int) -> None:
    here, above = percentile(values, p), percentile(values, min(p + 5, 100))
    assert here is not None
    assert above is not None
    assert min(values) - 1e-9 <= here <= above + 1e-9 <= max(values) + 2e-9


@pytest.mark.parametrize("p", [-1, 101])
def test_a_percentile_outside_0_to_100_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="Percentiles must be"):
        percentile([1.0], p)


def test_what_was_measured_is_not_changed() -> None:
    values = [2.0, 1.0]
    percentile(values, 50)
    assert values == [2.0, 1.0]
    assert type(percentile(values, 50)) is float
    assert not isinstance(percentile(values, 50), np.floating)


@pytest.mark.parametrize(
    ("questions", "seconds", "expected"),
    [(10, 4.0, 2.5), (1, 2.0, 0.5), (0, 4.0, None), (10, 0.0, None), (0, 0.0, None)],
)
def test_throughput_is_questions_a_second(
    questions: int, seconds: float, expected: float | None
) -> None:
    assert throughput(questions, seconds) == expected
