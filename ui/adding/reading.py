"""What one source of a job leads to, ready for the pipeline, counted while it comes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace

from ingest.fetching import Fetch
from ingest.readers.entries import Entry
from ingest.readers.estimates import estimate
from ingest.readers.files import read_file
from ingest.readers.later import Found
from ingest.sources import Asked
from ingest.sources.lists import walked
from ingest.sources.web import Web
from ingest.stages.apart import file_apart, handed
from ingest.stages.pages import fetched
from ingest.stages.work import Item, Still
from ui.adding.job import Source

AHEAD = 5_000  # articles of a list that are counted before the first is fetched

Lead = Item | Entry
Note = Callable[[int, bool], None]
"""Told how many articles were met so far, and whether that is all."""


def items(source: Source, fetch: Fetch, asked: Asked, note: Note) -> Generator[Item]:
    """The articles of an address, or of a file that was sent up.

    Args:
        source: It.
        fetch: Gets pages.
        asked: How it is to be read, with `apart`.
        note: Told how many there are.
    """
    web = Web(fetch, asked)
    opened = _sent_up(source, asked) if source.file else web.opened(source.name)
    leads = walked(opened, source.name, web.list_at, asked)
    yield from fetched(counted(leads, note), fetch, asked.clock)


def guess(source: Source) -> int | None:
    """About how many articles a file holds; None where only reading it would tell."""
    if source.file is None:
        return None
    try:
        return estimate(source.file) or None
    except OSError:  # its reader will say so
        return None


def counted(leads: Iterator[Lead], note: Note, ahead: int = AHEAD) -> Iterator[Lead]:
    """The same leads; what lists list is counted ahead, so that it is known how much there is."""
    waiting: deque[Lead] = deque()
    found = 0
    for lead in leads:
        waiting.append(lead)
        found += 1
        note(found, False)
        if not isinstance(lead, Entry) or found >= ahead:
            break
    else:
        note(found, True)
    while waiting:
        yield waiting.popleft()
    for lead in leads:
        found += 1
        note(found, False)
        yield lead
    note(found, True)


def _sent_up(source: Source, asked: Asked) -> Iterator[Found | Item]:
    """Like a file of this machine, but called as its sender called it, and not remembered."""
    path = source.file
    assert path is not None
    apart = file_apart(path, source.name, asked.clock)
    if apart is not None:
        yield replace(apart, visit=None)
        return
    clock = Still(asked.clock())
    came = read_file(path, source=source.name, clock=clock, fields=asked.fields)
    yield from handed(came, apart=True)
