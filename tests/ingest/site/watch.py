"""A clock for tests of politeness, on which only sleeping takes time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

NOW = datetime(2025, 5, 12, 12, tzinfo=UTC)
"""The time of fetching in tests that say what it is."""


@dataclass
class Watch:
    """Time that passes only by sleeping."""

    now: float = 1000.0
    naps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.naps.append(round(seconds, 6))
        self.now += seconds

    def __call__(self) -> float:
        return self.now
