"""Sitemaps as they are really written."""

from __future__ import annotations

import tracemalloc

import pytest

from ingest.readers.entries import Entry, Nested
from ingest.readers.sitemap import is_address_list, read_address_list, read_sitemap
from rag.errors import SourceRejected
from tests.ingest.making import SITEMAP

NEWS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
    "<url><loc> https://x.example/a?b=1&amp;c=2 </loc><lastmod>2024-12-07</lastmod>"
    "<image:image><image:loc>https://x.example/i.jpg</image:loc>"
    "<image:title>Picture</image:title></image:image>"
    "<news:news><news:publication><news:name>Paper</news:name><news:language>en</news:language>"
    "</news:publication><news:publication_date>2024-12-06T07:00:00+01:00</news:publication_date>"
    "<news:title>Rivers\n rise</news:title></news:news></url></urlset>"
)


def test_a_news_sitemap_says_what_an_article_is_and_when() -> None:
    assert list(read_sitemap(NEWS.encode(), source="S")) == [
        Entry(
            source="S#1",
            origin="sitemap",
            url="https://x.example/a?b=1&c=2",
            title="Rivers rise",
            outlet="Paper",
            language="en",
            published="2024-12-06T07:00:00+01:00",
            modified="2024-12-07",
        )
    ]


def test_an_index_names_further_sitemaps() -> None:
    index = (
        "<sitemapindex><sitemap><loc>https://x.example/1.xml.gz</loc><lastmod>2024-12-07</lastmod>"
        "</sitemap><sitemap><loc>https://x.example/2.xml</loc></sitemap></sitemapindex>"
    )
    assert list(read_sitemap(index.encode(), source="S")) == [
        Nested("https://x.example/1.xml.gz", "2024-12-07"),
        Nested("https://x.example/2.xml"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "address"),
    [
        ("http://www.sitemaps.org/schemas/sitemap/0.9", "http://g.example/0.84", None),
        (' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', "", None),
        ("<?xml", "\n\n<?xml", None),
        ("<?xml", "\ufeff<?xml", None),
        ("https://x.example/a", "<![CDATA[https://x.example/a]]>", None),
        ("https://x.example/a", "/a", None),
        ("https://x.example/a", "https://x.example/a?b=1&c=2", "https://x.example/a?b=1&c=2"),
        ("https://x.example/a", "https://x.example/řeka", "https://x.example/řeka"),
        ("<url>", "<url><!-- new -->", None),
        ("urlset", "s:urlset xmlns:s='x:y'", None),
    ],
)
def test_sitemaps_that_break_the_rules_are_read_all_the_same(
    before: str, after: str, address: str | None
) -> None:
    data = SITEMAP.decode().replace(before, after)
    if after.startswith("s:"):
        data = data.replace("</s:urlset xmlns:s='x:y'>", "</s:urlset>")
    found = list(read_sitemap(data.encode(), source="S", url="https://x.example/sitemap.xml"))
    assert [one.url for one in found if isinstance(one, Entry)] == [
        address or "https://x.example/a"
    ]
    assert len(found) == 1


def test_a_sitemap_that_is_cut_off_gives_what_came_before_and_says_so() -> None:
    many = SITEMAP.replace(b"</urlset>", b"<url><loc>https://x.example/b</loc></url><url><loc>ht")
    found = list(read_sitemap(many, source="S"))
    assert [one.url for one in found if isinstance(one, Entry)][:2] == [
        "https://x.example/a",
        "https://x.example/b",
    ]
    assert isinstance(found[-1], SourceRejected)
    assert "broken in line 1" in found[-1].reason


def test_fifty_thousand_addresses_are_read_one_by_one() -> None:
    url = b"<url><loc>https://x.example/a</loc></url>"
    data = SITEMAP.replace(b"</urlset>", url * 49_999 + b"</urlset>")
    listed = read_sitemap(data, source="S")
    next(listed)
    tracemalloc.start()
    assert sum(1 for _ in listed) == 49_999
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("https://x.example/a\nhttp://x.example/b\n\n", True),
        ("https://x.example/a says so.\nThe river rose.", False),
        ("\n", False),
        ("The river rose.", False),
    ],
)
def test_a_text_of_addresses_alone_is_a_list(text: str, is_list: bool) -> None:
    assert is_address_list(text) is is_list


def test_a_list_of_addresses_names_the_line_of_a_bad_one() -> None:
    found = list(read_address_list("https://x.example/a\n\nhttps:// x\n", source="L"))
    assert found[0] == Entry(source="L:1", origin="list", url="https://x.example/a")
    assert isinstance(found[1], SourceRejected)
    assert found[1].source == "L:3"
