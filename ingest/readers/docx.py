"""Word files: their text by paragraphs and table rows. Alone touches python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ingest.guards.limits import MANUSCRIPT
from ingest.readers.broken import BROKEN
from ingest.readers.metadata import sensible_authors, sensible_title
from rag.domain import Draft
from rag.errors import SourceRejected

UNREADABLE: tuple[type[Exception], ...] = (BadZipFile, OpcError, *BROKEN)
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # old .doc files, and .docx files with a password
# runs that stand in the text as it reads now: not struck out, not in a box beside it
RUNS = (
    ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent"
    " or .//w:txbxContent)]"
)


def read_docx(data: bytes, *, source: str) -> Draft:
    """A Word file as an article: undated, for the day a file was made is not that of publication.

    Raises:
        SourceRejected: If it is empty, encrypted, broken, or has no text.
    """
    if not data:
        raise SourceRejected(source, "the file is empty")
    if data.startswith(COMPOUND):
        raise SourceRejected(
            source, "encrypted, or an old .doc by nature; save it as .docx without a password"
        )
    try:
        _weigh(data, source)
        document = docx.Document(BytesIO(data))
        blocks = list(_blocks(document))
        about = document.core_properties
        title = sensible_title(about.title) or _titled(document)
        authors = sensible_authors(about.author)
    except UNREADABLE as error:
        raise SourceRejected(source, f"this is not a Word file, or broken: {error}") from error
    if not blocks:
        raise SourceRejected(source, "there is no text in the Word file")
    text = "\n\n".join(blocks)
    return Draft(source=source, text=text, title=title, authors=authors)


def _weigh(data: bytes, source: str) -> None:
    with ZipFile(BytesIO(data)) as parts:
        size = sum(part.file_size for part in parts.infolist())
    MANUSCRIPT.check(size, source)


def _blocks(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        rows = _rows(block) if isinstance(block, Table) else [_words(block)]
        yield from (row for row in rows if row)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)  # a merged cell comes once
        texts = (" ".join(map(str, _cell(cell, table))) for cell in cells)
        yield " | ".join(text for text in texts if text)


def _cell(cell: Any, table: Table) -> Iterator[str]:
    for part in cell.xpath(".//w:p"):
        if words := _words(Paragraph(part, table)):
            yield words


def _words(paragraph: Paragraph) -> str:
    """What a reader sees of a paragraph: links and insertions too, hidden text not."""
    runs = (Run(part, paragraph) for part in paragraph._p.xpath(RUNS))
    return "".join(run.text for run in runs if not run.font.hidden).replace("\0", "").strip()


def _titled(document: Document) -> str:
    """The words of the first paragraph in the style for titles."""
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Title":
            return " ".join(_words(paragraph).split())
    return ""
