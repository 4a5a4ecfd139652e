"""What goes from stage to stage: sources not read yet, and articles cut into passages. Light."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from rag.domain import Draft
from rag.errors import SourceRejected

Span = tuple[int, int]
Found = Draft | SourceRejected


@dataclass(frozen=True, slots=True)
class Still:
    """A clock that stands, and that can be sent to another process."""

    at: datetime

    def __call__(self) -> datetime:
        """Always the same."""
        return self.at


@dataclass(frozen=True, slots=True)
class Unread:
    """A source whose bytes are here or on disk and are still to be read, in another process.

    Attributes:
        source: What to call it in a rejection.
        data: Its bytes, or the file that holds them.
        read: Makes articles and rejections of the bytes; a function of a module, or a `partial` of
            one, with arguments that can be pickled (`Still` is a clock that can).
    """

    source: str
    data: bytes | Path
    read: Callable[[bytes], Iterable[Found]]


Item = Draft | Unread | SourceRejected
"""What sources give to the pipeline."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An article on its way.

    Attributes:
        draft: It.
        spans: Those of its passages, where they are known by now.
        settled: Whether nothing seemed to be left to do, so that nothing was prepared.
    """

    draft: Draft
    spans: list[Span] | None
    settled: bool = False


Read = list[Cut | SourceRejected]
"""What became of one source."""


class Measures(Protocol):
    """Counts tokens; every embedder does."""

    @property
    def window(self) -> int:
        """Tokens that count."""
        ...

    def tokens(self, texts: Sequence[str]) -> list[int]:
        """How many each text takes."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts tokens as an embedder does, and can be sent to another process."""

    window: int
    counter: Callable[[Sequence[str]], list[int]]

    def tokens(self, texts: Sequence[str]) -> list[int]:
        """How many each text takes."""
        return self.counter(texts)
