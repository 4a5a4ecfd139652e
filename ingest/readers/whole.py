"""Files and pages that hold one article: which reader takes their bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from ingest.readers.entries import web_address
from ingest.readers.unseen import seen
from rag.domain import Draft

Clock = Callable[[], datetime]
SAVED_FROM = re.compile(
    rb"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)", re.IGNORECASE
)


def read_whole(
    data: bytes,
    kind: str,
    *,
    source: str,
    clock: Clock,
    url: str | None = None,
    charset: str | None = None,
) -> Draft:
    """One article out of the bytes of a file or page; `kind` is the ending of its format.

    Characters that no reader sees are left out.

    Raises:
        SourceRejected: If there is no article in it.
    """
    return seen(_read(data, kind, source, clock, url, charset))


def _read(
    data: bytes, kind: str, source: str, clock: Clock, url: str | None, charset: str | None
) -> Draft:
    # parsers are loaded when they are first needed: they take longer than most files
    if kind == ".pdf":
        from ingest.readers.pdf import read_pdf

        return read_pdf(data, source=source)
    if kind == ".docx":
        from ingest.readers.docx import read_docx

        return read_docx(data, source=source)
    if kind in (".html", ".htm"):
        from ingest.readers.html import read_html

        url = url or saved_from(data)
        return read_html(data, source=source, url=url, clock=clock, charset=charset)
    if kind == ".eml":
        from ingest.readers.mail import read_mail

        return read_mail(data, source=source, clock=clock)
    if kind == ".txt":
        from ingest.readers.text import read_text

        return read_text(data, source=source)
    from ingest.readers.markdown import read_markdown

    return read_markdown(data, source=source)


def saved_from(data: bytes) -> str | None:
    """The address that browsers write into a page when they save it."""
    found = SAVED_FROM.search(data[:4096])
    return web_address(found[1].decode("ascii", "replace")) if found else None
