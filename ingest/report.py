"""What a run of ingestion did: counts, and every rejection with its reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from rag.errors import SourceRejected


@dataclass(slots=True)
class Report:
    """Filled while a run goes on.

    Attributes:
        outcomes: How often each happened: added, updated, unchanged, duplicates.
        rejected: What could not become an article, in order.
        quarantined: Of these, pages that came and are kept to be looked at.
        articles: In the library after the run.
        passages: In the library after the run.
        seconds: The run took.
        stopped: Whether it was interrupted.
        waiting: Changes that the indexes had not applied at its end.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    rejected: list[SourceRejected] = field(default_factory=list)
    quarantined: int = 0
    articles: int = 0
    passages: int = 0
    seconds: float = 0.0
    stopped: bool = False
    waiting: int = 0

    @property
    def kept(self) -> int:
        """Sources that are in the library now."""
        return self.outcomes.total()

    @property
    def failed(self) -> bool:
        """Whether every source was rejected."""
        return not self.kept and bool(self.rejected)

    def json(self) -> dict[str, Any]:
        """As `dateline ingest --json` prints it."""
        names = ("added", "updated", "unchanged", "duplicates")
        return {name: self.outcomes[name] for name in names} | {
            "rejected": [{"source": r.source, "reason": r.reason} for r in self.rejected],
            "quarantined": self.quarantined,
            "articles": self.articles,
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
            "stopped": self.stopped,
            "waiting": self.waiting,
        }
