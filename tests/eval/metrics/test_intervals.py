"""Bootstrap intervals: reproducible, as wide as they should be, and none where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import intervals
from eval.metrics.intervals import mean_interval, paired_interval, statistic_interval

COIN = [0.0, 1.0] * 50  # the standard error of its mean is 0.05


def mean(rows: Sequence[float]) -> float:
    return sum(rows) / len(rows)


def test_nothing_has_no_interval() -> None:
    assert mean_interval([], 0) is None
    assert statistic_interval([], mean, 0) is None
    assert paired_interval([], [], 0) is None


@pytest.mark.parametrize("value", [0.0, 1.0, 0.25])  # always wrong, always right, always the same
def test_what_is_always_the_same_has_an_interval_without_width(value: float) -> None:
    values = [value] * 20
    assert mean_interval(values, 0) == (value, value)
    assert statistic_interval(values, mean, 0, 100) == (value, value)
    assert paired_interval(values, [v + 1 for v in values], 0) == (1.0, 1.0, 1.0)
    assert paired_interval(values, values, 0) == (0.0, 0.0, 0.0)


def test_one_value_is_its_own_interval() -> None:
    assert mean_interval([0.7], 0) == pytest.approx((0.7, 0.7))


def test_the_interval_of_a_mean_is_about_two_standard_errors_to_each_side() -> None:
    low, high = mean_interval(COIN, 1, 20_000) or (0.0, 0.0)
    assert low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.011)
    assert high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.011)


def test_about_ninety_five_of_a_hundred_intervals_hold_the_true_mean() -> None:
    world = np.random.default_rng(7)
    held = 0
    for trial in range(300):
        sample = world.normal(3.0, 1.0, 60).tolist()
        low, high = mean_interval(sample, trial, 600) or (0.0, 0.0)
        held += low <= 3.0 <= high
    assert 0.91 <= held / 300 <= 0.98


def test_the_same_seed_gives_the_same_and_another_seed_another() -> None:
    values = np.random.default_rng(0).random(40).tolist()
    assert mean_interval(values, 5) == mean_interval(values, 5)
    assert mean_interval(values, 5) != mean_interval(values, 6)
    assert statistic_interval(values, mean, 5, 50) == statistic_interval(values, mean, 5, 50)
    assert statistic_interval(values, mean, 5, 50) != statistic_interval(values, mean, 6, 50)
    other = values[::-1]
    assert paired_interval(values, other, 5) == paired_interval(values, other, 5)
    assert paired_interval(values, other, 5) != paired_interval(values, other, 6)


def test_2000_draws_are_made_unless_told_otherwise() -> None:
    values = np.random.default_rng(0).random(40).tolist()
    assert mean_interval(values, 5) == mean_interval(values, 5, 2000)
    assert mean_interval(values, 5) != mean_interval(values, 5, 1999)
    drawn: list[int] = []
    statistic_interval([1.0], lambda rows: float(len(drawn.append(0) or rows)), 5)
    assert len(drawn) == 2000


def test_a_mean_has_the_interval_that_the_mean_as_a_statistic_has() -> None:
    values = np.random.default_rng(0).random(40).tolist()
    whole = statistic_interval(values, mean, 5, 300)
    assert mean_interval(values, 5, 300) == pytest.approx(whole)


def test_blocks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(0).random(40).tolist()
    whole = mean_interval(values, 5, 301)
    for cells in (1, 40, 4_000):
        monkeypatch.setattr(intervals, "_CELLS", cells)
        assert mean_interval(values, 5, 301) == pytest.approx(whole)


def test_every_draw_has_as_many_rows_as_there_are_and_all_of_them_can_come() -> None:
    rows = ["a", "b", "c"]
    drawn: list[tuple[str, ...]] = []

    def first(draw: Sequence[str]) -> float:
        drawn.append(tuple(draw))
        return 0.0

    statistic_interval(rows, first, 0, 200)
    assert {len(draw) for draw in drawn} == {3}
    assert {draw[0] for draw in drawn} == set(rows)
    assert any(len(set(draw)) < 3 for draw in drawn), "drawn with replacement"


def test_draws_without_a_score_are_left_out() -> None:
    rows = [None, 1.0]  # one in four draws is of None alone

    def least(draw: Sequence[float | None]) -> float | None:
        return min((value for value in draw if value is not None), default=None)

    assert statistic_interval(rows, least, 0, 200) == (1.0, 1.0)
    assert statistic_interval([None, None], least, 0, 200) is None


def test_an_improvement_is_b_less_a_and_excludes_zero_where_it_is_clear() -> None:
    hard = np.random.default_rng(3).random(80)
    difference, low, high = paired_interval(hard.tolist(), (hard + 0.1).tolist(), 0) or (0, 0, 0)
    assert difference == pytest.approx(0.1)
    assert low == pytest.approx(0.1)
    assert high == pytest.approx(0.1)
    worse = paired_interval([1.0, 1.0, 0.0], [0.0, 1.0, 0.0], 0)
    assert worse is not None
    assert worse[0] == pytest.approx(-1 / 3)
    assert -1.0 <= worse[1] <= worse[0] <= worse[2] <= 0.0


def test_the_difference_has_the_interval_of_the_mean_of_differences() -> None:
    b = np.random.default_rng(3).random(30).tolist()
    assert paired_interval([0.0] * 30, b, 5, 70) == (
        pytest.approx(mean(b)),
        *(mean_interval(b, 5, 70) or ()),
    )


def test_unpaired_values_are_refused() -> None:
    with pytest.raises(ValueError, match="2 values against 1"):
        paired_interval([1.0, 2.0], [1.0], 0)


def test_no_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="draw at least once"):
        mean_interval([1.0], 0, 0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.integers(0, 50))
def test_an_interval_lies_among_the_values(values: list[float], seed: int) -> None:
    low, high = mean_interval(values, seed, 50) or (2.0, -1.0)
    assert min(values) - 1e-12 <= low <= high <= max(values) + 1e-12
