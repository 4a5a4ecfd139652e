"""Pages that say nothing, or something wrong, about their encoding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.fetching import Fetch
from ingest.readers.charset import charset_of, known, text_of
from tests.ingest.site import Site, serving
from tests.ingest.site.encodings import RUSSIAN, SAID

ORIGINS = {
    "header": "header",
    "meta": "meta",
    "nothing": "content",
    "header-lies": "content",
    "both-lie": "content",
    "meta-right-header-wrong": "meta",
    "latin1-is-utf8": "content",
    "latin1-is-1252": "header",
    "bom-over-header": "mark",
    "utf16": "mark",
    "unknown-name": "content",
    "quoted-name": "header",
    "meta-says-utf16": "content",
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.mark.parametrize("path", SAID)
def test_a_page_is_read_in_the_encoding_that_it_is_in(site: Site, path: str) -> None:
    with Fetch(allowed_hosts=["127.0.0.1"]) as fetch:
        got = fetch.get(site.url(path))
    assert SAID[path][0] in got.text
    assert got.charset is not None
    assert SAID[path][0] in got.body.decode(got.charset, errors="replace")
    found = charset_of(got.body, got.declared)
    assert found.origin == ORIGINS.get(path.rpartition("/")[2], found.origin)


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("UTF-8", "utf-8"),
        (" 'utf8' ", "utf-8"),
        ("latin1", "cp1252"),
        ("US-ASCII", "cp1252"),
        ("x-sjis", "cp932"),
        ("Shift_JIS", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("GB2312", "gb18030"),
        ("windows-1256", "cp1256"),
        ("none-such", None),
        ("rot13", None),
        ("hex", None),
        ("utf-8\0", None),
        ("", None),
        (None, None),
    ],
)
def test_encodings_have_the_names_that_browsers_read(name: str | None, python: str | None) -> None:
    assert known(name) == python


def test_japanese_mail_encoding_is_not_taken_for_ascii() -> None:
    text = "川の水位が上昇した"
    assert text_of(text.encode("iso2022_jp"), "iso-2022-jp") == text


def test_a_declaration_far_down_the_page_is_not_looked_for() -> None:
    body = b"<p>" + b" " * 9000 + b"<meta charset=koi8-r>" + RUSSIAN.encode("cp1251")
    assert charset_of(body, None).origin == "content"


def test_a_page_of_nothing_has_an_encoding() -> None:
    assert text_of(b"", None) == ""
