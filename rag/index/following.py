"""What it is to follow the archive: apply changes in order, remember the last, catch up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from rag.domain import Passage
from rag.index.archive import Archive

BATCH = 64  # changes applied between two notes of how far a follower got

Read = Callable[[Sequence[str]], list[Passage]]
"""Gives the passages of articles."""

Progress = Callable[[str, int, int], None]
"""Called with a follower's name, changes applied and changes to apply."""


class Follower(Protocol):
    """An index that follows the archive.

    Attributes:
        name: For people and for the archive's table of followers.
    """

    name: str

    @property
    def applied(self) -> int:
        """The number of the last change applied; 0 in a new index."""
        ...

    def apply(self, article_ids: Sequence[str], passages: Sequence[Passage], change: int) -> None:
        """Make the index hold exactly these passages of these articles, then remember the change.

        Applying the same again does no harm, so a crash in between does none either.
        """
        ...


def catch_up(
    archive: Archive,
    follower: Follower,
    progress: Progress | None = None,
    batch: int = BATCH,
    read: Read | None = None,
) -> int:
    """Apply every change that a follower has not applied.

    Args:
        archive: What is followed.
        follower: Who follows.
        progress: Told of every step.
        batch: Changes a step.
        read: Which passages of an article the follower holds; those of its current version if not
            given.

    Returns:
        How many articles were looked at.
    """
    read = read or archive.passages_of
    waiting, done, seen = archive.log.waiting(follower.applied), 0, 0
    while True:
        change, ids = archive.log.after(follower.applied, batch)
        if not ids:
            archive.log.report(follower.name, follower.applied)
            return seen
        before = follower.applied
        follower.apply(ids, read(ids), change)
        archive.log.report(follower.name, change)
        seen += len(ids)
        done += min(change - before, batch)
        if progress:
            progress(follower.name, done, max(waiting, done))
