"""From when a version of an article counts, and which one stood at a time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rag.domain import epoch


@dataclass(frozen=True, slots=True)
class Dated:
    """A version and what is known of its times, in ISO."""

    version: int
    published: str | None = None
    modified: str | None = None
    fetched: str | None = None


class Stood(NamedTuple):
    """Which version of an article stood at a time (None: none did), and which is its newest."""

    version: int | None
    newest: int

    @property
    def replaced(self) -> bool:
        """Whether one stood that a newer one has replaced since."""
        return self.version is not None and self.version < self.newest


def since(dated: Iterable[Dated]) -> Iterator[tuple[int, int | None]]:
    """Each version with the first second, since 1970 UTC, from which it counts.

    That is when its source says that it was modified; else, of version 1, when it was published;
    else when it was fetched. A source that names no later time than for the version before did not
    speak of this change, so that does not count; and nothing counts from later than it was fetched.

    Args:
        dated: The versions of one article, oldest first.

    Yields:
        None as the second, where nothing tells.
    """
    before: int | None = None
    for one in dated:
        published, modified, fetched = (
            epoch(iso) if iso else None for iso in (one.published, one.modified, one.fetched)
        )
        told = modified
        if one.version > 1 and modified is not None and before is not None and modified <= before:
            told = None
        if told is None and one.version == 1:
            told = published
        known = [at for at in (told, fetched) if at is not None]
        before = min(known, default=None)
        yield one.version, before


def stood(dated: Iterable[Dated], at: int) -> Stood:
    """The last version that counted at a second since 1970 UTC.

    Of what nothing dates, version 1 counts, as all undated articles do; a later one does not.

    Args:
        dated: The versions of one article, oldest first, at least one.
        at: When.
    """
    version: int | None = None
    newest = 0
    for newest, start in since(dated):
        if (start is None and newest == 1) or (start is not None and start <= at):
            version = newest
    return Stood(version, newest)
