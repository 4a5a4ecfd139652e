from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.versions.standing import Dated, since, stood


def may(day: int | None, hour: int = 0) -> str | None:
    return f"2026-05-{day:02}T{hour:02}:00:00+00:00" if day else None


def version(n: int, published: int | None, modified: int | None, fetched: int | None) -> Dated:
    return Dated(n, may(published), may(modified), may(fetched))


def at(day: int) -> int:
    return int(datetime(2026, 5, day, 23, 59, 59, tzinfo=UTC).timestamp())


FROM = [
    ("published", [(1, None, 9)], [1]),
    ("modified before it was fetched", [(1, 4, 9)], [4]),
    ("said to be modified after it was fetched", [(1, 12, 9)], [9]),
    ("undated, so fetched", [(None, None, 9)], [9]),
    ("nothing known", [(None, None, None)], [None]),
    ("changed and said so", [(1, None, 2), (1, 5, 9)], [1, 5]),
    ("changed without a word", [(1, None, 2), (1, None, 9)], [1, 9]),
    ("changed, saying when it was modified before", [(1, 3, 4), (1, 3, 9)], [3, 9]),
    ("changed, saying the time of publication", [(1, None, 2), (1, 1, 9)], [1, 9]),
    ("changed, and nothing tells when", [(1, None, None), (1, None, None)], [1, None]),
    ("changed after one that nothing dates", [(None, None, None), (None, 5, 9)], [None, 5]),
    ("published anew", [(1, None, 2), (6, None, 9)], [1, 9]),
    ("thrice", [(1, None, 2), (1, 5, 6), (1, 7, 9)], [1, 5, 7]),
]  # fmt: skip


@pytest.mark.parametrize(("times", "days"), [f[1:] for f in FROM], ids=[f[0] for f in FROM])
def test_a_version_counts_from_the_day_that_its_source_names_or_it_was_fetched(
    times: list[tuple[int | None, int | None, int | None]], days: list[int | None]
) -> None:
    dated = [version(n, *known) for n, known in enumerate(times, 1)]
    counted = [None if s is None else datetime.fromtimestamp(s, UTC).day for _, s in since(dated)]
    assert counted == days


@pytest.mark.parametrize(
    ("day", "number"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (30, 3)], ids=str
)
def test_the_last_version_that_counted_by_then_stood(day: int, number: int) -> None:
    dated = [version(1, 1, None, 2), version(2, 1, 5, 6), version(3, 1, None, 9)]
    assert stood(dated, at(day)) == (number, 3)


def test_before_the_first_version_none_stood() -> None:
    assert stood([version(1, 5, None, None), version(2, 5, 9, None)], at(4)) == (None, 2)


def test_what_nothing_dates_counts_as_undated_articles_do_but_no_later_version() -> None:
    undated = version(1, None, None, None)
    assert stood([undated], at(1)) == (1, 1)
    assert stood([undated, version(2, None, None, None)], at(30)) == (1, 2)


def test_a_day_ends_in_utc() -> None:
    late = Dated(2, "2026-05-01", "2026-05-06T01:00:00+02:00", "2026-05-09")  # still the 5th
    assert stood([version(1, 1, None, 2), late], at(5)).version == 2
    assert stood([version(1, 1, None, 2), late], at(4)).version == 1


DAYS = st.none() | st.integers(1, 28)


@given(st.lists(st.tuples(DAYS, DAYS, DAYS), min_size=1, max_size=5))
def test_what_stands_later_is_never_an_older_version(
    times: list[tuple[int | None, int | None, int | None]],
) -> None:
    dated = [version(n, *known) for n, known in enumerate(times, 1)]
    numbers = [stood(dated, at(day)).version or 0 for day in range(1, 29)]
    assert numbers == sorted(numbers)
