"""What goes from stage to stage: sources not read yet, and articles cut into passages. Light."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from rag.domain import Draft
from rag.errors import SourceRejected
from rag.visits import Visit

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
        visit: What to remember of the page that it is, once all of it is stored.
    """

    source: str
    data: bytes | Path
    read: Callable[[bytes], Iterable[Found]]
    visit: Visit | None = None


@dataclass(frozen=True, slots=True)
class Unmoved:
    """A page that its server says is what it was when its article was stored.

    Attributes:
        source: The address that was asked for.
        url: The address that answered.
        visit: What to remember of it.
    """

    source: str
    url: str
    visit: Visit


@dataclass(frozen=True, slots=True)
class Missing:
    """A page that is no more.

    Attributes:
        source: The address that was asked for.
        url: The address that answered.
        visit: What to remember of it; its status is 404 or 410.
        reason: What the server said, in words.
    """

    source: str
    url: str
    visit: Visit
    reason: str


Item = Draft | Unread | SourceRejected | Unmoved | Missing
"""What sources give to the pipeline."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An article on its way.

    Attributes:
        draft: It.
        spans: Those of its passages, where they are known by now.
        settled: Whether nothing seemed to be left to do, so that nothing was prepared.
        visit: What to remember of its page once it is stored.
    """

    draft: Draft
    spans: list[Span] | None
    settled: bool = False
    visit: Visit | None = None


Read = list[Cut | SourceRejected]
"""What became of one source."""

Piece = Cut | SourceRejected | Unmoved | Missing
"""What is stored or noted, in the order of the sources."""


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
