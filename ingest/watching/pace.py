"""When a feed is polled next: more often while it is busy, less often while it is quiet. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ingest.watching.wishes import Wishes

FIRST = 1800.0  # seconds between the first polls of a feed
SHORTEST, LONGEST = 300.0, 6 * 3600.0  # seconds between polls by the feed's own pace
BUSIER, QUIETER = 0.5, 1.5  # times the interval, after a poll with new articles or without
BUSIEST = 0.25  # after one with many
MANY = 5  # new articles
BACKOFF = 900.0  # seconds after the first failure; twice as many after each further one
WEARY = 24 * 3600.0  # seconds between polls of a feed that keeps failing
PATIENT = 7 * 24 * 3600.0  # seconds that a server may ask for
SPREAD = 0.1  # share of the interval by which polls are spread, so that not all come at once


def paced(interval: float, new: int) -> float:
    """Seconds to the next poll, by what the last one brought.

    Args:
        interval: Seconds before the last poll.
        new: Articles that it brought.
    """
    factor = QUIETER if not new else BUSIEST if new >= MANY else BUSIER
    return min(max(interval * factor, SHORTEST), LONGEST)


def patience(failures: int, asked: float | None = None) -> float:
    """Seconds to wait after a failure.

    Args:
        failures: How many came one after the other, this one included.
        asked: Seconds that the server asked to be left alone.
    """
    own = min(BACKOFF * float(2 ** min(failures - 1, 16)), WEARY)
    return max(own, min(asked or 0.0, PATIENT))


def due(now: datetime, seconds: float, wishes: Wishes, jitter: float) -> datetime:
    """When to poll next: never earlier than the feed wishes, and not in hours it asks to skip.

    Args:
        now: The time, in a zone.
        seconds: From now, by its own pace.
        wishes: What the feed and its server ask for.
        jitter: From 0 to 1, for spreading.
    """
    wait = max(seconds, wishes.least) * (1 + SPREAD * jitter)
    at = (now + timedelta(seconds=wait)).astimezone(UTC)
    for _ in range(8 * 24):  # if every hour of a week is to be skipped, none is
        if at.hour not in wishes.skipped_hours and at.weekday() not in wishes.skipped_days:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return (now + timedelta(seconds=wait)).astimezone(UTC)
