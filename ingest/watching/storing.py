"""Storing what watching brings: the library is held while articles are stored, and not between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from ingest.pipeline import ingest
from ingest.watching.watch import Kept
from rag.errors import SourceRejected
from rag.index.library import Library

Open = Callable[[], AbstractContextManager[Library]]
"""Opens the library to write; if another process has it, to write to its archive alone."""


def storing(opened: Open) -> Callable[[Sequence[Kept]], list[str | SourceRejected]]:
    """A store for `Watch`; others can read and write the library between two calls of it."""

    def store(found: Sequence[Kept]) -> list[str | SourceRejected]:
        with opened() as library:
            done = [_stored(one, library) for one in found]
            if library.lock.writes:
                library.follow()
        return done

    return store


def _stored(found: Kept, library: Library) -> str | SourceRejected:
    report = ingest([found], library, follow=False)
    if report.rejected:
        return report.rejected[0]
    return next(iter(report.outcomes), "unchanged")
