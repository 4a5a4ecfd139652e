"""Zip archives that lie, climb out, or hold too much: the rest of them is read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from ingest.guards import zipped as guard
from ingest.guards.limits import MB, MEMBERS, TOGETHER
from ingest.guards.zipped import Budget, Zip
from rag.errors import SourceRejected
from tests.ingest.making import zipped


def opened(data: bytes, budget: Budget | None = None) -> Zip:
    return Zip(io.BytesIO(data), "z.zip", budget)


def read(archive: Zip, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read()


@pytest.mark.parametrize(
    "name",
    [
        *("../x.html", "a/../../x.html", "/etc/passwd", "..", "C:\\x.html", "c:x.html"),
        *("..\\x.html", "\\\\server\\x.html", "a/..\\x.html"),
    ],
)
def test_a_name_that_leads_out_of_the_archive_is_a_rejection_and_the_rest_is_read(
    name: str,
) -> None:
    archive = opened(zipped({name: b"evil", "a/b.html": b"good"}))
    first, second = archive.members()
    assert isinstance(first, SourceRejected)
    assert first.source.startswith("z.zip!/")
    assert "leads out" in first.reason
    assert (second, read(archive, "a/b.html")) == ("a/b.html", b"good")


@pytest.mark.parametrize("name", ["12:30.html", "a/c:x.html", "a..html", "a..b/c.html"])
def test_a_name_that_only_looks_odd_is_read(name: str) -> None:
    assert list(opened(zipped({name: b"good"})).members()) == [name]


def doubled() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "words 0")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "words 1")
    return stream.getvalue()


def test_of_two_files_of_one_name_the_first_is_read() -> None:
    archive = opened(doubled())
    first, second = archive.members()
    assert (first, read(archive, "a.txt")) == ("a.txt", b"words 0")
    assert isinstance(second, SourceRejected)
    assert "two files of this name" in second.reason


def test_a_small_archive_in_a_spent_budget_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MEMBERS", replace(MEMBERS, most=5))
    monkeypatch.setattr(guard, "TOGETHER", replace(TOGETHER, most=3 * MB))
    budget = Budget()
    opened(zipped({f"{n}.txt": bytes(MB) for n in range(2)}), budget)
    with pytest.raises(SourceRejected, match="more than 5 files; split it"):
        opened(zipped({f"{n}.txt": b"" for n in range(4)}), budget)
    with pytest.raises(SourceRejected, match="unpack to more than 3 MB; split it"):
        opened(zipped({"a.txt": bytes(2 * MB)}), budget)
    opened(zipped({"a.txt": bytes(MB)}), budget)
    assert (budget.files, budget.size) == (3, 3 * MB)


def test_a_member_that_grows_as_no_article_does_is_a_bomb() -> None:
    archive = opened(zipped({"a.txt": bytes(20 * MB), "b.txt": b"words"}))
    bomb, name = archive.members()
    assert isinstance(bomb, SourceRejected)
    assert "decompression bomb" in bomb.reason
    assert name == "b.txt"


def test_a_member_gives_no_more_than_is_declared_for_it() -> None:
    data = zipped({"a.txt": bytes(5 * MB)}, zipfile.ZIP_DEFLATED)
    size = (5 * MB).to_bytes(4, "little")
    archive = opened(data.replace(size, (100).to_bytes(4, "little")))
    with pytest.raises(SourceRejected, match="Bad CRC"), archive.open("a.txt") as stream:
        assert len(stream.read(MB)) <= 100
