"""Storing what watching brings: the library is held while articles are stored, and not between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from ingest.pipeline import ingest
from ingest.stories import follow_stories
from rag.domain import Draft
from rag.errors import SourceRejected
from rag.index.library import Library

Open = Callable[[], AbstractContextManager[Library]]
"""Opens the library to write; if another process has it, to write to its archive alone."""


def storing(opened: Open) -> Callable[[Sequence[Draft]], list[str | SourceRejected]]:
    """A store for `Watch`; others can read and write the library between two calls of it."""

    def store(drafts: Sequence[Draft]) -> list[str | SourceRejected]:
        with opened() as library:
            done = [_stored(draft, library) for draft in drafts]
            if library.lock.writes:
                library.follow()
            follow_stories(library.archive)
        return done

    return store


def _stored(draft: Draft, library: Library) -> str | SourceRejected:
    report = ingest([draft], library, follow=False)
    if report.rejected:
        return report.rejected[0]
    return next(iter(report.outcomes), "unchanged")
