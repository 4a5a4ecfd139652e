"""Whether the right days were searched, and nothing from after the clock was used. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

Day = TypeVar("Day", date, str)


def same_window(
    expected: tuple[Day | None, Day | None] | None, got: tuple[Day | None, Day | None] | None
) -> bool:
    """Whether both ends are the same days; no window is the same as one that is open at both ends.

    The mean over questions is the accuracy of reading dates: True for the very days, False for
    anything wider or narrower, and for a window where there should be none.

    Args:
        expected: From and to, both included, as dates or ISO dates; None is an open end.
        got: The same, in the same form.
    """
    return (expected or (None, None)) == (got or (None, None))


def nothing_later(published: Sequence[str | None], as_of: date) -> bool | None:
    """Whether everything dated was published by the end of a day, counted in UTC.

    True where nothing is later, False where one thing is. What bears no date counts neither way;
    None if nothing bears one.

    Args:
        published: ISO dates or datetimes; a datetime without a zone is read as UTC.
        as_of: The last day that counts, up to its last second.

    Raises:
        ValueError: If a text is neither.
    """
    days = [_day(moment) for moment in published if moment is not None]
    return max(days) <= as_of if days else None


def _day(iso: str) -> date:
    """Read here, not by what the index uses: a measure must not share the bugs it looks for."""
    moment = datetime.fromisoformat(iso)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
