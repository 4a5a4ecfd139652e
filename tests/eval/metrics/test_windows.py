"""The days that were searched, and the clock."""

from __future__ import annotations

import time
from datetime import date

import pytest

from eval.metrics.windows import nothing_later, same_window

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)

WINDOWS = [
    ((MAY, JUNE), (MAY, JUNE), True),  # always right
    ((MAY, JUNE), (JUNE, JUNE), False),  # always wrong
    ((MAY, JUNE), (MAY, MAY), False),
    ((MAY, JUNE), (JUNE, MAY), False),
    ((MAY, JUNE), (MAY, None), False),
    ((MAY, JUNE), (None, JUNE), False),
    ((MAY, None), (MAY, None), True),
    ((MAY, None), (None, MAY), False),
    ((MAY, JUNE), None, False),
    (None, (MAY, JUNE), False),
    (None, (MAY, None), False),
    (None, None, True),
    (None, (None, None), True),
    ((None, None), None, True),
    (("2026-05-01", None), ("2026-05-01", None), True),
    (("2026-05-01", None), ("2026-05-02", None), False),
]


@pytest.mark.parametrize(("expected", "got", "same"), WINDOWS)
def test_a_window_is_right_if_both_ends_are(
    expected: tuple[date | None, date | None] | None,
    got: tuple[date | None, date | None] | None,
    same: bool,
) -> None:
    assert same_window(expected, got) is same


CLOCKS: list[tuple[list[str | None], bool | None]] = [
    ([], None),
    ([None, None], None),
    (["2026-05-01", "2026-04-30"], True),  # always right
    (["2026-05-02", "2027-01-01"], False),  # always wrong
    (["2026-04-01", "2026-05-02"], False),
    (["2026-05-02", "2026-04-01"], False),
    (["2026-04-01", None], True),
    (["2026-05-02", None], False),
    (["2026-05-01T00:00:00Z"], True),
    (["2026-05-01T23:59:59Z"], True),
    (["2026-05-01T23:59:59.999999+00:00"], True),
    (["2026-05-02T00:00:00Z"], False),
    (["2026-05-01T23:59:59"], True),
    (["2026-05-02T00:00:00"], False),
    (["2026-05-01T23:30:00-02:00"], False),
    (["2026-05-02T01:30:00+02:00"], True),
    (["2026-05-02T02:00:00+02:00"], False),
]


@pytest.mark.parametrize(("published", "kept"), CLOCKS)
def test_nothing_is_later_than_the_end_of_the_day_in_utc(
    published: list[str | None], kept: bool | None
) -> None:
    assert nothing_later(published, MAY) is kept


def test_the_zone_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its zone")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        with monkeypatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            assert nothing_later(["2026-05-01T23:59:59"], MAY) is True
            assert nothing_later(["2026-05-02T00:00:00"], MAY) is False
        time.tzset()


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="last week"):
        nothing_later(["last week"], MAY)
