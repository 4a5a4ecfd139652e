"""What another process can read: files that hold one article, and members of archives."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from ingest.guards.limits import MB
from ingest.guards.streams import gunzipped
from ingest.readers.files import Clock, read_stream
from ingest.readers.kinds import ONE_EACH, kind_of
from ingest.readers.later import Came, Later, at_once
from ingest.readers.later import Found as Here
from ingest.stages.work import Found, Still, Unread
from rag.domain import Draft
from rag.errors import SourceRejected
from rag.visits import Visit

APART = (ONE_EACH - {".txt"}) | {".epub"}  # a text is read sooner than sent, and may list addresses
LARGEST = 4 * MB  # bytes that are sent; some dozens may be waiting, and memory is to stay flat


def file_apart(path: Path, source: str, clock: Clock) -> Unread | None:
    """A file that another process may read; None for one that is to be read here."""
    kind, packed = kind_of(path)
    try:
        if kind not in APART or not path.is_file() or not path.stat().st_size:
            return None
        visit = visit_of(path, clock)
    except OSError:  # reading it here says why
        return None
    read = partial(_articles, kind=kind, packed=packed, source=source, clock=Still(clock()))
    return Unread(source, path, read, visit)


def visit_of(path: Path, clock: Clock) -> Visit:
    """What to remember of a file, so that it is not read again while it is as it was.

    Raises:
        OSError: If it is not there.
    """
    found = path.stat()
    state = f"{found.st_size}-{found.st_mtime_ns}"
    return Visit(path.resolve().as_uri(), 200, clock().isoformat(timespec="seconds"), state)


def handed(came: Iterable[Came], *, apart: bool) -> Iterator[Here | Unread]:
    """What readers gave; what can be read later in another process is left to it if `apart`.

    What is large is read here, one at a time.
    """
    for one in came:
        if not isinstance(one, Later):
            yield one
        elif apart and len(one.data) <= LARGEST:
            yield Unread(one.source, one.data, one.read)
        else:
            yield from one.now()


def _articles(
    data: bytes, *, kind: str, packed: bool, source: str, clock: Clock
) -> Iterator[Found]:
    raw = io.BytesIO(data)
    with gunzipped(raw, source) if packed else nullcontext(raw) as file:
        for found in at_once(read_stream(file, kind, source=source, clock=clock)):
            if isinstance(found, Draft | SourceRejected):
                yield found
