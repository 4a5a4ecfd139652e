from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest.readers.metadata import sensible_authors, sensible_title
from ingest.readers.pdf import paragraphs, read_pdf
from rag.errors import SourceRejected


def pdf(*pages: list[str], password: str | None = None, **about: str) -> bytes:
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(300, 400)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        face = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
        fonts = DictionaryObject({NameObject("/F"): face})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = DecodedStreamObject()
        content.set_data(f"BT /F 10 Tf 12 TL 10 380 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({f"/{key.title()}": value for key, value in about.items()})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


WORDS = [
    "The river rose above the old bri-",
    "dge in the valley.",
    "The mayor was there and said so.",
]


def test_a_pdf_is_read_by_paragraphs_with_title_and_authors() -> None:
    data = pdf(WORDS, ["A second page."], title="Flood in the valley", author="Ann Reed; Bo Lind")
    draft = read_pdf(data, source="a.pdf")
    assert draft.text == (
        "The river rose above the old bridge in the valley.\n\n"
        "The mayor was there and said so.\n\nA second page."
    )
    assert draft.title == "Flood in the valley"
    assert draft.authors == ("Ann Reed", "Bo Lind")


def test_the_day_a_pdf_was_made_is_no_date_of_publication() -> None:
    data = pdf(WORDS, creationdate="D:20240101000000Z")
    assert read_pdf(data, source="a.pdf").published is None


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    assert "river" in read_pdf(pdf(WORDS, password=""), source="a.pdf").text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"Just text", "not a PDF"),
        (b"%PDF-1.4\n%garbage", "broken"),
        (pdf(WORDS)[:300], "broken"),
        (pdf(WORDS, password="open sesame"), "encrypted"),
        (pdf([]), "no text in its 1 pages, so they are pictures"),
    ],
)
def test_a_pdf_without_readable_text_is_rejected_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(SourceRejected, match=said):
        read_pdf(data, source="a.pdf")


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ("", []),
        ("One line", ["One line"]),
        ("the long first line\nand its end.\nNext", ["the long first line and its end.", "Next"]),
        ("first\n\nsecond", ["first", "second"]),
        ("co\xadop\xad\nerate", ["co\xadoperate"]),
        ("the years 1990-\n2000 were", ["the years 1990- 2000 were"]),
    ],
)  # fmt: skip
def test_lines_are_joined_into_paragraphs(page: str, blocks: list[str]) -> None:
    assert paragraphs(page) == blocks


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Flood in\nthe valley", "Flood in the valley"),
        ("Microsoft Word - flood.doc", ""),
        ("flood_final2.docx", ""),
        ("Untitled", ""),
        (None, ""),
        ("", ""),
        ("1984", ""),
    ],
)
def test_a_title_that_names_a_program_or_file_is_none(title: str | None, kept: str) -> None:
    assert sensible_title(title) == kept


def test_authors_that_are_nobody_are_left_out() -> None:
    assert sensible_authors("python-docx; Ann Reed; admin; Ann Reed") == ("Ann Reed",)
