"""What holds several articles, or lists them, and is read whole: feeds, sitemaps, JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from ingest.readers import jsonl
from ingest.readers.fields import Fields
from ingest.readers.later import Found
from ingest.readers.listing import FEEDS, SITEMAPS
from ingest.readers.whole import read_whole
from ingest.readers.xml_text import root_of, xml_text
from rag.errors import SourceRejected

Clock = Callable[[], datetime]


def read_several(
    data: bytes,
    kind: str,
    *,
    source: str,
    clock: Clock,
    url: str | None = None,
    charset: str | None = None,
    fields: Fields | None = None,
) -> Iterator[Found]:
    """The articles of JSON, or the entries of a feed or sitemap, in the bytes of a file.

    Args:
        data: They.
        kind: `.json` or `.xml`.
        source: What to call it.
        clock: The time now, with a zone.
        url: Where it is from: what it links to relatively is there.
        charset: What the server said about its encoding.
        fields: Our names of fields to those of JSON.

    Raises:
        SourceRejected: If it is neither.
    """
    if kind == ".json":
        yield from _json(data, source, url, fields or {})
        return
    root = root_of(xml_text(data, source=source, charset=charset))
    # parsers are loaded when they are first needed: they take longer than most files
    if root in SITEMAPS:
        from ingest.readers.sitemap import read_sitemap

        yield from read_sitemap(data, source=source, url=url, charset=charset)
    elif root in FEEDS:
        from ingest.readers.feeds import read_feed

        yield from read_feed(data, source=source, url=url, charset=charset)
    elif root == "html":
        yield read_whole(data, ".html", source=source, clock=clock, url=url, charset=charset)
    else:
        named = f"its outermost element is <{root}>" if root else "there is no element in it"
        raise SourceRejected(
            source, f"this is no feed (RSS, Atom) and no sitemap: {named}; make it JSON Lines"
        )


def _json(data: bytes, source: str, url: str | None, fields: Fields) -> Iterator[Found]:
    from ingest.readers.json_feed import is_json_feed, read_json_feed

    try:
        value = jsonl.parse(data, source)
    except SourceRejected as rejected:
        advice = "; if it is one article a line, name it .jsonl" if b"}\n" in data else ""
        yield SourceRejected(source, rejected.reason + advice)
        return
    if is_json_feed(value):
        assert isinstance(value, dict)
        yield from read_json_feed(value, source=source, url=url)
    else:
        yield from jsonl.read_value(value, source=source, fields=fields)
