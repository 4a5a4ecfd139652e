"""JSON Feed (jsonfeed.org, versions 1 and 1.1): what it lists. Stdlib only."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from ingest.readers.entries import Entry, web_address
from ingest.readers.jsonl import UNSTORABLE
from ingest.readers.listing import JSON_FEED
from ingest.readers.metadata import sensible_authors
from rag.errors import SourceRejected


def is_json_feed(value: object) -> bool:
    """Whether parsed JSON says that it is a feed."""
    return isinstance(value, dict) and JSON_FEED in str(value.get("version"))


def read_json_feed(
    value: dict[str, Any], *, source: str, url: str | None = None
) -> Iterator[Entry | SourceRejected]:
    """What a JSON Feed lists, in its order.

    Args:
        value: The parsed feed.
        source: What to call it; its items are `source#N`.
        url: Where it was fetched from.
    """
    items = value.get("items")
    if not isinstance(items, list) or not items:
        said = "lists no articles; look at it again later" if items == [] else "has no list `items`"
        yield SourceRejected(source, f"the JSON feed {said}")
        return
    for number, item in enumerate(items, start=1):
        where = f"{source}#{number}"
        if not isinstance(item, dict):
            yield SourceRejected(where, "the item is not a JSON object")
            continue
        entry = _entry(item, value, where, url)
        if entry.url or entry.html:
            yield entry
        else:
            yield SourceRejected(where, "the item links to no page and carries no article")


def _entry(item: dict[str, Any], feed: dict[str, Any], where: str, url: str | None) -> Entry:
    return Entry(
        source=where,
        origin="json feed",
        url=_link(item, url or _string(feed, "feed_url")),
        guid=_guid(item),
        title=" ".join(_string(item, "title").split()),
        authors=_authors(item) or _authors(feed),
        outlet=_string(feed, "title") or None,
        language=_string(item, "language") or _string(feed, "language") or None,
        published=_string(item, "date_published") or None,
        modified=_string(item, "date_modified") or None,
        html=_string(item, "content_html") or _marked_up(_string(item, "content_text")),
    )


def _link(item: dict[str, Any], base: str) -> str | None:
    """The item's page; where the item only points to another, that one."""
    for name in ("url", "external_url", "id"):
        text = _string(item, name)
        try:
            joined = text if name == "id" else urljoin(base, text)
        except ValueError:
            continue
        if text and (address := web_address(joined)):
            return address
    return None


def _guid(item: dict[str, Any]) -> str | None:
    """The id, which some write as a number."""
    identity = item.get("id")
    return json.dumps(identity) if isinstance(identity, int) else _string(item, "id") or None


def _authors(of: dict[str, Any]) -> tuple[str, ...]:
    """Those of version 1.1, else the one of version 1."""
    several = of.get("authors")
    people = several if isinstance(several, list) else [of.get("author")]
    names = [_string(person, "name") for person in people if isinstance(person, dict)]
    return sensible_authors("; ".join(names))


def _string(of: dict[str, Any], name: str) -> str:
    value = of.get(name)
    return UNSTORABLE.sub("", value).strip() if isinstance(value, str) else ""


def _marked_up(text: str) -> str:
    paragraphs = (part for part in text.split("\n\n") if part.strip())
    return "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs)
