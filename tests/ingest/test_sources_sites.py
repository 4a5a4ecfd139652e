"""Sites, files on the web, and lists that are broken, endless or too long."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from ingest.fetching import Fetch
from ingest.readers.entries import Entry
from ingest.sources.sites import feeds_on
from rag.domain import Draft
from rag.errors import SourceRejected
from tests.ingest.making import STORY, chapter, epub, letter, warc, zipped
from tests.ingest.reading import (
    fetch,
    listed,
    read,
    reason,
)
from tests.ingest.site import Page, Site

__all__ = ["fetch"]


BOMB = gzip.compress(bytes(200 * 1024 * 1024))
FRONT = "<!doctype html><html><head>{}</head><body><p>News"
COMMENTS = "<link rel='alternate' type='application/rss+xml' href='/comments/feed'>"

DOCTYPE = "<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel/></rss>"
INDEX = "<sitemapindex><sitemap><loc>{base}/%s</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (Page(FRONT.format(COMMENTS)), "the page names only feeds of comments: name an article"),
        (Page(DOCTYPE, "application/rss+xml"), "declares entities of its own"),
        (Page("<opml/>", "text/xml"), "this is no feed (RSS, Atom) and no sitemap"),
        (Page("{", "application/json"), "not JSON"),
        (Page(BOMB, "application/gzip"), "this is a decompression bomb"),
        (Page(gzip.compress(b"<urlset/>")[:-9], "application/gzip"), "broken or cut off"),
        (Page(b"\x1f\x8bx", "application/gzip"), "cut off"),
        (Page(INDEX % "walls/empty", "application/xml"), "a web page came in the place of a feed"),
        (Page("x", "image/png"), "image/png"),
    ],
)
def test_what_is_broken_on_the_web_says_so(news: Site, fetch: Fetch, page: Page, said: str) -> None:
    news.add("/odd", page)
    assert said in reason(read(news, fetch, "/odd"))


def test_a_front_page_without_feeds_names_the_sitemaps_of_its_site(
    news: Site, fetch: Fetch
) -> None:
    news.add("/", Page("<!doctype html><html><body><p>News"))
    news.add("/robots.txt", Page("Sitemap: {base}/sitemap.xml", "text/plain"))
    assert f"robots.txt sitemaps: {news.base}/sitemap.xml. Name one" in reason(
        read(news, fetch, "/")
    )


@pytest.mark.parametrize(
    ("kind", "body", "count"),
    [
        ("application/epub+zip", epub({"1.xhtml": chapter("A"), "2.xhtml": chapter("B")}), 2),
        ("application/zip", zipped({"a.txt": b"The river rose.", "b.txt": b"It fell."}), 2),
        ("text/csv", b"text,title\nIt rose.,A\nIt fell.,B\n", 2),
        ("application/x-ndjson", b'{"text": "It rose."}\n{"text": "It fell."}\n', 2),
        ("message/rfc822", letter(), 1),
        ("application/warc", warc(("https://x.example/a", "text/html", STORY.encode())), 1),
        ("text/plain", b"{base}/articles/flood\n{base}/articles/strike\n", 2),
        ("application/octet-stream", zipped({"a.txt": b"The river rose."}), 1),
    ],
)
def test_files_on_the_web_are_read_as_what_they_are(
    news: Site, fetch: Fetch, kind: str, body: bytes, count: int
) -> None:
    news.add("/file.zip", Page(body.replace(b"{base}", news.base.encode()), kind))
    found = read(news, fetch, "/file.zip")
    assert [type(one) for one in found] == [Draft] * count, found


def listing(count: int, day: str = "2025-05-{:02}") -> Page:
    urls = "".join(
        f"<url><loc>{{base}}/articles/{n}</loc><lastmod>{day.format(n + 1)}</lastmod></url>"
        for n in range(count)
    )
    return Page(f"<urlset>{urls}</urlset>", "application/xml")


def test_a_limit_and_a_day_narrow_what_is_taken(news: Site, fetch: Fetch) -> None:
    news.add("/s.xml", listing(20))
    assert len(listed(news, fetch, "/s.xml", limit=5)) == 5
    assert len(listed(news, fetch, "/s.xml", since=date(2025, 5, 18))) == 3
    assert len(listed(news, fetch, "/s.xml")) == 20


def test_a_list_longer_than_the_bound_is_told_of(
    news: Site, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.sources.asked.MOST_ADDRESSES", 3)
    news.add("/s.xml", listing(5))
    found = listed(news, fetch, "/s.xml")
    assert [type(one) for one in found] == [Entry] * 3 + [SourceRejected]
    assert "more than 3 articles" in str(found[-1])


def test_lists_within_lists_end(news: Site, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(8):
        news.add(f"/{n}", Page(INDEX % (n + 1), "application/xml"))
    assert "a list within 4 others was not opened" in reason(read(news, fetch, "/0"))
    monkeypatch.setattr("ingest.sources.lists.MOST_LISTS", 2)
    assert "leads to more than 2 lists" in reason(read(news, fetch, "/0"))


@pytest.mark.parametrize(
    ("head", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/f">', ["https://x.example/f"]),
        (
            '<link rel="Alternate home" type="APPLICATION/ATOM+XML; a=b" href=f>',
            ["https://x.example/n/f"],
        ),
        (
            '<base href="/b/"><link rel=alternate type=application/feed+json href=f>',
            ["https://x.example/b/f"],
        ),
        (
            "<link rel=alternate type=application/json href=/feed.json>",
            ["https://x.example/feed.json"],
        ),
        ("<link rel=alternate type=application/json href=/wp-json/x>", []),
        (
            '<link rel=alternate type=application/rss+xml href="feed://y.example/f">',
            ["https://y.example/f"],
        ),
        (
            '<link rel=alternate type=application/rss+xml href="//y.example/f">',
            ["https://y.example/f"],
        ),
        ('<link rel=alternate type=application/rss+xml href="javascript:x">', []),
        ('<link rel=alternate type=application/rss+xml href="http://[">', []),
        ('<link rel=alternate type=application/rss+xml title="A » Comments Feed" href=/c>', []),
        ("<link rel=alternate hreflang=de href=/de>", []),
        ("<link rel=stylesheet type=application/rss+xml href=/f>", []),
        ('<link rel=alternate type=application/rss+xml href="">', []),
        ("", []),
    ],
)
def test_the_feeds_that_a_page_names_are_found(head: str, feeds: list[str]) -> None:
    page = f"<html><head>{head}</head><body><p>News".encode()
    assert list(feeds_on(page, "https://x.example/n/").feeds) == feeds


def test_a_page_that_names_many_feeds_gives_the_first_of_them() -> None:
    link = "<link rel=alternate type=application/rss+xml href=/{}>"
    page = "".join(link.format(n) for n in range(50)).encode()
    assert len(feeds_on(page, "https://x.example/").feeds) == 10
