"""How a feed or sitemap is known, whatever it is called: by how it begins. Pure."""

from __future__ import annotations

from ingest.readers.xml_text import root_of

FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
SITEMAPS = frozenset({"urlset", "sitemapindex"})
"""Names of the outermost elements of what lists articles."""

JSON_FEED = "jsonfeed.org/version"
BEGINNING = 8192  # bytes that are enough to know it by


def listed(body: bytes) -> bool:
    """Whether data is a feed or sitemap in XML."""
    beginning = body[:BEGINNING].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if not beginning.startswith((b"<", b"\xff\xfe<", b"\xfe\xff<")):
        return False
    text = beginning.lstrip(b"\xff\xfe").decode("utf-8", "replace")
    return root_of(text) in FEEDS | SITEMAPS
