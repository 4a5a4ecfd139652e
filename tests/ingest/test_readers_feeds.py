"""Feeds as they are really written, and what is kept of their entries."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ingest.readers.entries import Entry, enriched
from ingest.readers.feeds import read_feed
from ingest.readers.json_feed import is_json_feed, read_json_feed
from rag.domain import Draft, Hint, Moment
from rag.errors import SourceRejected
from tests.ingest.making import ATOM, RSS, STORY, TEXT

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(item: str, channel: str = "<title>Paper</title>") -> bytes:
    inner = f"<channel>{channel}<item>{item}</item></channel>"
    return f'<rss version="2.0" {SPACES}>{inner}</rss>'.encode()


def atom(entry: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>'
        f"<entry>{entry}</entry></feed>"
    ).encode()


def entry(data: bytes, **more: str) -> Entry:
    [found] = read_feed(data, source="F", **more)  # type: ignore[arg-type]
    assert isinstance(found, Entry), found
    return found


LINK = "<link>https://x.example/a</link>"


def test_an_entry_keeps_what_the_feed_says_of_it() -> None:
    found = entry(
        rss(
            f"<title>Flood</title>{LINK}<guid isPermaLink='false'>g1</guid>"
            "<pubDate>Fri, 06 Dec 2024 07:00:00 +0100</pubDate><dc:creator>Jane Doe</dc:creator>",
            "<title>The &amp; Paper</title><language>en-GB</language>",
        )
    )
    assert found == Entry(
        source="F#1",
        origin="feed",
        url="https://x.example/a",
        guid="g1",
        title="Flood",
        authors=("Jane Doe",),
        outlet="The & Paper",
        language="en-GB",
        published="Fri, 06 Dec 2024 07:00:00 +0100",
    )


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        # links
        ("<link>/a?x=1&amp;y=2</link>", "url", "https://x.example/a?x=1&y=2"),
        ("<guid>https://x.example/b</guid>", "url", "https://x.example/b"),
        (
            "<link>https://proxy.example/r</link>"
            "<feedburner:origLink>https://x.example/a</feedburner:origLink>",
            "url",
            "https://x.example/a",
        ),
        ("<link>\n  https://x.example/a\n </link>", "url", "https://x.example/a"),
        ("<link><![CDATA[https://x.example/a]]></link>", "url", "https://x.example/a"),
        # titles
        (f"{LINK}<title>Q&amp;amp;A: &lt;i&gt;Hamlet&lt;/i&gt;</title>", "title", "Q&A: Hamlet"),
        (f"{LINK}<title><![CDATA[Caf\u00e9 <b>reopens</b>]]></title>", "title", "Café reopens"),
        (f"{LINK}<title>Profit &lt; 3 million</title>", "title", "Profit < 3 million"),
        (f"{LINK}<title>One\n  line</title>", "title", "One line"),
        # people
        (f"{LINK}<author>j@x.example (Jane Doe)</author>", "authors", ("Jane Doe",)),
        (f"{LINK}<author>j@x.example</author>", "authors", ()),
        (f"{LINK}<author>Jane Doe &lt;j@x.example&gt;</author>", "authors", ("Jane Doe",)),
        (f"{LINK}<dc:creator>By Jane Doe</dc:creator>", "authors", ("Jane Doe",)),
        (f"{LINK}<dc:creator>admin</dc:creator>", "authors", ()),
        # days
        (f"{LINK}<dc:date>2024-12-06</dc:date>", "published", "2024-12-06"),
        (f"{LINK}<pubDate>yesterday</pubDate>", "published", "yesterday"),
        (f"{LINK}<pubDate/>", "published", None),
        # who printed it
        (f"{LINK}<source url='https://y.example/f'>Other</source>", "outlet", "Other"),
        # what an entry carries
        (f"{LINK}<description>{TEXT[:200]}</description>", "html", ""),
        (f"{LINK}<description>Short. Read more</description>", "html", ""),
        (f"{LINK}<content:encoded><![CDATA[{STORY}]]></content:encoded>", "html", STORY),
        (f"{LINK}<content:encoded>Short. [...]</content:encoded>", "html", ""),
    ],
)
def test_fields_of_an_entry_are_read_as_they_are_written(
    item: str, field: str, value: object
) -> None:
    assert getattr(entry(rss(item), url="https://x.example/feed"), field) == value


def test_a_long_description_is_the_article_itself() -> None:
    assert entry(rss(f"{LINK}<description>{TEXT * 4}</description>")).html == TEXT * 4


def test_the_last_change_in_atom_is_not_taken_for_publication() -> None:
    link = '<link href="https://x.example/a"/>'
    found = entry(atom(f"{link}<updated>2024-12-07T00:00:00Z</updated>"))
    assert (found.published, found.modified) == (None, "2024-12-07T00:00:00Z")
    both = "<published>2024-12-05T00:00:00Z</published><updated>2024-12-07T00:00:00Z</updated>"
    assert entry(atom(link + both)).published == "2024-12-05T00:00:00Z"


@pytest.mark.parametrize(
    "data",
    [
        b"\n\n  " + RSS.removeprefix(b'<?xml version="1.0" encoding="utf-8"?>'),
        b"\n" + RSS,  # a blank line before the declaration
        b"\xef\xbb\xbf" + RSS,
        RSS.decode().replace("utf-8", "utf-16").encode("utf-16"),
        RSS.replace(b"Flood", b"Fl\x0bood"),  # a control character
        RSS.replace(b"Flood", b"Q&A&nbsp;today"),
        RSS.replace(b"<title>Flood</title>", b"<title>Flood</title><category>rivers"),
        RSS.replace(b"<title>Flood</title>", b"<title>Flood</title><br><hr>"),
        RSS.replace(b"</rss>", b"</rss>\n<!-- made in 0.1 s -->"),
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.com/publish/formats/rss-0.91.dtd">' + RSS[38:],
        ATOM,
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/"><item><title>F</title>'
        b"<link>https://x.example/a</link></item></rdf:RDF>",
    ],
)
def test_feeds_that_break_the_rules_are_read_all_the_same(data: bytes) -> None:
    assert entry(data).url == "https://x.example/a"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("iso-8859-1", "Überfall “zitiert”"),
        ("windows-1251", "Наводнение в долине"),
        ("iso-8859-2", "Žluťoučký kůň"),
        ("shift_jis", "川が増水"),
        ("gb2312", "河水上涨"),
    ],
)
def test_the_encoding_that_a_feed_declares_is_used(encoding: str, title: str) -> None:
    text = RSS.decode().replace("utf-8", encoding).replace("Flood", title)
    data = text.encode("cp1252" if encoding == "iso-8859-1" else encoding)
    assert entry(data).title == title


def test_a_feed_that_is_called_utf_8_and_is_not_is_recognised() -> None:
    assert entry(RSS.replace(b"Flood", "Café déjà fermé à Besançon".encode("cp1252"))).title == (
        "Café déjà fermé à Besançon"
    )


def test_a_feed_that_is_cut_off_gives_what_came_before_and_says_so() -> None:
    two = rss(
        f"<title>A</title>{LINK}</item><item><title>B</title><link>https://x.example/b</link>"
    )
    found = list(read_feed(two[: two.rindex(b"</item>")], source="F"))
    assert [one.url for one in found if isinstance(one, Entry)] == [
        "https://x.example/a",
        "https://x.example/b",
    ]
    assert isinstance(found[-1], SourceRejected)
    assert "cut off after 2 entries" in found[-1].reason


ITEM = {"id": 7, "url": "/a", "title": "Flood", "content_html": STORY}


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ({}, "url", "https://x.example/a"),
        ({"url": None, "external_url": "https://y.example/b"}, "url", "https://y.example/b"),
        ({"url": None, "id": "https://x.example/c"}, "url", "https://x.example/c"),
        ({"url": None, "id": "c"}, "url", None),
        ({}, "guid", "7"),
        ({"authors": [{"name": "Jane Doe"}, {}]}, "authors", ("Jane Doe",)),
        ({"author": {"name": "Jane Doe"}}, "authors", ("Jane Doe",)),
        ({"authors": "Jane Doe"}, "authors", ("The Desk",)),
        ({"date_published": "2024-12-06T07:00:00+01:00"}, "published", "2024-12-06T07:00:00+01:00"),
        ({"date_published": 5}, "published", None),
        ({"content_html": None, "content_text": "A < B\n\nC"}, "html", "<p>A &lt; B</p><p>C</p>"),
        ({"title": "Fl\u0000ood\nnow"}, "title", "Flood now"),
        ({"language": "de"}, "language", "de"),
    ],
)
def test_fields_of_a_json_feed_are_read(item: dict[str, object], field: str, value: object) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Paper",
        "language": "en",
        "author": {"name": "The Desk"},
        "items": [{**ITEM, **item}],
    }
    assert is_json_feed(json.loads(json.dumps(feed)))
    [found] = read_json_feed(feed, source="F", url="https://x.example/feed.json")
    assert getattr(found, field) == value


LISTED = Entry(
    source="F#1",
    origin="feed",
    url="https://x.example/a",
    guid="g1",
    title="Listed",
    authors=("Jane Doe",),
    published="Fri, 06 Dec 2024 07:00:00 +0100",
)
FED = Moment("2024-12-06T07:00:00+01:00", "feed")


@pytest.mark.parametrize(
    ("page", "said", "published"),
    [
        (None, LISTED.published, FED),
        (Moment("2024-12-05", "json-ld"), LISTED.published, Moment("2024-12-05", "json-ld")),
        (Moment("2024-01-01", "trafilatura"), LISTED.published, FED),
        (None, "yesterday", None),
        (None, "Fri, 06 Dec 2030 07:00:00 +0100", None),  # in the future
        (None, "Thu, 01 Jan 1970 00:00:00 GMT", None),  # zero seconds
        (None, None, None),
    ],
)
def test_a_page_is_dated_by_its_feed_only_where_it_is_not_itself(
    page: Moment | None, said: str | None, published: Moment | None
) -> None:
    listed = Entry(source="F#1", origin="feed", url=LISTED.url, published=said)
    draft = Draft(source="A", text=TEXT, published=page)
    assert enriched(draft, listed, NOW).published == published


def test_what_a_feed_says_is_kept_beside_what_the_page_says() -> None:
    found = enriched(Draft(source="A", text=TEXT, title="Own"), LISTED, NOW)
    assert (found.title, found.authors) == ("Own", ("Jane Doe",))
    assert found.hints == (
        Hint("listed", "F#1", "feed"),
        Hint("guid", "g1", "feed"),
        Hint("title", "Listed", "feed"),
        Hint("author", "Jane Doe", "feed"),
        Hint("published", "Fri, 06 Dec 2024 07:00:00 +0100", "feed"),
    )


def test_the_last_change_in_a_sitemap_is_a_hint_and_no_date() -> None:
    listed = Entry(source="S#1", origin="sitemap", url=LISTED.url, modified="2024-12-09")
    found = enriched(Draft(source="A", text=TEXT), listed, NOW)
    assert (found.published, found.modified) == (None, None)
    assert Hint("modified", "2024-12-09", "sitemap") in found.hints
