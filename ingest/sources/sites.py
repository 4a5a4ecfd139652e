"""What feeds a page of a site names: `<link rel="alternate">`. Touches lxml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from ingest.readers.entries import web_address

FEEDS = re.compile(r"application/(?:(?:rss|atom|rdf|x\.atom)\+xml|feed\+json)|text/rss\+xml")
JSON = "application/json"
COMMENTS = re.compile(r"(?i)\b(?:comments?|kommentare?|commentaires?|comentarios|commenti)\b")
MOST = 10  # feeds of one page


@dataclass(frozen=True, slots=True)
class Named:
    """The feeds a page names: of articles, and how many only of readers' comments."""

    feeds: tuple[str, ...]
    comments: int


def feeds_on(page: bytes, url: str, charset: str | None = None) -> Named:
    """The feeds that a page names, in its order.

    Args:
        page: Its HTML.
        url: Where it was fetched from.
        charset: What the server said about its encoding.
    """
    found: dict[str, None] = {}
    comments = 0
    for link in _links(page, charset):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        href = (link.get("href") or "").strip()
        if "alternate" not in (link.get("rel") or "").lower().split() or not href:
            continue
        if not FEEDS.fullmatch(kind) and not (kind == JSON and "feed" in href.lower()):
            continue
        if COMMENTS.search(f"{link.get('title') or ''} {href}"):
            comments += 1
        elif address := _joined(link, url, href):
            found[address] = None
    return Named(tuple(found)[:MOST], comments)


def is_front(url: str) -> bool:
    """Whether an address is that of a whole site."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _links(page: bytes, charset: str | None) -> list[Any]:
    try:
        parser = lxml_html.HTMLParser(encoding=charset)
    except LookupError:
        parser = lxml_html.HTMLParser()
    try:
        tree = lxml_html.document_fromstring(page, parser=parser)
    except (etree.LxmlError, SyntaxError, ValueError):
        return []
    return list(tree.xpath("//link[@rel and @href]"))


def _joined(link: Any, url: str, href: str) -> str | None:
    base = link.getroottree().xpath("string(//base/@href)")
    try:
        return web_address(urljoin(urljoin(url, str(base)), href.replace("feed://", "https://")))
    except ValueError:
        return None
