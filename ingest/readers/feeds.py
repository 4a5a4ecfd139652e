"""RSS, RDF and Atom feeds: what they list. Alone touches feedparser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from time import struct_time
from typing import Any

import feedparser

from ingest.guards.limits import LIST
from ingest.readers.broken import BROKEN
from ingest.readers.entries import Entry, numbered, web_address
from ingest.readers.markup import visible
from ingest.readers.metadata import sensible_authors
from ingest.readers.moments import lenient
from ingest.readers.xml_text import root_of, xml_text
from rag.errors import SourceRejected

WHOLE = 1000  # characters from which a description is an article and no summary
TEASER = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:read|continue|lire|weiter)\b[^.!?]{0,40}[»→>]?)\s*$", re.I
)
MAILED = re.compile(r"[^\s()]+@[^\s()]+\s*\((.*)\)")
ADDRESS = re.compile(r"[<(]?[^\s<>()]+@[^\s<>()]+[>)]?")
MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")


def read_feed(
    data: bytes, *, source: str, url: str | None = None, charset: str | None = None
) -> Iterator[Entry | SourceRejected]:
    """What a feed lists, in its order; entries without an address and text are rejections.

    Args:
        data: The feed.
        source: What to call it; its entries are `source#N`.
        url: Where it was fetched from: what it links to relatively is there.
        charset: What the server said about its encoding.
    """
    try:
        LIST.check(len(data), source)
        text = xml_text(data, source=source, charset=charset)
        parsed = _parsed(text, source, url)
    except SourceRejected as rejected:
        yield rejected
        return
    for entry in numbered(map(_Items(parsed).entry, parsed.entries), source):
        if entry.url or entry.html:
            yield entry
        else:
            yield _nowhere(entry)
    root = root_of(text)
    if not re.search(rf"</(?:[\w.-]+:)?{re.escape(root)}\s*>\s*(?:<!--.*?-->\s*)*$", text, re.I):
        yield SourceRejected(
            source,
            f"the feed is cut off after {len(parsed.entries)} entries: what came before is taken; "
            "fetch it again",
        )


def _parsed(text: str, source: str, url: str | None) -> Any:
    # what is hidden in an entry is left out later, by the rules for pages: sanitizing would
    # take away the styles by which it is known
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    try:
        parsed = feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")), response_headers=headers, sanitize_html=False
        )
    except BROKEN as error:
        raise SourceRejected(source, f"the feed cannot be read: {error}") from error
    if not parsed.version and not parsed.entries:
        name = root_of(text)
        raise SourceRejected(source, f"this is no feed: its outermost element is <{name}>")
    if not parsed.entries:
        raise SourceRejected(source, "the feed lists no articles; look at it again later")
    return parsed


def _nowhere(entry: Entry) -> SourceRejected:
    named = f" ({entry.title!r})" if entry.title else ""
    return SourceRejected(
        entry.source, f"the entry{named} links to no page and carries no article of its own"
    )


class _Items:
    """Reads entries in the light of the feed they are in."""

    def __init__(self, parsed: Any) -> None:
        self._feed = parsed.feed
        self._rss = str(parsed.version or "rss").startswith("rss")

    def entry(self, item: Any) -> Entry:
        """One entry; its place is filled in later."""
        published, modified = _date(item, "published"), _date(item, "updated")
        if self._rss and published is None:  # there dc:date is what tells the day
            published, modified = modified, None
        return Entry(
            source="",
            origin="feed",
            url=web_address(item.get("feedburner_origlink")) or web_address(item.get("link")),
            guid=str(item.get("id") or "").strip() or None,
            title=_plain(item, "title"),
            authors=_authors(item),
            outlet=_plain(item.get("source") or {}, "title") or _plain(self._feed, "title") or None,
            language=str(self._feed.get("language") or "").strip() or None,
            published=published,
            modified=modified,
            html=_content(item),
        )


def _date(item: Any, name: str) -> str | None:
    """A date as it is written; where only feedparser reads it, as it reads it."""
    if name not in item:
        return None
    text = str(item.get(name) or "").strip()
    read = item.get(f"{name}_parsed") if f"{name}_parsed" in item else None
    if isinstance(read, struct_time) and lenient(text) is None:
        return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*read[:6])
    return text or None


def _plain(item: Any, name: str) -> str:
    """A title on one line, without markup."""
    text = str(item.get(name) or "")
    kind = (item.get(f"{name}_detail") or {}).get("type")
    marked_up = kind != "text/plain" or MARKUP.search(text)
    return " ".join((visible(text) if marked_up else text).split())


def _authors(item: Any) -> tuple[str, ...]:
    written = str(item.get("author") or "")
    if named := MAILED.fullmatch(written.strip()):  # the form of RSS: address, name in brackets
        return sensible_authors(named[1])
    if "@" in written:
        return sensible_authors(ADDRESS.sub("", written))
    names = [str(person.get("name") or "") for person in item.get("authors") or []]
    return sensible_authors("; ".join(names or [written]))


def _content(item: Any) -> str:
    """The article itself where the entry has it: its content, or a description as long as one."""
    contents = [c for c in item.get("content") or [] if "base64" not in str(c.get("type"))]
    full = max((str(c.get("value") or "") for c in contents), key=len, default="")
    words = visible(full or str(item.get("summary") or ""))
    if full and not (TEASER.search(words) and len(words) < WHOLE):
        return full
    return str(item.summary) if len(words) >= WHOLE and not TEASER.search(words) else ""
