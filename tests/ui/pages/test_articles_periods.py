"""Days gathered into periods, and the chart of them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ui.pages.articles_asked import Asked
from ui.pages.periods import following, named, periods, unit_of
from ui.pages.timeline import scale, timeline_html


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        (date(2026, 1, 1), "day"),
        (date(2026, 3, 11), "day"),
        (date(2026, 3, 12), "week"),
        (date(2027, 5, 5), "week"),
        (date(2027, 5, 6), "month"),
        (date(2031, 10, 1), "month"),
        (date(2031, 10, 2), "year"),
    ],
)
def test_the_shortest_unit_that_has_room_is_taken(last, unit):
    assert unit_of(date(2026, 1, 1), last) == unit


def test_periods_are_whole_and_none_is_left_out():
    found, unit = periods([("2026-01-31", "A", 2), ("2027-09-01", None, 1), ("2026-01-02", "A", 1)])
    assert unit == "month"
    assert len(found) == 21
    assert [found[0].first, found[0].last] == [date(2026, 1, 1), date(2026, 1, 31)]
    assert (found[0].counts["A"], found[1].total, found[-1].counts["unknown outlet"]) == (3, 0, 1)
    assert named(found[0], unit) == "Jan 2026"


def test_weeks_begin_on_monday():
    found, unit = periods([("2026-01-01", "A", 1), ("2026-06-01", "A", 1)])
    assert unit == "week"
    assert {period.first.weekday() for period in found} == {0}
    assert named(found[0], unit) == "week of 29 Dec 2025"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_as_well(day):
    found, _ = periods([(day, "A", 1)])
    assert [period.total for period in found] == [1]
    assert periods([(day, "A", 1), ("2026-01-01", "A", 1)])[1] == "year"


def test_no_day_gives_no_period():
    assert periods([("soon", "A", 1)]) == ([], "day")


def test_nothing_comes_after_the_last_day():
    assert following(date.max, "day") is None
    assert following(date.max, "year") is None


@pytest.mark.parametrize(
    ("most", "top"), [(1, 1), (3, 3), (7, 8), (9, 10), (347, 400), (1000, 1000)]
)
def test_the_scale_ends_at_a_round_number(most, top):
    assert scale(most) == top


DAYS = [("2026-01-01", f"Outlet {n}", 9 - n) for n in range(7)] + [("2026-01-03", "<b>", 1)]


def test_the_chart_has_a_title_a_description_and_its_numbers_as_a_table():
    page = timeline_html(Asked(), DAYS)
    assert 'role="img" aria-labelledby="timeline-title timeline-desc"' in page
    assert "Most articles: 42 (1 Jan 2026)" in page
    assert page.count("<rect") == 6 + 3 + 1  # outlets and others; days; others
    assert "<b>" not in page
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page)
    assert re.sub(r"<[^>]+>", " ", rows[1]).split() == [
        "1", "Jan", "2026", "42", "9", "8", "7", "6", "5", "7",
    ]  # fmt: skip


def test_a_bar_opens_its_articles_within_the_days_that_were_asked_for():
    asked = Asked("timeline", first=date(2026, 1, 2), outlet="A")
    page = timeline_html(asked, [("2026-01-02", "A", 1), ("2026-06-06", "A", 1)])
    assert "/articles?outlet=A&amp;from=2026-01-02&amp;to=2026-01-04" in page
