"""What a server sent: by how it begins first, for many name feeds wrongly, then by its type."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ingest.fetching import PAGES, Fetched
from ingest.guards.limits import LIST
from ingest.guards.streams import drained, gunzipped
from ingest.readers.kinds import kind_of
from ingest.readers.listing import BEGINNING, JSON_FEED, listed

TYPES = {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "multipart/related": ".eml",
    "application/mbox": ".mbox",
    "text/csv": ".csv",
    "text/tab-separated-values": ".csv",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/warc": ".warc",
    "application/zip": ".zip",
    "application/wacz": ".wacz",
}
XML = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/xml text/xml "
    "application/x-rss+xml text/rss+xml".split()
)
JSON = frozenset({"application/json", "application/feed+json", "text/json"})
BLURRED = frozenset(
    {"application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream"}
)
ACCEPTED = PAGES | frozenset(TYPES) | XML | JSON | BLURRED
GZIP = b"\x1f\x8b"


def unpacked(fetched: Fetched) -> bytes:
    """The body, out of gzip where the file itself is packed, as sitemaps are.

    Raises:
        SourceRejected: If it is broken, or more than a sitemap may be.
    """
    if not fetched.body.startswith(GZIP):
        return fetched.body
    from io import BytesIO

    with gunzipped(BytesIO(fetched.body), fetched.url) as stream:
        return drained(stream, LIST, fetched.url)


def sent_kind(fetched: Fetched, body: bytes) -> str:
    """The ending that stands for the format of what was sent."""
    beginning = body[:BEGINNING].lstrip()
    if beginning.startswith(b"%PDF-") and not fetched.media_type:
        return ".pdf"
    if listed(body):
        return ".xml"
    if fetched.media_type in JSON or (
        fetched.media_type in BLURRED | {"", "text/plain"} and JSON_FEED.encode() in beginning
    ):
        return ".json"
    if fetched.media_type in TYPES:
        return TYPES[fetched.media_type]
    if fetched.media_type in XML:
        return ".xml"
    return _by_name(fetched, beginning)


def _by_name(fetched: Fetched, beginning: bytes) -> str:
    if beginning.startswith(b"<"):
        return ".html"
    kind, _ = kind_of(PurePosixPath(urlsplit(fetched.url).path))
    return kind or ".txt"
