"""Walking what lists lead to: sitemaps of sitemaps and feeds of sites, within bounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from ingest.identity import canonical
from ingest.readers.entries import Entry, Nested
from ingest.readers.later import Found
from ingest.sources.asked import Asked
from ingest.stages.work import Item
from rag.errors import SourceRejected

DEEPEST = 4  # lists within lists
MOST_LISTS = 1_000

Reach = Callable[[str], Iterator[Found | Item]]
"""Opens a list by its address."""


def walked(
    found: Iterator[Found | Item], source: str, reach: Reach | None, asked: Asked
) -> Iterator[Item | Entry]:
    """Articles and entries, lazily, every address once; further lists are opened one by one.

    Args:
        found: What the source itself holds.
        source: Its name.
        reach: Opens lists; None where nothing may be fetched.
        asked: What is wanted, and how much.
    """
    walk = _Walk(source, asked)
    depth = 0
    while True:
        yield from walk.kept(found, depth)
        if walk.full:
            yield from _enough(source, asked)
            return
        if not walk.waiting:
            return
        if len(walk.lists) > MOST_LISTS:
            yield SourceRejected(
                source, f"it leads to more than {MOST_LISTS:,} lists; name some of them instead"
            )
            return
        nested, depth = walk.waiting.popleft()
        found = _opened(nested.url, depth, reach)


class _Walk:
    """What was met on the way, and what is still to be opened."""

    def __init__(self, source: str, asked: Asked) -> None:
        self._asked = asked
        self._entries: set[int] = set()
        self.lists = {source}
        self.waiting: deque[tuple[Nested, int]] = deque()
        self.full = False

    def kept(self, found: Iterator[Found | Item], depth: int) -> Iterator[Item | Entry]:
        """What is wanted of one list, up to the bound; lists in it are put aside."""
        for one in found:
            if isinstance(one, Nested):
                self._note(one, depth + 1)
            elif not isinstance(one, Entry):
                yield one
            elif self._asked.wants(one) and (key := _key(one)) not in self._entries:
                self.full = len(self._entries) == self._asked.most
                if self.full:
                    return
                self._entries.add(key)
                yield one

    def _note(self, nested: Nested, depth: int) -> None:
        if self._asked.wants(nested) and nested.url not in self.lists:
            self.lists.add(nested.url)
            self.waiting.append((nested, depth))


def _opened(url: str, depth: int, reach: Reach | None) -> Iterator[Found | Item]:
    if reach is None:
        return iter([SourceRejected(url, "it was not fetched; name its address as a source")])
    if depth > DEEPEST:
        reason = f"a list within {DEEPEST} others was not opened; name it as a source"
        return iter([SourceRejected(url, reason)])
    return reach(url)


def _enough(source: str, asked: Asked) -> Iterator[SourceRejected]:
    if asked.limit is None:
        yield SourceRejected(
            source,
            f"it lists more than {asked.most:,} articles, and the rest were left out; narrow it "
            "with --since, or raise the bound with --limit",
        )


def _key(entry: Entry) -> int:
    """A number in the place of an address, which takes less memory."""
    return hash(canonical(entry.url) if entry.url else (entry.source, entry.guid))
