from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.guards.limits import MANUSCRIPT
from ingest.readers.docx import read_docx
from rag.domain import Draft
from rag.errors import SourceRejected


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document: Document) -> Draft:
    return read_docx(saved(document), source="a.docx")


def test_a_word_file_is_read_by_paragraphs_and_table_rows_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("The river rose.")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Place", "Level", "Homs", "4 m"),
        strict=True,
    ):
        cell.text = words
    document.add_paragraph("  ")
    document.add_paragraph("The mayor said so.")
    document.core_properties.title = "Flood in the valley"
    document.core_properties.author = "Ann Reed; Bo Lind"
    assert read(document) == Draft(
        source="a.docx",
        text="The river rose.\n\nPlace | Level\n\nHoms | 4 m\n\nThe mayor said so.",
        title="Flood in the valley",
        authors=("Ann Reed", "Bo Lind"),
    )


def test_without_a_sensible_title_the_paragraph_styled_as_one_is_it() -> None:
    document = docx.Document()
    document.add_heading("Flood", level=0)
    document.add_paragraph("The river rose.")
    document.core_properties.title = "flood.docx"
    draft = read(document)
    assert draft.title == "Flood"
    assert draft.authors == ()


def test_insertions_are_read_and_deletions_and_hidden_words_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The river ")
    for tag, name, words in (("ins", "t", "rose"), ("del", "delText", "fell")):
        run = f"<w:r><w:{name}>{words}</w:{name}></w:r>"
        mark = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="A">{run}</w:{tag}>'
        paragraph._p.append(parse_xml(mark))
    paragraph.add_run(" secret").font.hidden = True
    paragraph.add_run(" on Friday.")
    assert read(document).text == "The river rose on Friday."


def zipped(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * size)
    return file.getvalue()


def broken() -> bytes:
    good, file = zipfile.ZipFile(io.BytesIO(saved(docx.Document()))), io.BytesIO()
    with good, zipfile.ZipFile(file, "w") as parts:
        for name in good.namelist():
            parts.writestr(name, b"<w:doc" if name == "word/document.xml" else good.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"Just text", "not a Word file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "encrypted, or an old .doc"),
        (zipped(10), "not a Word file"),
        (broken(), "not a Word file, or broken"),
        (saved(docx.Document()), "no text"),
        (saved(docx.Document())[:2000], "not a Word file"),
    ],
)
def test_a_word_file_without_readable_text_is_rejected(data: bytes, said: str) -> None:
    with pytest.raises(SourceRejected, match=said):
        read_docx(data, source="a.docx")


def test_a_word_file_that_unpacks_to_a_bomb_is_rejected(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small = replace(MANUSCRIPT, most=1000)
    monkeypatch.setattr("ingest.readers.docx.MANUSCRIPT", small)
    with pytest.raises(SourceRejected, match="unpacks to more than 1,000 bytes"):
        read_docx(zipped(5000), source=str(tmp_path))
