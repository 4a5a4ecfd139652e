"""What a person names as sources, turned into drafts of articles one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO, cast

from ingest.fetching import Fetch
from ingest.readers.entries import Entry
from ingest.readers.estimates import estimate
from ingest.readers.files import Clock
from ingest.readers.later import Found
from ingest.sources.asked import Asked
from ingest.sources.folders import STDIN, files, files_of, named, typed
from ingest.sources.following import follow, of_page
from ingest.sources.lists import walked
from ingest.sources.web import Web, read_page
from ingest.stages.work import Item
from rag.domain import Draft
from rag.errors import SourceRejected

__all__ = [
    "Asked",
    "count",
    "files",
    "follow",
    "is_address",
    "leads",
    "named",
    "of_page",
    "read_page",
    "stored",
]


def leads(
    sources: Sequence[str], *, fetch: Fetch, stdin: TextIO, asked: Asked
) -> Iterator[Item | Entry]:
    """What all sources lead to, in order and lazily; what is no article is a rejection among it.

    The pages that feeds and sitemaps list are not fetched yet: whoever fetches them makes articles
    of them with `follow`, or many at once with `ingest.stages.pages.fetched`. What another process
    may read is not read yet, if `asked.apart`.

    Args:
        sources: Addresses of pages, feeds, sitemaps or sites; files, folders, patterns of names;
            `-` for standard input.
        fetch: Gets pages.
        stdin: Standard input.
        asked: How they are to be read.
    """
    web = Web(fetch, asked)
    found: Iterator[Found | Item]
    for source in sources:
        if source == STDIN:
            found = typed(stdin, asked)
        elif is_address(source):
            found = web.opened(source)
        else:
            found = files_of(source, asked)
        yield from walked(found, source, web.list_at, asked)


def stored(source: str, clock: Clock) -> Iterator[Draft | SourceRejected]:
    """The articles of a file or folder, with nothing fetched."""
    asked = Asked(clock)
    found = walked(files_of(source, asked), source, None, asked)
    for lead in cast("Iterator[Draft | Entry | SourceRejected]", found):
        yield follow(lead, None, clock) if isinstance(lead, Entry) else lead


def is_address(source: str) -> bool:
    """Whether a source is the address of a page."""
    return source.lower().startswith(("http://", "https://"))


def count(sources: Sequence[str]) -> int | None:
    """About how many articles there are, quickly; None where only reading them would tell."""
    total = 0
    for source in sources:
        if source == STDIN or is_address(source):
            return None
        some = _count(Path(source))
        if some is None:
            return None
        total += some
    return total


def _count(path: Path) -> int | None:
    total = 0
    try:
        inner = [found for found in files(path) if isinstance(found, Path)] if path.is_dir() else []
        for file in inner or [path]:
            some = estimate(file)
            if some is None:
                return None
            total += some
    except (OSError, ValueError):  # drafts will say so
        return total
    return total
