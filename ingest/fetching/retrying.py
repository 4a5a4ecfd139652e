"""When it is worth to try again, and how long to wait before that."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

RETRIED = (
    httpx.NetworkError,
    httpx.ConnectTimeout,
    httpx.ReadTimeout,
    httpx.WriteTimeout,
    httpx.RemoteProtocolError,
)
NOT_NOW = frozenset({408, 425, 429})  # and those from 500 on, but for the two that stay as they are
NEVER = frozenset({501, 505})


def passing(status: int) -> bool:
    """Whether a status speaks of the moment, and not of the page."""
    return status in NOT_NOW or (status >= 500 and status not in NEVER)


def backoff(attempt: int, jitter: float) -> float:
    """Seconds to wait after an attempt (from 0 on): doubling, spread by `jitter` from 0 to 1."""
    return float(2**attempt) * (0.5 + jitter)


def retry_after(header: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None for neither."""
    if header.strip().isdecimal():
        return float(header)
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())
