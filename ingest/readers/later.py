"""An article whose bytes are at hand and still to be read: here, or in another process. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from ingest.readers.entries import Entry, Nested
from rag.domain import Draft
from rag.errors import SourceRejected

Read = Callable[[bytes], Iterable[Draft | SourceRejected]]


@dataclass(frozen=True, slots=True)
class Later:
    """One file of an archive, one letter of a mailbox, one file.

    Attributes:
        source: What to call it in a rejection.
        data: Its bytes.
        read: Makes articles and rejections of them; a function of a module, or a `partial` of one
            with arguments that can be pickled. It may raise `SourceRejected`, too.
        url: The address of the page that it is, where that is known.
    """

    source: str
    data: bytes
    read: Read
    url: str | None = None

    def now(self) -> Iterator[Draft | SourceRejected]:
        """What it comes to, read here."""
        try:
            yield from self.read(self.data)
        except SourceRejected as rejected:
            yield rejected

    def then(self, change: Callable[[Draft | SourceRejected], Draft | SourceRejected]) -> Later:
        """The same with all that is found changed; `change` can be pickled as `read` can."""
        return replace(self, read=partial(_changed, read=self.read, change=change))


Found = Draft | Entry | Nested | SourceRejected
"""What sources come to."""

Came = Found | Later
"""What readers of files give."""


def at_once(came: Iterable[Came]) -> Iterator[Found]:
    """All that came, read here."""
    for one in came:
        if isinstance(one, Later):
            yield from one.now()
        else:
            yield one


def _changed(
    data: bytes, *, read: Read, change: Callable[[Draft | SourceRejected], Draft | SourceRejected]
) -> Iterator[Draft | SourceRejected]:
    try:
        for found in read(data):
            yield change(found)
    except SourceRejected as rejected:
        yield change(rejected)
