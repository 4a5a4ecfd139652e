"""How much is taken depends on what is fetched: 10 MB of a page, 50 MB of a feed or sitemap."""

from __future__ import annotations

import pytest

from ingest.fetching import PAGES, Fetch, Limits
from ingest.guards.limits import LIST, MB, PAGE
from ingest.sources.kinds import ACCEPTED
from rag.errors import SourceRejected
from tests.ingest.site import Page, Site

HTML = b"<!doctype html><html><body><p>"
FEED = b"<?xml version='1.0'?><!-- made today --><rss version='2.0'><channel>"
MAP = b"<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><urlset>"


def padded(beginning: bytes, size: int) -> bytes:
    return beginning + b" " * (size - len(beginning))


@pytest.mark.parametrize(
    ("kind", "beginning", "most"),
    [
        ("text/html", HTML, PAGE),
        ("text/plain", b"words", PAGE),
        ("application/pdf", b"%PDF-", PAGE),
        (None, HTML, PAGE),
        ("text/html", FEED, LIST),  # many servers say so
        ("text/plain", MAP, LIST),
        (None, MAP, LIST),
        ("application/rss+xml", FEED, LIST),
        ("text/xml", MAP, LIST),
        ("application/json", b"{", LIST),
        ("application/zip", b"PK", LIST),
    ],
)
@pytest.mark.parametrize("packed", [(), ("gzip",)])
def test_the_limit_is_that_of_what_came(
    fetch: Fetch, site: Site, kind: str | None, beginning: bytes, most: object, packed: tuple[str]
) -> None:
    size = (PAGE if most is PAGE else LIST).most
    whole = site.add("/as-large-as-may-be", Page(padded(beginning, size), kind, packed=packed))
    over = site.add("/one-byte-more", Page(padded(beginning, size + 1), kind, packed=packed))
    assert len(fetch.get(whole, accept=ACCEPTED).body) == size
    with pytest.raises(SourceRejected, match=f"larger than {size // MB} MB; "):
        fetch.get(over, accept=ACCEPTED)


def test_where_only_pages_are_wanted_a_list_may_be_no_larger_than_one(
    fetch: Fetch, site: Site
) -> None:
    url = site.add("/one-byte-more", Page(padded(FEED, PAGE.most + 1)))
    with pytest.raises(SourceRejected, match="the page is larger than 10 MB; save its text"):
        fetch.get(url, accept=PAGES)


def test_both_limits_can_be_set(site: Site) -> None:
    few = Limits(largest=100, listed=1000)
    with Fetch(allowed_hosts=["127.0.0.1"], delay=0, limits=few) as fetch:
        for body, size in ((HTML, 100), (FEED, 1000)):
            assert fetch.get(site.add("/a", Page(padded(body, size))), accept=None)
            url = site.add("/b", Page(padded(body, size + 1)))
            with pytest.raises(SourceRejected, match=f"larger than {size:,} bytes"):
                fetch.get(url, accept=None)
