"""PDF files: their text by paragraphs. Alone touches pypdf."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from ingest.readers.broken import BROKEN
from ingest.readers.metadata import sensible_authors, sensible_title
from rag.domain import Draft
from rag.errors import SourceRejected

UNREADABLE: tuple[type[Exception], ...] = (PyPdfError, *BROKEN)
MAGIC = b"%PDF-"
WITHIN = 1024  # bytes before which the magic words must stand, as readers of PDF have it
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-$")
SENTENCE_END = re.compile(r"""[.!?…:]["'”’»)\]]*$""")
FULL = 0.75  # a line that ends a sentence and is shorter than this share of the widest ends a block


def read_pdf(data: bytes, *, source: str) -> Draft:
    """A PDF as an article: undated, for the day a file was made is not that of publication.

    Raises:
        SourceRejected: If it is empty, encrypted, broken, or has only pictures of text.
    """
    if not data:
        raise SourceRejected(source, "the file is empty")
    if MAGIC not in data[:WITHIN]:
        raise SourceRejected(source, "this is not a PDF, whatever its name says")
    try:
        pages, title, authors = _read(data, source)
    except DependencyError as error:
        raise SourceRejected(source, f"the PDF is encrypted: {error}") from error
    except UNREADABLE as error:
        raise SourceRejected(source, f"the PDF is broken: {error or type(error)}") from error
    text = "\n\n".join(block for page in pages for block in paragraphs(page))
    if not text:
        reason = (
            f"no text in its {len(pages)} pages, so they are pictures; recognise the text first "
            "(for example with ocrmypdf)"
        )
        raise SourceRejected(source, reason if pages else "the PDF has no pages")
    return Draft(source=source, text=text, title=title, authors=authors)


def _read(data: bytes, source: str) -> tuple[list[str], str, tuple[str, ...]]:
    reader = PdfReader(BytesIO(data))
    # many PDFs are encrypted against changes only, and open with an empty password
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceRejected(source, "the PDF is encrypted with a password; save it without one")
    pages = [UNSTORABLE.sub("", page.extract_text()) for page in reader.pages]
    about = reader.metadata
    if about is None:
        return pages, "", ()
    return pages, sensible_title(about.title), sensible_authors(about.author)


def paragraphs(page: str) -> list[str]:
    """The lines of a page joined into paragraphs, words broken at line ends made whole.

    A paragraph ends at an empty line, or at the end of a sentence in a line that is clearly
    shorter than the widest.
    """
    lines = [" ".join(line.split()) for line in page.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    blocks: list[str] = []
    current = ""
    for line in lines:
        current = _joined(current, line)
        ends = len(line) < FULL * widest and SENTENCE_END.search(line)
        if current and (ends or not line):
            blocks.append(current)
            current = ""
    return [*blocks, current] if current else blocks


def _joined(text: str, line: str) -> str:
    if not (text and line):
        return text or line
    if BROKEN_WORD.search(text) and line[0].islower():
        return text[:-1] + line
    return f"{text.removesuffix(chr(0xAD))}{'' if text.endswith(chr(0xAD)) else ' '}{line}"
