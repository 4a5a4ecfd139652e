"""Sitemaps, news sitemaps and their indexes, and plain lists of addresses. Touches lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from ingest.guards.limits import LIST
from ingest.readers.entries import Entry, Nested, web_address
from ingest.readers.xml_text import xml_text
from rag.errors import SourceRejected

BARE = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")  # in addresses
ADDRESS = re.compile(r"\s*https?://", re.IGNORECASE)
SAMPLE = 20  # lines by which a list of addresses is known

Listed = Entry | Nested | SourceRejected


def read_sitemap(
    data: bytes, *, source: str, url: str | None = None, charset: str | None = None
) -> Iterator[Listed]:
    """What a sitemap lists, lazily: pages, and further sitemaps.

    Broken XML is read as far as it goes, and told of at the end.
    """
    try:
        LIST.check(len(data), source)  # as sitemaps.org has it
        text = BARE.sub("&amp;", xml_text(data, source=source, charset=charset))
    except SourceRejected as rejected:
        yield rejected
        return
    count = 0
    parser = etree.iterparse(
        BytesIO(text.encode("utf-8", "replace")),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in parser:
            count += 1
            yield _listed(element, f"{source}#{count}", url)
            _forget(element)
    except (etree.LxmlError, SyntaxError) as error:
        yield SourceRejected(source, f"the sitemap is broken after {count} entries: {error}")
        return
    if fault := next(iter(parser.error_log.filter_from_fatals()), None):
        yield SourceRejected(
            source,
            f"the sitemap is broken in line {fault.line} ({fault.message}); the {count} entries "
            "that could be read are taken",
        )
    elif not count:
        yield SourceRejected(source, "the sitemap lists no pages")


def _listed(element: Any, where: str, url: str | None) -> Listed:
    said = _fields(element)
    address = _joined(said.get("loc", ""), url)
    if address is None:
        found = said.get("loc")
        reason = f"its <loc> {found!r} is no http or https address" if found else "it has no <loc>"
        return SourceRejected(where, reason)
    if _name(element) == "sitemap":
        return Nested(address, said.get("lastmod"))
    return Entry(
        source=where,
        origin="sitemap",
        url=address,
        title=" ".join(said.get("title", "").split()),
        outlet=said.get("name"),
        language=said.get("language"),
        published=said.get("publication_date"),
        modified=said.get("lastmod"),
    )


def _joined(location: str, url: str | None) -> str | None:
    """An address, which some sitemaps give without their host."""
    try:
        return web_address(urljoin(url, location) if url and location else location)
    except ValueError:
        return None


def _fields(element: Any) -> dict[str, str]:
    """The words of an entry by the names of its elements; images and videos are left out."""
    found: dict[str, str] = {}
    waiting = list(element)
    while waiting:
        child = waiting.pop(0)
        if not isinstance(child.tag, str) or _name(child) in ("image", "video"):
            continue
        if len(child):
            waiting += list(child)
        elif words := (child.text or "").strip():
            found.setdefault(_name(child), words)
    return found


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _forget(element: Any) -> None:
    """Let go of what was read, so that memory stays flat."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def is_address_list(text: str) -> bool:
    """Whether a text is nothing but addresses, one a line, as sitemaps may be."""
    lines = [line for line in text.split("\n") if line.strip()][:SAMPLE]
    return bool(lines) and all(ADDRESS.match(line) for line in lines)


def read_address_list(text: str, *, source: str) -> Iterator[Entry | SourceRejected]:
    """The pages of a list of addresses."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        if address := web_address(line):
            yield Entry(source=where, origin="list", url=address)
        else:
            yield SourceRejected(where, f"{line.strip()[:80]!r} is no http or https address")
