"""What is asked of sources beside their names: fields, formats, how many, since when. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from ingest.readers.entries import Entry, Nested
from ingest.readers.moments import lenient

MOST_ADDRESSES = 50_000  # of one feed, sitemap or site, where no other number was asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """How sources are to be read.

    Attributes:
        clock: The time now, with a zone.
        fields: Our names of fields to those of tables and JSON.
        stdin_kind: The ending that stands for the format of standard input.
        limit: At most so many articles of each feed, sitemap or site; None for the usual bound.
        since: Only what a feed or sitemap does not date before that day.
        apart: Whether files are left to be read in another process where that can be.
    """

    clock: Callable[[], datetime]
    fields: Mapping[str, str] = field(default_factory=dict)
    stdin_kind: str = ".jsonl"
    limit: int | None = None
    since: date | None = None
    apart: bool = False

    @property
    def most(self) -> int:
        """How many articles a list may lead to."""
        return MOST_ADDRESSES if self.limit is None else self.limit

    def wants(self, listed: Entry | Nested) -> bool:
        """Whether what is listed is of a day that was asked for; what has no day is."""
        if self.since is None:
            return True
        days = [
            iso[:10]
            for text in (getattr(listed, "published", None), listed.modified)
            if text and (iso := lenient(text))
        ]
        return not days or max(days) >= self.since.isoformat()
