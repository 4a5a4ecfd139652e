"""What a person names as sources, turned into drafts of articles one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TextIO

from ingest.fetching import Fetch, Fetched
from ingest.readers import jsonl
from ingest.readers.files import Clock, estimate, read_file, read_whole
from rag.domain import Draft, Moment
from rag.errors import SourceRejected

STDIN = "-"
KINDS = {"application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md"}


def drafts(
    sources: Sequence[str],
    *,
    fetch: Fetch,
    stdin: TextIO,
    clock: Callable[[], datetime],
) -> Iterator[Draft | SourceRejected]:
    """The articles of all sources, in order and lazily; what is not one is a rejection among them.

    Args:
        sources: Addresses of pages, files, folders, or `-` for JSON Lines on `stdin`.
        fetch: Gets pages.
        stdin: Standard input.
        clock: The time now, with a zone.
    """
    for source in sources:
        if source == STDIN:
            yield from _typed(stdin)
        elif is_address(source):
            yield page(source, fetch, clock)
        else:
            yield from stored(source, clock)


def is_address(source: str) -> bool:
    """Whether a source is the address of a page."""
    return source.lower().startswith(("http://", "https://"))


def page(url: str, fetch: Fetch, clock: Clock) -> Draft | SourceRejected:
    """The article at an address, or why there is none."""
    try:
        fetched = fetch.get(url)
        return read_page(fetched, source=url, clock=clock)
    except SourceRejected as rejected:
        return rejected


def read_page(fetched: Fetched, *, source: str, clock: Clock) -> Draft:
    """The article in what a server sent; the time of that is never its date.

    Raises:
        SourceRejected: If there is none.
    """
    kind = KINDS.get(fetched.media_type) or _sniffed(fetched)
    found = read_whole(
        fetched.body, kind, source=source, clock=clock, url=fetched.url, charset=fetched.charset
    )
    at = Moment(fetched.fetched.isoformat(timespec="seconds"), "fetch")
    return replace(found, url=found.url or fetched.url, fetched=at)


def _sniffed(fetched: Fetched) -> str:
    beginning = fetched.body[:1024].lstrip()
    if fetched.media_type or beginning.startswith(b"<"):
        return ".html"
    return ".pdf" if beginning.startswith(b"%PDF-") else ".txt"


def _typed(stdin: TextIO) -> Iterator[Draft | SourceRejected]:
    # bytes where there are any: one line that is not UTF-8 must not end the reading of all
    buffer = getattr(stdin, "buffer", None)
    lines: Iterable[bytes | str] = stdin if buffer is None else jsonl.lines_of(buffer)
    nothing = True
    for found in jsonl.read_jsonl(lines, source=STDIN):
        nothing = False
        yield found
    if nothing:
        yield SourceRejected(STDIN, "nothing came in on standard input; JSON Lines are understood")


def stored(source: str, clock: Clock) -> Iterator[Draft | SourceRejected]:
    """The articles of a file or folder."""
    path = Path(source)
    try:
        folder, there = path.is_dir(), path.exists()
    except OSError as error:
        yield SourceRejected(source, f"it cannot be read: {error.strerror}")
        return
    if not there or not source:
        yield SourceRejected(
            source, "no such file or folder; the address of a page begins with https://"
        )
    elif not folder:
        yield from read_file(path, source=named(path), clock=clock)
    else:
        yield from _folder(path, clock)


def _folder(folder: Path, clock: Clock) -> Iterator[Draft | SourceRejected]:
    nothing = True
    for found in files(folder):
        nothing = False
        if isinstance(found, SourceRejected):
            yield found
        else:
            yield from read_file(found, source=named(found), clock=clock)
    if nothing:
        yield SourceRejected(named(folder), "there is no file in this folder")


def files(folder: Path) -> Iterator[Path | SourceRejected]:
    """The files in a folder and its folders, sorted; hidden ones are passed over.

    Links to folders are not followed, for they can lead in circles; they are told of instead.
    """
    try:
        entries = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        yield SourceRejected(named(folder), f"it cannot be read: {error.strerror}")
        return
    for name in entries:
        path = folder / name
        if name.startswith("."):
            continue
        if not path.is_dir():
            yield path
        elif path.is_symlink():
            yield SourceRejected(named(path), "a link to a folder; name the folder itself")
        else:
            yield from files(path)


def named(path: Path) -> str:
    """A path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def count(sources: Sequence[str]) -> int | None:
    """About how many articles there are, quickly; None where a page or stdin is among them."""
    if any(source == STDIN or is_address(source) for source in sources):
        return None
    return sum(_count(Path(source)) for source in sources)


def _count(path: Path) -> int:
    try:
        inner = [found for found in files(path) if isinstance(found, Path)] if path.is_dir() else []
        return sum(estimate(file) for file in inner or [path])
    except OSError:  # drafts will say so
        return 0
