"""Files that are sent up: within bounds, under names of ours, gone when nobody asks for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from ingest.guards.limits import FILE, Limit
from rag.errors import InputError
from ui.adding.uploads import LARGE, OLD, SentUp, Uploads, bound_of, shown

TINY = Limit(10, "the file is larger than {}", "split it")


async def pieces(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def keep(uploads: Uploads, name: str, *chunks: bytes) -> SentUp:
    return asyncio.run(uploads.keep(name, pieces(*chunks)))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("notes.txt", "notes.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("a\u202egpj.\x00txt", "agpj.txt"),
        ("/", "file"),
        ("مقال.html", "مقال.html"),
    ],
)
def test_a_name_is_shown_without_folders_and_what_cannot_be_seen(name: str, seen: str) -> None:
    assert shown(name) == seen


@pytest.mark.parametrize(
    ("name", "bound"),
    [("a.pdf", FILE), ("a.zip", FILE), ("a.jsonl", LARGE), ("a.csv.gz", LARGE), ("a.tsv", LARGE)],
)
def test_what_is_read_as_it_comes_may_be_large(name: str, bound: Limit) -> None:
    assert bound_of(name) is bound


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", ".pdf"), ("a.jsonl.gz", ".jsonl.gz"), ("x;rm.HTM", ".htm")]
)
def test_of_a_name_only_its_ending_reaches_the_disk(name: str, ending: str) -> None:
    uploads = Uploads()
    sent = keep(uploads, name, b"a", b"b")
    assert sent.path.name == sent.token + ending
    assert (sent.path.read_bytes(), sent.size) == (b"ab", 2)
    uploads.close()
    assert not sent.path.parent.exists()


def test_a_file_that_is_too_large_is_refused_and_not_kept() -> None:
    uploads = Uploads(bound=lambda _: TINY)
    with pytest.raises(InputError, match=r"large\.txt: the file is larger than 10 bytes; split it"):
        keep(uploads, "large.txt", bytes(6), bytes(6))
    assert uploads.held() == 0
    uploads.close()


def test_what_no_job_asks_for_is_dropped_after_a_while() -> None:
    at = 0.0
    uploads = Uploads(clock=lambda: at)
    first = keep(uploads, "a.txt", b"a")
    taken = keep(uploads, "b.txt", b"b")
    assert uploads.take([taken.token]) == [taken]
    at = OLD + 1
    keep(uploads, "c.txt", b"c")
    assert not first.path.exists()
    assert taken.path.exists()
    with pytest.raises(InputError, match="send it up again"):
        uploads.take([first.token])
    uploads.drop([taken.path, None])
    assert uploads.held() == 1
    uploads.close()
