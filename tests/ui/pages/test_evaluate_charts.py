"""Charts: whiskers where there are intervals, lines where runs can be read against each other."""

from __future__ import annotations

import re

import pytest

from ui.pages.evaluate_charts import (
    Point,
    Series,
    Words,
    figure_of,
    kinds_chart,
    range_chart,
    round_up,
    spoken,
    trend_chart,
)

WORDS = Words("trend-0", "Finding over the last runs", "hit@1: run 1: 50.0 %.")


def _chart(*points: Point | None, same: str = "aaa", unit: str = "share") -> str:
    return trend_chart(WORDS, [Series("hit@1", points)], list(same[: len(points)]), unit)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(0.0, 1), (0.03, 0.05), (0.05, 0.05), (0.051, 0.1), (1.2, 2), (3, 5), (7, 10), (11, 20)],
)
def test_a_scale_ends_at_a_round_number(value: float, rounded: float) -> None:
    assert round_up(value) == pytest.approx(rounded)


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [(0.5, "share", "50 %"), (0.02, "seconds", "20 ms"), (2.5, "seconds", "2.5 s")],
)
def test_a_mark_of_a_scale_is_told_in_its_unit(value: float, unit: str, told: str) -> None:
    assert figure_of(value, unit) == told


def test_a_chart_says_in_words_what_it_shows() -> None:
    chart = _chart(Point(0.5, 0.4, 0.6))
    assert 'role="img"' in chart
    assert 'aria-labelledby="trend-0-title trend-0-text"' in chart
    assert '<title id="trend-0-title">Finding over the last runs</title>' in chart
    assert "run 1: 50.0 %" in chart


def test_an_interval_is_a_whisker_and_none_is_none() -> None:
    assert _chart(Point(0.5, 0.4, 0.6)).count('class="whisker a"') == 1
    assert "whisker" not in _chart(Point(0.5))


def test_only_runs_of_the_same_questions_are_joined() -> None:
    points = [Point(0.5), Point(0.6), Point(0.7)]
    assert _chart(*points, same="aab").count('class="line a"') == 1
    assert _chart(*points, same="aaa").count('class="line a"') == 2
    assert _chart(*points, same="aba").count('class="line a"') == 1


def test_a_run_that_did_not_measure_it_leaves_a_gap() -> None:
    chart = _chart(Point(0.5), None, Point(0.7))
    assert chart.count("<circle") == 2
    assert chart.count('class="line a"') == 1
    assert spoken([Series("hit@1", (None,))], "share") == "hit@1: not measured."


def test_what_is_higher_stands_higher_and_nothing_leaves_the_chart() -> None:
    chart = _chart(Point(0.2, 0.0, 1.0), Point(0.9), unit="share")
    low, high = (float(y) for y in re.findall(r'cy="([\d.]+)"', chart))
    assert high < low
    ys = [float(y) for y in re.findall(r'[xyc]+[12]?="(-?[\d.]+)"', chart)]
    assert min(ys) >= 0


def test_kinds_stand_with_how_many_questions_they_have() -> None:
    chart = kinds_chart(WORDS, {"single": (Point(0.5, 0.2, 0.8), 12)})
    assert "single" in chart
    assert "12" in chart


def test_a_small_line_beside_a_number_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in range_chart(10, 20, 30)
    assert 'class="zero"' in range_chart(10, 20, 30, zero=50)


def test_words_in_a_chart_stay_words() -> None:
    evil = "</title><img src=x onerror=alert(1)>"
    chart = trend_chart(Words("t", evil, evil), [Series(evil, (Point(1),))], ["a"], "share")
    assert "<img" not in chart
