"""Members of archives, letters and packed files: read in workers as files of a folder are."""

from __future__ import annotations

import gzip
import io
import pickle
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest

from ingest.fetching import Fetch
from ingest.guards.limits import MB
from ingest.readers.entries import Entry
from ingest.readers.later import Later
from ingest.sources import Asked, leads, stored
from ingest.stages.apart import LARGEST, handed
from ingest.stages.parsing import read_and_cut
from ingest.stages.work import Cut, Item, Unread
from ingest.stages.workers import Workers
from rag.domain import Draft
from rag.errors import SourceRejected
from tests.ingest import hostile_reads as reads
from tests.ingest.making import PAGE, chapter, epub, letter, mbox, warc, zipped

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
X = "https://x.example"
PAGES = warc(*((f"{X}/{n}", "text/html", PAGE) for n in range(3)))
INNER = zipped({"c.html": PAGE, "bad.docx": b"PK"})
FEED = (
    f"<rss version='2.0'><channel><item><link>{X}/1</link><title>One</title></item></channel></rss>"
).encode()
FILES: dict[str, tuple[bytes, int]] = {
    "a.zip": (zipped({"a.html": PAGE, "in.zip": INNER, "b.mbox": mbox(letter())}), 4),
    "a.wacz": (zipped({"archive/a.warc.gz": PAGES}), 3),
    "a.warc.gz": (PAGES, 3),
    "listed.warc.gz": (warc((f"{X}/feed", "text/html", FEED)) + PAGES, 3),
    "a.mbox": (mbox(letter(), letter("x", Message_ID="<m2@x>")), 2),
    "a.html.gz": (gzip.compress(PAGE), 1),
    "a.epub": (epub({"1.xhtml": chapter("A"), "2.xhtml": chapter("B")}), 1),
    "a.html": (PAGE, 1),
}


def apart(path: Path) -> Iterator[Item | Entry]:
    """What a pipeline is given of a file."""
    nothing = httpx.MockTransport(lambda _: httpx.Response(404))
    with Fetch(transport=nothing) as fetch:
        asked = Asked(lambda: NOW, apart=True)
        yield from leads([str(path)], fetch=fetch, stdin=io.StringIO(), asked=asked)


def came(item: Item | Entry) -> list[Draft | SourceRejected]:
    """What an item comes to, after it was sent to where it is read."""
    if isinstance(item, Unread):
        done = read_and_cut(pickle.loads(pickle.dumps(item)), None)
        return [one.draft if isinstance(one, Cut) else one for one in done]
    assert isinstance(item, Draft | SourceRejected)
    return [item]


def told(found: list[Draft | SourceRejected]) -> list[object]:
    return [(one.source, one.reason) if isinstance(one, SourceRejected) else one for one in found]


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_in_workers_is_what_would_have_been_read_here(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    data, units = FILES[name]
    path.write_bytes(data)
    items = list(apart(path))
    assert sum(isinstance(item, Unread) for item in items) == units
    found = [one for item in items for one in came(item)]
    assert told(found) == told(list(stored(str(path), lambda: NOW)))
    assert any(isinstance(one, Draft) for one in found)


def test_processes_read_the_members_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(FILES["a.zip"][0])
    workers = Workers(None, 2)
    try:
        done = [workers.read(item) for item in apart(path) if isinstance(item, Unread)]
        found = [type(one) for read in done for one in read.result()]
    finally:
        workers.close()
    assert found == [Cut, Cut, SourceRejected, Cut]


@pytest.mark.parametrize("reader", [reads.killed, reads.stumbles, reads.swells, reads.rejects])
def test_a_member_that_kills_its_reader_costs_no_other_one(reader: reads.Read) -> None:
    good = partial(reads.article, number=1, wait=0.0)
    members = [Later("1", b"", good), Later("2", b"", reader), Later("3", b"", good)]
    workers = Workers(None, 1)
    try:
        units = [unit for unit in handed(members, apart=True) if isinstance(unit, Unread)]
        found = [type(one) for unit in units for one in workers.read(unit).result()]
    finally:
        workers.close()
    assert found == [Cut, SourceRejected, Cut]


def test_what_is_large_is_read_here_and_not_sent() -> None:
    good = partial(reads.article, number=1, wait=0.0)
    small = Later("small", bytes(LARGEST), good)
    large = replace(small, source="large", data=bytes(LARGEST + 1))
    assert [type(one) for one in handed([small, large], apart=True)] == [Unread, Draft]
    assert [type(one) for one in handed([small, large], apart=False)] == [Draft, Draft]


def test_members_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    noise = bytes(range(256)) * (MB // 256)
    path.write_bytes(zipped({f"{n}.html": PAGE + b"<!--" + noise + b"-->" for n in range(60)}))
    tracemalloc.start()
    count = sum(1 for _ in apart(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60
    assert peak < 8 * MB
