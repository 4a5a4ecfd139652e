"""Zip archives, web archives and EPUBs: what is in them, by its place."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.readers.epub import read_epub
from ingest.readers.later import at_once
from ingest.readers.mail import read_mbox
from ingest.sources import stored
from rag.domain import Draft, Hint, Moment
from rag.errors import PageHeldBack, SourceRejected
from tests.ingest.making import ABOUT, PAGE, TEXT, chapter, epub, letter, mbox, warc, zipped

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
LINE = b'{"text": "The river rose."}\n'
ADDRESS = "https://x.example/a"


def read(path: Path, data: bytes) -> list[Draft | SourceRejected]:
    path.write_bytes(data)
    return list(stored(str(path), lambda: NOW))


def test_each_file_of_a_zip_archive_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    files = {
        "pages/a.html": PAGE,
        "pages/a_files/style.css": b"p {}",
        "lines.jsonl": LINE * 2,
        "lines.jsonl.gz": gzip.compress(LINE),
        "table.csv": b"text\nIt rose.\n",
        "box.mbox": mbox(letter()),
        "book.epub": epub({"c.xhtml": chapter("A")}),
        "web.warc.gz": warc((ADDRESS, "text/html", PAGE)),
        "note.txt": b"It fell.",
        "__MACOSX/._note.txt": b"x",
        ".hidden": b"x",
        "odd.xyz": b"x",
    }
    found = read(path, zipped(files))
    assert [one.source.removeprefix(str(path)) for one in found] == [
        "!/pages/a.html",
        "!/lines.jsonl:1",
        "!/lines.jsonl:2",
        "!/lines.jsonl.gz:1",
        "!/table.csv:2",
        "!/box.mbox!<m1@paper.example>",
        "!/book.epub!/OEBPS/c.xhtml",
        f"!/web.warc.gz!/{ADDRESS}",
        "!/note.txt",
        "!/odd.xyz",
        "",
    ]
    assert [type(one) for one in found] == [Draft] * 9 + [SourceRejected] * 2


def test_a_page_that_says_where_it_was_saved_from_has_that_address(tmp_path: Path) -> None:
    mark = b"<!-- saved from url=(0020)https://x.example/a -->\n"
    [found] = read(tmp_path / "a.zip", zipped({"a.html": mark + PAGE}))
    assert isinstance(found, Draft)
    assert found.url == ADDRESS


def test_a_page_of_a_web_archive_has_its_address_and_the_time_it_was_archived(
    tmp_path: Path,
) -> None:
    [found] = read(tmp_path / "a.warc.gz", warc((ADDRESS, "text/html; charset=utf-8", PAGE)))
    assert isinstance(found, Draft)
    assert (found.title, found.url) == ("Flood", ADDRESS)
    assert found.published is None
    assert found.fetched == Moment("2024-12-06T09:00:00Z", "warc")
    assert [hint.name for hint in found.hints if hint.origin == "warc"] == ["guid"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_web_archive_is_read_however_it_is_packed(tmp_path: Path, name: str) -> None:
    records = [(f"{ADDRESS}{n}", "text/html", PAGE) for n in range(3)]
    records.insert(1, (f"{ADDRESS}.png", "image/png", b"\x89PNG"))
    one_by_one = warc(*records)
    for data in (one_by_one, gzip.compress(warc(*records, packed=False))):
        assert [type(one) for one in read(tmp_path / name, data)] == [Draft] * 3
    assert len(read(tmp_path / "b.warc", warc(*records, packed=False))) == 3


def test_what_a_server_packed_is_unpacked(tmp_path: Path) -> None:
    data = warc((ADDRESS, "text/html", gzip.compress(PAGE)), **{"Content-Encoding": "gzip"})
    [found] = read(tmp_path / "a.warc.gz", data)
    assert isinstance(found, Draft)


def test_one_bad_page_of_a_web_archive_does_not_stop_the_others(tmp_path: Path) -> None:
    data = warc((ADDRESS, "text/html", b"<p>Short")) + warc((f"{ADDRESS}b", "text/html", PAGE))
    found = read(tmp_path / "a.warc.gz", data)
    assert [type(one) for one in found] == [PageHeldBack, Draft]


def test_redirects_in_a_web_archive_are_passed_over(tmp_path: Path) -> None:
    moved = warc((ADDRESS, "text/html", b""), status="301 Moved", Location="/b")
    assert len(read(tmp_path / "a.warc.gz", moved + warc((ADDRESS, "text/html", PAGE)))) == 1


def book(*args: object, **more: object) -> list[Draft | SourceRejected]:
    data = epub(*args, **more)  # type: ignore[arg-type]
    return list(read_epub(data, source="a.epub", clock=lambda: NOW))


def test_each_document_of_an_epub_is_an_article_and_covers_are_passed_over() -> None:
    found = book({"cover.xhtml": chapter("Cover", ""), "1.xhtml": chapter("Flood")})
    [one] = found
    assert isinstance(one, Draft)
    assert one.source == "a.epub!/OEBPS/1.xhtml"
    assert (one.title, one.authors, one.language) == ("Flood", ("Jane Doe",), "en")
    assert one.published == Moment("2024-12-05", "epub")
    assert one.text == "Flood\n\n" + "\n\n".join(TEXT.replace(". ", ".\x00").split("\x00"))
    assert one.hints == (Hint("guid", "urn:isbn:1", "epub"), Hint("book", "The Weekly", "epub"))


@pytest.mark.parametrize(
    ("about", "published"),
    [
        (ABOUT, Moment("2024-12-05", "epub")),
        (ABOUT + "<dc:contributor>calibre (7.0)</dc:contributor>", None),
        (ABOUT.replace("2024-12-05", "0101-01-01T00:00:00+00:00"), None),
        (ABOUT.replace("2024-12-05", "2030-01-01"), None),
        (
            '<dc:date xmlns:o="http://www.idpf.org/2007/opf" o:event="modification">2024-12-05'
            "</dc:date>",
            None,
        ),
    ],
)
def test_the_day_on_which_a_program_made_an_epub_is_not_that_of_publication(
    about: str, published: Moment | None
) -> None:
    [one] = book({"1.xhtml": chapter("Flood")}, about)
    assert isinstance(one, Draft)
    assert one.published == published


def test_an_epub_with_locked_fonts_is_read() -> None:
    fonts = (
        b'<encryption><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>'
        b"</encryption>"
    )
    assert len(book({"1.xhtml": chapter("A")}, more={"META-INF/encryption.xml": fonts})) == 1


def test_a_document_that_is_missing_does_not_stop_the_others() -> None:
    package = epub({"1.xhtml": chapter("A"), "2.xhtml": chapter("B")})
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as whole, zipfile.ZipFile(out, "w") as less:
        for name in whole.namelist():
            if not name.endswith("1.xhtml"):
                less.writestr(name, whole.read(name))
    found = list(read_epub(out.getvalue(), source="a.epub", clock=lambda: NOW))
    assert [type(one) for one in found] == [SourceRejected, Draft]


class Endless(io.RawIOBase):
    """A mailbox without an end."""

    def __init__(self) -> None:
        self._lines = self._letters()

    def _letters(self) -> Iterator[bytes]:
        while True:
            yield mbox(letter())

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = next(self._lines)[: len(buffer)]
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_mailbox_is_read_as_it_comes() -> None:
    letters = at_once(read_mbox(io.BufferedReader(Endless()), source="a", clock=lambda: NOW))
    assert all(isinstance(next(letters), Draft) for _ in range(20))
