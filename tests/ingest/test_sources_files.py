"""Patterns of names, standard input in other formats, folders of saved pages."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.fetching import Fetch
from ingest.sources import Asked, count
from rag.domain import Draft
from rag.errors import SourceRejected
from tests.ingest.making import PAGE, RSS, letter, mbox, warc, zipped
from tests.ingest.reading import drafts

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)


def read(source: object, stdin: bytes = b"", **asked: Any) -> list[Draft | SourceRejected]:
    with Fetch(transport=httpx.MockTransport(lambda _: httpx.Response(404))) as fetch:
        given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        wanted = Asked(lambda: NOW, **asked)
        return list(
            drafts([str(source)], fetch=fetch, stdin=given, clock=lambda: NOW, asked=wanted)
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "c.md", "n/d.txt", "n/o/e.txt", ".h/f.txt", "n/.g.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The river rose.")
    (tmp_path / "n" / "again").symlink_to(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("?.md", ["c.md"]),
        ("**/*.txt", ["a.txt", "b.txt", "n/d.txt", "n/o/e.txt"]),
        ("n/**/*.txt", ["n/d.txt", "n/o/e.txt"]),
        ("*/d.txt", ["n/d.txt"]),
        ("n/.*.txt", ["n/.g.txt"]),
        (".h/*.txt", [".h/f.txt"]),
    ],
)
def test_a_pattern_names_files(folder: Path, pattern: str, names: list[str]) -> None:
    found = read(folder / pattern)
    assert [Path(one.source).relative_to(folder).as_posix() for one in found] == names
    assert all(isinstance(one, Draft) for one in found)


def test_a_pattern_of_this_folder_is_read_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert [one.source for one in read("*.md")] == ["c.md"]


@pytest.mark.parametrize("pattern", ["*.xyz", "nowhere/*.txt", "[z].txt"])
def test_a_pattern_that_names_nothing_says_so(folder: Path, pattern: str) -> None:
    [found] = read(folder / pattern)
    assert isinstance(found, SourceRejected)
    assert "no file has a name like this" in found.reason


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[a].txt").write_text("The river rose.")
    (tmp_path / "a.txt").write_text("It fell.")
    [found] = read(tmp_path / "[a].txt")
    assert isinstance(found, Draft)
    assert found.text == "The river rose."


@pytest.mark.parametrize(
    ("kind", "data", "sources"),
    [
        (".html", PAGE, ["-"]),
        (".csv", b"text\nIt rose.\nIt fell.\n", ["-:2", "-:3"]),
        (".txt", b"It rose.", ["-"]),
        (".eml", letter(), ["-"]),
        (".mbox", mbox(letter(), letter(Message_ID="")), ["-!<m1@paper.example>", "-!message 2"]),
        (".json", b'[{"text": "It rose."}]', ["-#1"]),
        (".warc", warc(("https://x.example/a", "text/html", PAGE), packed=False), None),
        (".zip", zipped({"a.txt": b"It rose."}), ["-!/a.txt"]),
    ],
)
def test_standard_input_is_read_in_the_format_that_is_named(
    kind: str, data: bytes, sources: list[str] | None
) -> None:
    found = read("-", data, stdin_kind=kind)
    assert all(isinstance(one, Draft) for one in found), found
    assert [one.source for one in found] == (sources or ["-!/https://x.example/a"])


@pytest.mark.parametrize("kind", [".html", ".csv", ".mbox", ".zip", ".jsonl", ".xml"])
def test_standard_input_without_anything_says_so(kind: str) -> None:
    [found] = read("-", b"", stdin_kind=kind)
    assert isinstance(found, SourceRejected)
    assert "empty" in found.reason or "nothing came in" in found.reason


def test_what_saved_pages_are_made_of_is_told_of_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "a_files").mkdir()
    for name in ("style.css", "one.png", "two.png"):
        (tmp_path / "a_files" / name).write_bytes(b"x")
    page, told = read(tmp_path)
    assert isinstance(page, Draft)
    assert isinstance(told, SourceRejected)
    assert told.reason.startswith("3 pictures, styles, scripts and the like (.css .png)")


def test_how_many_articles_a_feed_or_archive_holds_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(RSS)
    assert count([str(tmp_path)]) is None
