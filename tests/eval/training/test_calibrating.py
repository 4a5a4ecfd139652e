from __future__ import annotations

import numpy as np
import pytest

from eval.training.calibrating import platt


def drawn(slope: float, shift: float, size: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Logits, and labels that are as likely as the line says."""
    chance = np.random.default_rng(0)
    logits = chance.normal(0, 2, size)
    return logits, (chance.random(size) < 1 / (1 + np.exp(-(slope * logits + shift)))).astype(float)


@pytest.mark.parametrize("line", [(1.0, 0.0), (0.5, 1.0), (2.0, -1.5), (1.3, 0.4)])
def test_a_known_line_is_found_again(line: tuple[float, float]) -> None:
    logits, carried = drawn(*line)
    assert platt(logits, carried, np.ones_like(logits)) == pytest.approx(line, abs=0.1)


def test_the_stated_chance_is_how_often_it_is_so() -> None:
    logits, carried = drawn(0.6, 0.8)
    slope, shift = platt(logits, carried, np.ones_like(logits))
    chances = 1 / (1 + np.exp(-(slope * logits + shift)))
    for low in np.arange(0.1, 0.9, 0.1):
        some = (chances >= low) & (chances < low + 0.1)
        assert carried[some].mean() == pytest.approx(chances[some].mean(), abs=0.05)


def test_what_counts_twice_counts_as_two() -> None:
    logits, carried = drawn(1.3, 0.4, 500)
    weights = np.where(carried > 0, 2.0, 1.0)
    again = carried > 0
    doubled = np.concatenate([logits, logits[again]]), np.concatenate([carried, carried[again]])
    expected = platt(*doubled, np.ones(len(doubled[0])))
    assert platt(logits, carried, weights) == pytest.approx(expected, abs=1e-6)


def test_two_kinds_of_logits_are_weighed_by_what_each_tells() -> None:
    chance = np.random.default_rng(1)
    both = chance.normal(0, 2, (20_000, 2))
    carried = (chance.random(len(both)) < 1 / (1 + np.exp(-(both @ [1.2, 0.4] - 0.5)))).astype(
        float
    )
    line = platt(both, carried, np.ones(len(both)))
    assert line == pytest.approx((1.2, 0.4, -0.5), abs=0.1)


def test_a_kind_that_tells_nothing_does_no_harm() -> None:
    logits, carried = drawn(1.3, 0.4)
    both = np.column_stack([logits, np.zeros_like(logits)])
    slope, _, shift = platt(both, carried, np.ones_like(logits))
    assert (slope, shift) == pytest.approx((1.3, 0.4), abs=0.1)


def test_classes_that_do_not_overlap_still_give_a_line() -> None:
    logits = np.array([-2.0, -1.5, 1.5, 2.0])
    slope, shift = platt(logits, (logits > 0).astype(float), np.ones(4))
    assert np.isfinite([slope, shift]).all()
    assert slope > 0
