"""A job: sources to be read one after the other, and how far each has come. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from rag.errors import PageHeldBack, SourceRejected

Step = Literal["waiting", "reading", "done", "stopped"]
State = Literal["waiting", "running", "stopping", "done", "stopped", "failed"]

OVER: tuple[State, ...] = ("done", "stopped", "failed")
KINDS = ("added", "updated", "unchanged", "duplicates")


@dataclass(frozen=True, slots=True)
class Rejection:
    """What could not become an article; without the page that came, which may be large.

    Attributes:
        source: What was named or listed.
        reason: Why, for a reader.
        held: Whether the page is kept in quarantine.
    """

    source: str
    reason: str
    held: bool = False

    @classmethod
    def of(cls, rejected: SourceRejected) -> Rejection:
        """What the pipeline says, to be kept for long."""
        return cls(rejected.source, rejected.reason, isinstance(rejected, PageHeldBack))


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a job.

    Attributes:
        name: An address, or the name that a file had where it came from.
        file: Where a file that was sent up lies; None for an address.
        step: How far it is.
        done: Articles dealt with.
        found: Articles met so far.
        total: How many there are, if that is known or can be estimated.
        began: When its reading began.
        ended: When it ended.
        outcomes: How often each happened: added, updated, unchanged, duplicates.
        rejected: What could not become an article.
        quarantined: Of these, pages that are kept to be looked at.
    """

    name: str
    file: Path | None = None
    step: Step = "waiting"
    done: int = 0
    found: int = 0
    total: int | None = None
    began: datetime | None = None
    ended: datetime | None = None
    outcomes: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[Rejection, ...] = ()
    quarantined: int = 0

    @property
    def of(self) -> int | None:
        """How many there are to deal with, as far as is known; never fewer than were."""
        return None if self.total is None else max(self.total, self.done)

    def rate(self, now: datetime) -> float:
        """Articles a second; 0 where that cannot be said yet."""
        seconds = ((self.ended or now) - self.began).total_seconds() if self.began else 0.0
        return self.done / seconds if seconds >= 1 else 0.0

    def left(self, now: datetime) -> float | None:
        """Seconds until it is done, at the pace so far; None where nobody can say."""
        rate = self.rate(now)
        if self.of is None or not rate or self.step != "reading":
            return None
        return (self.of - self.done) / rate

    def json(self, now: datetime) -> dict[str, Any]:
        """As /api/jobs tells it."""
        left = self.left(now)
        return {
            "source": self.name,
            "step": self.step,
            "done": self.done,
            "total": self.of,
            "rate": round(self.rate(now), 3),
            "seconds_left": None if left is None else round(left),
            **{kind: self.outcomes.get(kind, 0) for kind in KINDS},
            "rejected": [{"source": r.source, "reason": r.reason} for r in self.rejected],
            "quarantined": self.quarantined,
        }


@dataclass(frozen=True, slots=True)
class Job:
    """Sources that were named together.

    Attributes:
        id: Its name.
        sources: What is to be read, in order.
        asked: When.
        limit: At most so many articles of each feed, sitemap or site.
        since: Only what a feed or sitemap does not date before that day.
        state: How far it is.
        began: When its first source was begun.
        ended: When it was over.
        failure: Why it could not go on.
    """

    id: str
    sources: tuple[Source, ...]
    asked: datetime
    limit: int | None = None
    since: date | None = None
    state: State = "waiting"
    began: datetime | None = None
    ended: datetime | None = None
    failure: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in OVER

    @property
    def outcomes(self) -> Counter[str]:
        """How often each happened, in all sources."""
        total: Counter[str] = Counter()
        for source in self.sources:
            total.update(source.outcomes)
        return total

    @property
    def rejected(self) -> list[Rejection]:
        """Every rejection, in order."""
        return [rejected for source in self.sources for rejected in source.rejected]

    @property
    def quarantined(self) -> int:
        """Pages that are kept to be looked at."""
        return sum(source.quarantined for source in self.sources)

    @property
    def at(self) -> int | None:
        """The number of the source that is being read, from 1."""
        reading = (n for n, source in enumerate(self.sources, 1) if source.step == "reading")
        return next(reading, None)

    def seconds(self, now: datetime) -> float:
        """It took, or has taken so far."""
        return ((self.ended or now) - self.began).total_seconds() if self.began else 0.0

    def json(self, now: datetime) -> dict[str, Any]:
        """As /api/jobs tells it."""
        return {
            "id": self.id,
            "state": self.state,
            "asked_at": self.asked.isoformat(timespec="seconds"),
            "limit": self.limit,
            "since": self.since.isoformat() if self.since else None,
            "seconds": round(self.seconds(now), 3),
            **{kind: self.outcomes[kind] for kind in KINDS},
            "quarantined": self.quarantined,
            "failure": self.failure,
            "sources": [source.json(now) for source in self.sources],
        }
