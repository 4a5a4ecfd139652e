from __future__ import annotations

import pytest

from ingest.readers.text import read_text
from rag.domain import Draft
from rag.errors import SourceRejected

FRENCH = "Le préfet a été nommé à la mairie, déjà vu hier."
QUOTED = "“It’s late,” said the mayor — and left."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-32"),
        (FRENCH, "latin-1"),
        (QUOTED, "cp1252"),
        ("The naïve minister.", "latin-1"),
        ("Größere Überflutungen in Köln, sagte der Bürgermeister.", "cp1252"),
        ("Привет, мир. Сегодня в Москве прошёл дождь.", "cp1251"),
        ("Zażółć gęślą jaźń, powiedział premier.", "cp1250"),
        ("日本の首相は本日、東京で会見を開いた。", "shift_jis"),
    ],
)
def test_a_text_file_is_read_in_whatever_encoding_it_has(text: str, encoding: str) -> None:
    assert read_text(text.encode(encoding), source="a.txt") == Draft(source="a.txt", text=text)


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    assert read_text(b"  a\r\nb\rc\n ", source="a").text == "  a\nb\nc\n "


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t", "white space"),
        (b"\xef\xbb\xbf", "white space"),
        (b"PK\x03\x04\x00\x00", "binary"),
        ("a\0b".encode("utf-16"), "binary"),
        (b"\xff\xfea", "marked as UTF-16"),
    ],
)
def test_what_is_not_text_is_rejected_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(SourceRejected, match=said):
        read_text(data, source="a.txt")
