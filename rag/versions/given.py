"""What is read: verbatim text of an article, and the value that a sentence of it gives. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rag.domain import Passage
from rag.versions.values import Value


class Told(Protocol):
    """Verbatim text of an article, as much as is quoted or was found."""

    @property
    def text(self) -> str:
        """One sentence or more."""

    @property
    def outlet(self) -> str | None:
        """Who printed it."""

    @property
    def published_at(self) -> str | None:
        """ISO date or datetime."""

    @property
    def article_id(self) -> str:
        """Whose text it is."""

    @property
    def around(self) -> str:
        """What tells which event it speaks of: the headline and the passage."""


@dataclass(frozen=True, slots=True)
class Said:
    """A passage, or a part of it, as `disagreements` reads it."""

    text: str
    outlet: str | None = None
    published_at: str | None = None
    article_id: str = ""
    around: str = ""

    @classmethod
    def of(cls, passage: Passage, text: str | None = None) -> Said:
        """A passage, or a verbatim part of it."""
        around = f"{passage.title}\n{passage.text}"
        outlet, at = passage.outlet, passage.published_at
        return cls(passage.text if text is None else text, outlet, at, passage.article_id, around)


@dataclass(frozen=True, slots=True)
class Given:
    """A value, the sentence that gives it, and whose it is."""

    value: Value
    sentence: str
    said: Told
    source: int

    @property
    def day(self) -> date | None:
        """The day it was published."""
        return date.fromisoformat(self.said.published_at[:10]) if self.said.published_at else None

    @property
    def around(self) -> str:
        """All that tells of which event it is."""
        return f"{self.sentence}\n{self.said.around}"
