"""How figures are worded, in reports and, in the very same words, on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from eval.report.numbers import difference, figure, told

UNITS = st.sampled_from(["share", "seconds", "per second", "tokens", "score"])
VALUES = st.one_of(st.none(), st.floats(0, 5000))


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "wanted"),
    [
        (0.841, 0.768, 0.902, "share", "84.1 % (76.8–90.2)"),
        (None, None, None, "share", "—"),
        (0.0, 0.0, 0.0, "share", "0.0 % (0.0–0.0)"),
        (1.0, 1.0, 1.0, "share", "100.0 % (100.0–100.0)"),
        (0.5, None, None, "share", "50.0 %"),
        (0.0342, 0.031, 0.039, "seconds", "34 ms (31–39)"),
        (12.44, 11.0, 14.1, "seconds", "12.4 s (11.0–14.1)"),
        (0.98, 0.9, 1.2, "seconds", "980 ms (900–1200)"),
        (1.834, None, None, "per second", "1.83 /s"),
        (1412.4, 1300, 1500, "tokens", "1,412 (1,300–1,500)"),
        (0.8423, 0.79, 0.89, "score", "0.842 (0.790–0.890)"),
    ],
)
def test_a_figure_is_told_in_its_unit(
    value: float | None, low: float | None, high: float | None, unit: str, wanted: str
) -> None:
    assert told(value, low, high, unit) == wanted


@pytest.mark.parametrize(("value", "wanted"), [(0.99996, "99.9 %"), (0.00004, "0.1 %")])
def test_almost_all_is_not_all_and_almost_nothing_not_nothing(value: float, wanted: str) -> None:
    assert figure(value, "share") == wanted


@pytest.mark.parametrize(
    ("change", "low", "high", "unit", "size", "wanted"),
    [
        (0.021, -0.004, 0.046, "share", 0.8, "+2.1 points (−0.4 to +4.6)"),
        (0.0, 0.0, 0.0, "share", 1.0, "0.0 points (0.0 to 0.0)"),
        (-0.002, -0.004, 0.0001, "seconds", 0.04, "−2 ms (−4 to 0)"),
        (-0.1, -0.3, 0.2, "seconds", 7.0, "−0.1 s (−0.3 to +0.2)"),
        (0.0213, None, None, "score", None, "+0.021"),
        (None, None, None, "share", None, "—"),
    ],
)
def test_a_difference_has_a_sign_and_the_scale_of_what_differs(
    change: float | None,
    low: float | None,
    high: float | None,
    unit: str,
    size: float | None,
    wanted: str,
) -> None:
    assert difference(change, low, high, unit, size) == wanted
