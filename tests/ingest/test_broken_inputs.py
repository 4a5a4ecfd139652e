"""What is empty, broken, cut off, called by a wrong name or wrongly encoded says so by name."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.sources import stored
from rag.domain import Draft
from rag.errors import SourceRejected
from tests.ingest.making import (
    ATOM,
    CONTAINER,
    PAGE,
    RSS,
    SITEMAP,
    STORY,
    TEXT,
    chapter,
    encrypted,
    epub,
    letter,
    mbox,
    warc,
    zipped,
)

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
LINE = b'{"text": "The river rose."}\n'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = b"\0" * (80 * 1024 * 1024)
ENTITIES = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
PASSWD = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
X = "https://x.example"
INDEX = SITEMAP.replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>")
INDEX = INDEX.replace(b"/a<", b"/s.xml<")
DRM = (
    b'<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    b'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod '
    b'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>'
)


def link_in_zip() -> bytes:
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def damaged(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


STORED = zipped({"a.txt": b"The river rose."}, zipfile.ZIP_STORED)
XLSX = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})

ROWS: list[tuple[str, bytes, str]] = [
    # nothing at all
    ("a.xml", b"", "the file is empty"),
    ("a.csv", b"", "the file is empty"),
    ("a.epub", b"", "the file is empty"),
    ("a.zip", b"", "the file is empty"),
    ("a.warc", b"", "the file is empty"),
    ("a.mbox", b"", "the file is empty"),
    ("a.eml", b"\n\n", "the message is empty"),
    ("a.csv", b"  \n", "the file is empty"),
    ("a.xml", b"\xef\xbb\xbf \n", "only white space"),
    ("a.csv.gz", gzip.compress(b""), "the file is empty"),
    ("a.rss", b"<rss version='2.0'><channel/></rss>", "the feed lists no articles"),
    ("a.xml", b"<urlset></urlset>", "the sitemap lists no pages"),
    ("a.json", b'{"version": "https://jsonfeed.org/version/1", "items": []}', "lists no articles"),
    ("a.csv", b"title,text\n", "a first row and no others"),
    ("a.zip", zipped({}), "there is no file in the archive"),
    ("a.epub", epub({"c.xhtml": chapter("Cover", "")}), "no text in its 1 documents"),
    ("a.eml", letter(""), "there is no text in the message; it is empty"),
    # called by a wrong name
    ("a.html", b"%PDF-1.7 ...", "it is not .html but a PDF; name it .pdf"),
    ("a.txt", PAGE, "it is not .txt but a web page; name it .html"),
    ("a.csv", PAGE, "it is not .csv but a web page"),
    ("a.jsonl", PAGE, "it is not .jsonl but a web page"),
    ("a.eml", PAGE, "it is not .eml but a web page"),
    ("a.html", RSS, "it is not .html but a feed or sitemap; name it .xml"),
    ("a.json", ATOM, "it is not .json but a feed or sitemap"),
    ("a.html", b"MIME-Version: 1.0\r\n", "a page saved as mail; name it .mhtml"),
    ("a.csv", XLSX, "it is not .csv but a zip archive, as docx, xlsx, odt and epub are too"),
    ("a.docx", XLSX, "not a Word file"),
    ("a.epub", XLSX, "a zip archive but no EPUB: it has no META-INF/container.xml"),
    ("a.epub", PAGE, "this is no zip archive"),
    ("a.zip", gzip.compress(LINE), "this is no zip archive"),
    ("a.jsonl", gzip.compress(LINE), "it is not .jsonl but packed with gzip; name it .jsonl.gz"),
    ("a.jsonl", bz2.compress(LINE), "packed with bzip2; unpack it"),
    ("a.txt", OFFICE, "it is not .txt but an old Office file; save it as .docx"),
    ("a.txt", b"{\\rtf1 hello}", "it is not .txt but RTF"),
    ("a.html", PNG, "it is not .html but a picture"),
    ("a.html", b"bplist00" + bytes(20), "Safari"),
    ("a.csv", b"SQLite format 3\0" + bytes(20), "a SQLite database; export its table"),
    ("a.xml", PAGE.replace(STORY.encode(), b"<p>Short"), "no article text found"),
    ("a.xml", b"<opml version='2'><body/></opml>", "its outermost element is <opml>"),
    ("a.xml", b"just words", "no feed (RSS, Atom) and no sitemap: there is no element in it"),
    ("a.jsonl", b'[\n{"text": "A."},\n{"text": "B."}\n]', "one JSON list; name it .json"),
    ("a.json", LINE * 2, "name it .jsonl"),
    ("a.mbox", letter(), "there is no message in it: each begins with a line like `From"),
    ("a.eml", b"just words\n", "this is no message"),
    ("a.warc", LINE, "the web archive is broken after 0 records"),
    ("a.docx.gz", b"\x1f\x8b", "files ending in '.gz' are not understood"),
    ("a.rar", b"Rar!", "files ending in '.rar' are not understood; what is: .txt .md"),
    # cut off or damaged
    ("a.xml", RSS[:-45], "links to no page|cut off"),
    ("a.xml", SITEMAP[:-30], "the sitemap is broken"),
    (
        "a.csv",
        b'title,text\nA,"never closed\n' + b"x\n" * 9,
        "unexpected end of data); write a quotation mark",
    ),
    ("a.zip", STORED[: len(STORED) // 2], "this is no zip archive, or it is broken"),
    ("a.zip", damaged(STORED, STORED.find(b"river")), "the zip archive is broken: Bad CRC"),
    ("a.epub", epub({"c.xhtml": chapter("A")})[:-200], "this is no zip archive, or it is broken"),
    ("a.epub", epub({}, container=CONTAINER[:60]), "its package '' is not in it"),
    ("a.epub", epub({"c.xhtml": b""}), "the document is empty"),
    ("a.warc.gz", warc(("https://x.example/a", "text/html", PAGE))[:-60], "broken or cut off"),
    ("a.warc", warc(("https://x.example/a", "text/html", PAGE), packed=False)[:-90], "is cut off"),
    ("a.csv.gz", gzip.compress(b"title,text\n" + TEXT.encode() * 50)[:-20], "cut off"),
    ("a.xml.gz", gzip.compress(SITEMAP)[:-12], "broken or cut off"),
    ("a.csv.gz", b"title,text\nA,B\n", "this is not gzip data"),
    ("a.json", b'{"version": "https://jsonfeed.org/version/1"', "not JSON"),
    ("a.json", b'{"version": "https://jsonfeed.org/version/1", "items": {}}', "no list `items`"),
    # wrongly encoded
    (
        "a.csv",
        b"title,text\nA,caf\xe9\n" + b"B,caf\xc3\xa9\n" * 30_000,
        "not in the encoding of the first rows",
    ),
    ("a.csv", b"\xff\xfet\0e\0x\0t\0\n\0a", "breaks off here"),
    ("a.csv", b"title\0text\nA,B\n", "binary file, not a table"),
    ("a.txt", b"\xff\xfeT\0h\0\x00\xd8", "marked as UTF-16 but is not"),
    ("a.json", b'{"text": "caf\xe9"}', "not UTF-8"),
    ("a.xml", b'<?xml version="1.0" encoding="utf-7"?>+ADw-rss+AD4-', "there is no element in it"),
    # parts of it
    ("a.csv", b"headline;body\nA;B\n", "there are: 'headline', 'body'); say which it is with"),
    ("a.csv", b"text,text\nA,B\n", "two columns are named 'text'"),
    ("a.csv", b"title,text\nA,B,C,D\n", "the row has 4 cells where the first row names 2"),
    ("a.csv", b"title,text\nA,\n", "there is no text"),
    ("a.csv", b"text,published_at\nA,31/31/2024\n", "is not an ISO date or datetime"),
    ("a.csv", b"text,url\nA,www.x.example\n", "url is not an http or https address"),
    ("a.jsonl", b'{"body": "A."}\n', "there are: 'body'); say which it is with --field text=NAME"),
    ("a.rss", RSS.replace(b"https://x.example/a", b"javascript:alert(1)"), "links to no page"),
    ("a.xml", SITEMAP.replace(b"https://x.example/a", b"ftp://x/a"), "is no http or https address"),
    ("a.xml", SITEMAP.replace(b"<loc>https://x.example/a</loc>", b"<loc/>"), "it has no <loc>"),
    ("a.json", b'{"version": "https://jsonfeed.org/version/1", "items": [1]}', "not a JSON object"),
    ("a.txt", b"https://x.example/a\nhttps:// x\n", "is no http or https address|not fetched"),
    ("a.eml", letter("x", "application/pdf; name=a.pdf"), "its files are a.pdf: save them"),
    ("a.warc", warc(("https://x.example/a", "image/png", PNG)), "no pages among its 1 records"),
    ("a.warc", warc(("https://x.example/a", "text/html", PAGE), status="404 No"), "answered 404"),
    (
        "a.warc",
        warc(("https://x.example/a", "text/html", b"\0" + PAGE), **{"Content-Encoding": "lzma"}),
        "packed in a way that is not known: 'lzma'",
    ),
    ("a.zip", zipped({"a.xyz": b"x"}), "files ending in '.xyz' are not understood"),
    ("a.zip", zipped({"b.zip": zipped({"c.zip": zipped({"a.txt": b"x"})})}), "unpack the outer"),
    ("a.zip", zipped({"b.zip": b"PK\x03\x04"}), "this is no zip archive, or it is broken"),
    ("a.zip", zipped({"b.zip": encrypted({"a.txt": b"x"})}), "it is encrypted"),
    ("a.zip", zipped({"b.zip": zipped({"../a.txt": b"x"})}), "its name leads out"),
    ("a.zip", zipped({"b.zip": zipped({"a.txt": BOMB})}), "this is a decompression bomb"),
    ("a.zip", zipped({"b.zip": BOMB}), "this is a decompression bomb"),
    ("a.wacz", zipped({"a.html": PAGE}), "this is no WACZ: there is no WARC file"),
    ("a.wacz", PAGE, "this is no zip archive"),
    ("a.wacz", zipped({"archive/a.warc.gz": b"\x1f\x8bx"}), "cut off|not gzip data"),
    ("a.wacz", zipped({"archive/a.warc": LINE}), "the web archive is broken after 0 records"),
    ("a.zip", zipped({"a.xml": RSS}), "pages it lists that are not in the archive: 1"),
    ("a.zip", zipped({"a.xml": SITEMAP}), "name the address of the list to fetch them"),
    ("a.zip", zipped({"a.xml": INDEX}), "not in the archive: https://x.example/s.xml; name"),
    ("a.zip", zipped({"a.xml": RSS[:-45]}), "links to no page|cut off"),
    ("a.warc", warc((f"{X}/f", "application/rss+xml", RSS)), "pages it lists that are not in"),
    ("a.warc", warc((f"{X}/f", "text/xml", ENTITIES + RSS[38:])), "its DOCTYPE declares entities"),
    ("a.warc", warc((f"{X}/f", "text/html", RSS)), "pages it lists that are not in"),
    ("a.warc", warc((f"{X}/s.xml.gz", "application/gzip", gzip.compress(BOMB))), "bomb"),
    ("a.warc", warc((f"{X}/s.xml.gz", "application/gzip", gzip.compress(SITEMAP))), "it lists"),
    ("a.zip", zipped({"a.css": b"x", "b.png": b"x"}), "2 pictures, styles, scripts"),
    ("a.zip", encrypted({"a.txt": b"The river rose."}), "it is encrypted"),
    ("a.epub", epub({"c.xhtml": chapter("A")}, more={"META-INF/encryption.xml": DRM}), "DRM"),
    # attacks
    ("a.zip", zipped({"../../etc/a.txt": b"x"}), "its name leads out of the archive"),
    ("a.zip", zipped({"/etc/a.txt": b"x"}), "its name leads out of the archive"),
    ("a.zip", zipped({"C:\\a.txt": b"x"}), "its name leads out of the archive"),
    ("a.zip", link_in_zip(), "links in archives are not followed"),
    ("a.zip", zipped({"a.txt": BOMB}), "this is a decompression bomb"),
    ("a.epub", epub({"c.xhtml": BOMB}), "the page is larger than 10 MB; save its text"),
    ("a.jsonl.gz", gzip.compress(BOMB), "this is a decompression bomb"),
    (
        "a.zip",
        zipped({f"{n}.txt": b"" for n in range(20_001)}),
        "hold more than 20,000 files; split it",
    ),
    ("a.xml", ENTITIES + RSS[38:], "its DOCTYPE declares entities of its own"),
    ("a.xml", PASSWD + SITEMAP[21:], "its DOCTYPE declares entities of its own"),
    ("a.xml", (PASSWD + SITEMAP[21:]).decode().encode("utf-16"), "its DOCTYPE declares entities"),
    ("a.xml", b"<!-- <rss --> <?a b?>" + ENTITIES + RSS[38:], "its DOCTYPE declares entities"),
    ("a.epub", epub({}, container=PASSWD + CONTAINER[21:]), "its DOCTYPE declares entities"),
    ("a.json", b"[" * 100_000, "nested too deeply"),
]


def test_the_table_is_as_long_as_was_promised() -> None:
    assert len(ROWS) >= 60
    assert len({(name, data) for name, data, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("name", "data", "said"), ROWS, ids=[f"{name}: {said[:50]}" for name, _, said in ROWS]
)
def test_what_is_no_article_is_a_rejection_that_says_why(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = list(stored(str(path), lambda: NOW))
    reasons = [one.reason for one in found if isinstance(one, SourceRejected)]
    assert reasons, f"{name} was silently skipped"
    wanted = said.split("|")
    assert any(part in reason for reason in reasons for part in wanted), reasons
    assert all(one.source.startswith(str(path)) for one in found if "https:" not in one.source)


@pytest.mark.parametrize("name", sorted({name for name, _, _ in ROWS}))
def test_noise_of_any_name_never_crashes(tmp_path: Path, name: str) -> None:
    for seed in (b"\0", b"\xff\xfe", b"<", b"{", b"PK\x03\x04", b"From x 1:00:00\n", b"a,b\n\xff"):
        path = tmp_path / name
        path.write_bytes(seed + bytes(range(256)) * 4)
        found = list(stored(str(path), lambda: NOW))
        assert found
        assert all(isinstance(one, Draft | SourceRejected) for one in found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rss", RSS),
        ("a.xml", SITEMAP),
        ("a.csv", b'title,text\nA,"The river\nrose."\n' * 3),
        ("a.epub", epub({"a.xhtml": chapter("A"), "b.xhtml": chapter("B")})),
        ("a.eml", letter()),
        ("a.mbox", mbox(letter(), letter())),
        ("a.warc.gz", warc(("https://x.example/a", "text/html", PAGE))),
        ("a.warc", warc(("https://x.example/a", "text/html", PAGE), packed=False)),
        ("a.zip", zipped({"a.html": PAGE, "b.jsonl": LINE})),
        ("a.json", json.dumps([{"text": "A."}, {"text": "B."}]).encode()),
        ("a.jsonl.gz", gzip.compress(LINE * 3)),
    ],
)
def test_a_file_cut_off_anywhere_is_read_or_rejected_but_never_crashes(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    for end in range(0, len(data), max(1, len(data) // 60)):
        path.write_bytes(data[:end])
        assert list(stored(str(path), lambda: NOW)), f"nothing said of {name} cut at {end}"
        path.write_bytes(damaged(data, end))
        assert list(stored(str(path), lambda: NOW)), f"nothing said of {name} damaged at {end}"
