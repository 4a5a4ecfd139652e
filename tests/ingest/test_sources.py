from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from ingest.fetching import Fetch
from ingest.sources import count
from rag.domain import Draft, Moment
from rag.errors import SourceRejected
from tests.ingest.reading import drafts

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
STORY = "".join(
    f"<p>On day {n} the river rose above the old bridge in the valley, the mayor said.</p>"
    for n in range(5)
)
PAGE = f"<!doctype html><html><body><article><h1>Flood</h1>{STORY}</article></body></html>"
LINE = b'{"text": "The river rose."}\n'
Found = list[Draft | SourceRejected]


def web(pages: Mapping[str, tuple[str, bytes]]) -> Fetch:
    def serve(request: httpx.Request) -> httpx.Response:
        if str(request.url) not in pages:
            return httpx.Response(404)
        kind, body = pages[str(request.url)]
        return httpx.Response(200, headers={"Content-Type": kind} if kind else {}, content=body)

    return Fetch(
        transport=httpx.MockTransport(serve),
        resolve=lambda *_: ["93.184.215.14"],
        clock=lambda: NOW,
    )


def reading(*sources: object, stdin: str = "", fetch: Fetch | None = None) -> Iterator[object]:
    return drafts(
        [str(source) for source in sources],
        fetch=fetch or web({}),
        stdin=io.StringIO(stdin),
        clock=lambda: NOW,
    )


def read(*sources: object, stdin: str = "", fetch: Fetch | None = None) -> Found:
    return list(reading(*sources, stdin=stdin, fetch=fetch))  # type: ignore[arg-type]


def reason(found: Found) -> str:
    [rejected] = found
    assert isinstance(rejected, SourceRejected)
    return rejected.reason


def write(path: Path, data: bytes = b"The river rose.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_folder_is_read_in_order_with_its_folders_and_without_hidden_files(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a/z.MD", "a/.hidden.txt", ".git/c.txt", "c/lines.jsonl"):
        write(tmp_path / name, LINE if name.endswith("jsonl") else b"Words.")
    found = read(tmp_path)
    assert [Path(one.source).relative_to(tmp_path).as_posix() for one in found] == [
        "a/z.MD",
        "b.txt",
        "c/lines.jsonl:1",
    ]
    assert all(isinstance(one, Draft) for one in found)


def test_a_text_file_has_no_title_and_no_date(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    os.utime(path, (0, 0))
    assert read(path) == [Draft(source=str(path), text="The river rose.")]


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt")
    found = read("https://x.example/gone", tmp_path / "missing.txt", good)
    assert [type(one) for one in found] == [SourceRejected, SourceRejected, Draft]
    assert found[0].source == "https://x.example/gone"
    assert "404 Not Found" in str(found[0])


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xyz", b"x", "files ending in '.xyz' are not understood; what is: .txt .md"),
        ("README", b"x", "files without an ending are not understood"),
        ("a.tar.gz", b"x", "files ending in '.gz' are not understood"),
        ("a.txt", b"", "the file is empty"),
        ("a.pdf", b"", "the file is empty"),
        ("a.json", b"", "the file is empty"),
        ("a.jsonl", b"\n\n", "the file is empty"),
        ("a.txt", b"\x7fELF\x00\x00", "binary"),
        ("a.html", b"<p>Short", "no article text found"),
        ("a.docx", b"x", "not a Word file"),
        ("a.jsonl.gz", b"plain", "not gzip data"),
    ],
)
def test_a_file_that_is_no_article_says_why(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    assert said in reason(read(write(tmp_path / name, data)))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("missing.txt", "no such file or folder"),
        ("www.example.org/a", "begins with https://"),
        ("", "no such file or folder"),
        ("a\0b", "no such file or folder"),
        ("x" * 5000, "cannot be read"),
        ("ftp://example.org/a", "begins with https://"),
    ],
)
def test_a_source_that_is_nothing_says_so(source: str, said: str) -> None:
    assert said in reason(read(source))


def test_a_folder_without_files_is_rejected(tmp_path: Path) -> None:
    assert "no file in this folder" in reason(read(tmp_path))


def test_links_that_lead_in_circles_are_told_of(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [type(one) for one in read(tmp_path)] == [Draft, SourceRejected]


def test_what_is_not_a_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in reason(read(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    write(tmp_path / "a.txt").chmod(0)
    assert "Permission denied" in reason(read(tmp_path))


def test_a_name_that_is_not_utf_8_can_still_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"Words.")
    [found] = read(tmp_path)
    assert found.source.endswith("caf\ufffd.txt")
    assert found.source.encode()


def test_packed_lines_are_read_until_they_break_off(tmp_path: Path) -> None:
    whole = gzip.compress(LINE * 3)
    assert len(read(write(tmp_path / "a.jsonl.gz", whole))) == 3
    noise = b"".join(b'{"text": "%s"}\n' % os.urandom(500).hex().encode() for _ in range(400))
    cut = read(write(tmp_path / "b.ndjson.gz", gzip.compress(noise)[:-100_000]))
    assert isinstance(cut[0], Draft)
    assert isinstance(cut[-1], SourceRejected)
    assert "cut off" in cut[-1].reason


def test_standard_input_is_json_lines() -> None:
    found = read("-", stdin='{"text": "A."}\n{"text": "B."}\n[]')
    assert [one.source for one in found] == ["-:1", "-:2", "-:3"]
    assert isinstance(found[2], SourceRejected)
    assert "nothing came in" in reason(read("-"))


def test_a_line_of_standard_input_that_is_not_utf_8_does_not_end_it() -> None:
    raw = io.TextIOWrapper(io.BytesIO(b'{"text": "caf\xe9"}\n' + LINE), encoding="utf-8")
    found = list(drafts(["-"], fetch=web({}), stdin=raw, clock=lambda: NOW))
    assert [type(one) for one in found] == [SourceRejected, Draft]


def test_a_page_has_the_time_it_was_fetched_and_that_is_not_its_date() -> None:
    fetch = web({"https://x.example/a": ("text/html", PAGE.encode())})
    [found] = read("https://x.example/a", fetch=fetch)
    assert isinstance(found, Draft)
    assert found.title == "Flood"
    assert found.url == "https://x.example/a"
    assert found.published is None
    assert found.fetched == Moment("2024-12-10T12:00:00+00:00", "fetch")


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("application/pdf", b"x", "not a PDF"),
        ("", b"%PDF-1.4 x", "PDF is broken"),
        ("text/plain", b"", "empty"),
        ("", b"  <p>Short", "no article text found"),
        ("text/html", b"", "the page is empty"),
    ],
)
def test_a_page_is_read_as_what_it_is(kind: str, body: bytes, said: str) -> None:
    fetch = web({"https://x.example/a": (kind, body)})
    assert said in reason(read("https://x.example/a", fetch=fetch))


def test_a_page_of_plain_text_keeps_its_address() -> None:
    fetch = web({"https://x.example/a": ("text/plain", b"The river rose.")})
    [found] = read("https://x.example/a", fetch=fetch)
    assert isinstance(found, Draft)
    assert (found.text, found.url) == ("The river rose.", "https://x.example/a")


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    stream = reading(write(tmp_path / "a.jsonl", LINE), tmp_path / "late.txt")
    next(stream)
    write(tmp_path / "late.txt")
    assert isinstance(next(stream), Draft)


def test_memory_stays_flat_however_long_the_lines_are_together(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    line = json.dumps({"text": "x" * 1000}).encode() + b"\n"
    path.write_bytes(line * 5000)
    tracemalloc.start()
    total = sum(1 for _ in reading(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 5000
    assert peak < 1_000_000


def test_the_number_of_articles_is_estimated(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.jsonl", LINE * 20 + b"\n")
    write(tmp_path / "c.jsonl.gz", gzip.compress(LINE * 30))
    write(tmp_path / "d.json", b'[{"text": "A."}, {"text": "B."}]')
    write(tmp_path / "e.xyz")
    assert count([str(tmp_path)]) == 53
    assert count([str(tmp_path / "a.txt"), "missing.txt"]) == 1
    assert count([str(tmp_path), "-"]) is None
    assert count(["https://x.example/a"]) is None


def test_the_number_of_lines_in_a_large_file_is_extrapolated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.readers.estimates.SAMPLE", 2800)
    assert count([str(write(tmp_path / "a.jsonl", LINE * 1000))]) == 1000
