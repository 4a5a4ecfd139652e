"""Books and issues in EPUB: each document of the reading order an article. Touches lxml."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from lxml import etree

from ingest.guards.limits import PAGE
from ingest.guards.streams import drained
from ingest.guards.zipped import Zip
from ingest.readers.blocks import blocks, heading, parsed
from ingest.readers.metadata import sensible_authors, sensible_title
from ingest.readers.moments import first
from ingest.readers.xml_text import xml_text
from rag.domain import Draft, Moment
from rag.errors import SourceRejected
from rag.provenance import Hint

CONTAINER = "META-INF/container.xml"
LOCKED = "META-INF/encryption.xml"
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
LEAST = 150  # characters; covers, title pages and imprints have less
TEXTS = ("application/xhtml+xml", "text/html", "application/xml")


@dataclass(frozen=True, slots=True)
class Book:
    """What an EPUB says of itself, and its documents in reading order."""

    title: str
    authors: tuple[str, ...]
    outlet: str | None
    language: str | None
    published: Moment | None
    identifier: str | None
    documents: tuple[str, ...]


def read_epub(
    data: bytes, *, source: str, clock: Callable[[], datetime]
) -> Iterator[Draft | SourceRejected]:
    """The articles of an EPUB; each is `source!/NAME`. Covers and contents are passed over.

    EbookLib, the usual library, is under the AGPL, which this project cannot take on; an EPUB is a
    zip archive of XML.
    """
    try:
        book, archive = _opened(data, source, clock())
    except SourceRejected as rejected:
        yield rejected
        return
    found = False
    for name in book.documents:
        try:
            draft = _document(archive, name, book)
        except SourceRejected as rejected:
            found = True
            yield rejected
            continue
        if draft is not None:
            found = True
            yield draft
    if not found:
        yield SourceRejected(
            source, f"no text in its {len(book.documents)} documents: they are pictures or covers"
        )


def _opened(data: bytes, source: str, now: datetime) -> tuple[Book, Zip]:
    archive = Zip(BytesIO(data), source)
    names = {one for one in archive.members() if not isinstance(one, SourceRejected)}
    if CONTAINER not in names:
        raise SourceRejected(source, f"this is a zip archive but no EPUB: it has no {CONTAINER}")
    if LOCKED in names and _locked(archive):
        raise SourceRejected(source, "it is protected against copying (DRM); no text can be read")
    container = _xml(archive, CONTAINER)
    path = next((str(root.get("full-path")) for root in container.iter("{*}rootfile")), "")
    if path not in names:
        raise SourceRejected(source, f"the EPUB is broken: its package {path!r} is not in it")
    return _book(_xml(archive, path), path, now), archive


def _locked(archive: Zip) -> bool:
    """Whether more than fonts is encrypted."""
    methods = _xml(archive, LOCKED).iter("{*}EncryptionMethod")
    return any(method.get("Algorithm") not in FONTS for method in methods)


def _xml(archive: Zip, name: str) -> Any:
    where = archive.place(name)
    with archive.open(name) as stream:
        text = xml_text(drained(stream, PAGE, where), source=where)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, SyntaxError) as error:
        raise SourceRejected(where, f"the EPUB is broken: {error}") from error
    if tree is None:
        raise SourceRejected(where, "the EPUB is broken: this is not XML")
    return tree


def _book(package: Any, path: str, now: datetime) -> Book:
    items = {str(item.get("id")): item for item in package.iter("{*}item")}
    refs = [ref for ref in package.iter("{*}itemref") if ref.get("linear") != "no"]
    listed = (items.get(str(ref.get("idref"))) for ref in refs)
    folder = posixpath.dirname(path)
    documents = (
        posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href")))))
        for item in listed
        if item is not None
        and item.get("media-type") in TEXTS
        and "nav" not in (item.get("properties") or "").split()
    )
    publisher = _said(package, "publisher")
    return Book(
        title=sensible_title(next(iter(_said(package, "title")), "")),
        authors=sensible_authors("; ".join(_said(package, "creator"))),
        outlet=publisher[0] if publisher else None,
        language=next((code.split("-")[0].lower() for code in _said(package, "language")), None),
        published=_published(package, now),
        identifier=next(iter(_said(package, "identifier")), None),
        documents=tuple(dict.fromkeys(documents)),
    )


def _said(package: Any, name: str) -> list[str]:
    found = package.iter("{http://purl.org/dc/elements/1.1/}" + name)
    return [words for one in found if (words := " ".join((one.text or "").split()))]


def _published(package: Any, now: datetime) -> Moment | None:
    """The day of publication; not where a program writes the day on which it made the file."""
    if any("calibre" in words.lower() for words in _said(package, "contributor")):
        return None
    dates = package.iter("{http://purl.org/dc/elements/1.1/}date")
    event = "{http://www.idpf.org/2007/opf}event"
    stated = (d.text or "" for d in dates if d.get(event) in (None, "publication"))
    return first(((text.strip(), "epub") for text in stated), now)


def _document(archive: Zip, name: str, book: Book) -> Draft | None:
    where = archive.place(name)
    with archive.open(name) as stream:
        data = drained(stream, PAGE, where)
    if not data.strip():
        raise SourceRejected(where, "the document is empty")
    tree = parsed(_without_declaration(data, where), source=where)
    title = heading(tree) or book.title
    text = blocks(tree)
    if len(text) < LEAST:
        return None
    hints = (("guid", book.identifier), ("book", book.title))
    return Draft(
        source=where,
        text=text,
        title=title,
        authors=book.authors,
        outlet=book.outlet,
        language=book.language,
        published=book.published,
        hints=tuple(Hint(label, value, "epub") for label, value in hints if value),
    )


def _without_declaration(data: bytes, where: str) -> str:
    return xml_text(data, source=where)
