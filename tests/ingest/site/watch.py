"""A clock for tests of politeness, on which only sleeping takes time."""

from __future__ import annotations

from dataclasses import dataclass, field


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
