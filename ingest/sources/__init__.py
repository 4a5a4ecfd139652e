"""What a person names as sources, turned into drafts of articles one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
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
from ingest.sources.web import Web, page, read_page
from ingest.stages.work import Item
from rag.domain import Draft
from rag.errors import SourceRejected

__all__ = [
    "Asked",
    "count",
    "drafts",
    "files",
    "follow",
    "is_address",
    "leads",
    "leads_apart",
    "named",
    "of_page",
    "page",
    "read_page",
    "stored",
]


def drafts(
    sources: Sequence[str],
    *,
    fetch: Fetch,
    stdin: TextIO,
    clock: Callable[[], datetime],
    asked: Asked | None = None,
) -> Iterator[Draft | SourceRejected]:
    """The articles of all sources, in order and lazily; what is not one is a rejection among them.

    Args:
        sources: Addresses of pages, feeds, sitemaps or sites; files, folders, patterns of names;
            `-` for standard input.
        fetch: Gets pages.
        stdin: Standard input.
        clock: The time now, with a zone.
        asked: How they are to be read; as ever where it is not said.
    """
    for lead in leads(sources, fetch=fetch, stdin=stdin, asked=asked or Asked(clock)):
        yield follow(lead, fetch, clock) if isinstance(lead, Entry) else lead


def leads(
    sources: Sequence[str], *, fetch: Fetch, stdin: TextIO, asked: Asked
) -> Iterator[Draft | Entry | SourceRejected]:
    """Like `drafts`, with the pages that feeds and sitemaps list not fetched yet.

    Whoever fetches them makes drafts of them with `follow`, or several at a time with `of_page`.
    """
    here = replace(asked, apart=False)
    found = leads_apart(sources, fetch=fetch, stdin=stdin, asked=here)
    yield from cast("Iterator[Draft | Entry | SourceRejected]", found)


def leads_apart(
    sources: Sequence[str], *, fetch: Fetch, stdin: TextIO, asked: Asked
) -> Iterator[Item | Entry]:
    """Like `leads`, with files that another process may read not read yet, if `asked.apart`."""
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
