"""Files that another process can read: those that hold one article."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ingest.readers.files import Clock, read_stream
from ingest.readers.kinds import ONE_EACH, kind_of
from ingest.stages.work import Found, Still, Unread
from rag.domain import Draft
from rag.errors import SourceRejected

APART = ONE_EACH - {".txt"}  # a text is read sooner than sent, and may be a list of addresses


def file_apart(path: Path, source: str, clock: Clock) -> Unread | None:
    """A file that another process may read; None for one that is to be read here."""
    kind, packed = kind_of(path)
    try:
        if kind not in APART or packed or not path.is_file() or not path.stat().st_size:
            return None
    except OSError:  # reading it here says why
        return None
    read = partial(_articles, kind=kind, source=source, clock=Still(clock()))
    return Unread(source, path, read)


def _articles(data: bytes, *, kind: str, source: str, clock: Clock) -> Iterator[Found]:
    for found in read_stream(io.BytesIO(data), kind, source=source, clock=clock):
        if isinstance(found, Draft | SourceRejected):
            yield found
