"""Archives in archives, and feeds and sitemaps saved in them: found there, never fetched."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.guards import zipped as guard
from ingest.guards.limits import INNER, LISTED, MEMBERS, TOGETHER
from ingest.readers import archives, shelved
from ingest.sources import stored
from rag.domain import Draft, Moment
from rag.errors import SourceRejected
from tests.ingest.making import PAGE, STORY, TEXT, letter, mbox, warc, zipped

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
X = "https://x.example"
LINE = b'{"text": "The river rose."}\n'
ABSENT = (
    "pages it lists that are not in the archive: {}, and nothing is fetched for an archive; name "
    "the address of the list to fetch them"
)
Found = list[Draft | SourceRejected]
Read = Callable[[str, bytes], Found]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def stored_as(name: str, data: bytes) -> Found:
        path = tmp_path / name
        path.write_bytes(data)
        found = list(stored(str(path), lambda: NOW))
        return [replace_source(one, one.source.removeprefix(str(path))) for one in found]

    return stored_as


def replace_source(one: Draft | SourceRejected, source: str) -> Draft | SourceRejected:
    return (
        replace(one, source=source)
        if isinstance(one, Draft)
        else SourceRejected(source, one.reason)
    )


def places(found: Found) -> list[str]:
    assert all(isinstance(one, Draft) for one in found), found
    return [one.source for one in found]


def reasons(found: Found) -> list[str]:
    return [one.reason for one in found if isinstance(one, SourceRejected)]


def rss(*items: tuple[str, str, str]) -> bytes:
    """A feed of (address, title, whole article or nothing)."""
    told = "".join(
        f"<item><link>{X}{path}</link><title>{title}</title>"
        "<pubDate>Fri, 06 Dec 2024 07:00:00 +0100</pubDate>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
        for path, title, body in items
    )
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Paper</title>{told}</channel></rss>"
    ).encode()


def sitemap(*paths: str, kind: str = "url") -> bytes:
    root = "urlset" if kind == "url" else "sitemapindex"
    told = "".join(f"<{kind}><loc>{X}{path}</loc></{kind}>" for path in paths)
    return f"<{root}>{told}</{root}>".encode()


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_a_rejection(read: Read) -> None:
    inner = zipped({"a.html": PAGE, "deep.zip": zipped({"b.txt": b"x"}), "c.jsonl": LINE})
    found = read("a.zip", zipped({"in.zip": inner, "d.txt": b"It fell."}))
    assert [one.source for one in found] == [
        "!/in.zip!/a.html",
        "!/in.zip!/deep.zip",
        "!/in.zip!/c.jsonl:1",
        "!/d.txt",
    ]
    assert "unpack the outer ones" in reasons(found)[0]
    assert len(reasons(found)) == 1


def test_a_web_archive_collection_gives_the_pages_of_its_web_archives_alone(read: Read) -> None:
    pages = warc((f"{X}/a", "text/html", PAGE), (f"{X}/b", "text/html", PAGE))
    wacz = zipped(
        {
            "archive/data.warc.gz": pages,
            "archive/more.warc": warc((f"{X}/c", "text/html", PAGE), packed=False),
            "indexes/index.cdx.gz": gzip.compress(b"cdx"),
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
            "logs/crawl.log": b"x",
            "datapackage.json": json.dumps({"wacz_version": "1.1.1"}).encode(),
        }
    )
    wanted = [
        f"!/archive/data.warc.gz!/{X}/a",
        f"!/archive/data.warc.gz!/{X}/b",
        f"!/archive/more.warc!/{X}/c",
    ]
    found = read("a.wacz", wacz)
    assert places(found) == wanted
    assert {one.url for one in found if isinstance(one, Draft)} == {f"{X}/{n}" for n in "abc"}
    inside = read("a.zip", zipped({"crawl.wacz": wacz}))
    assert places(inside) == [f"!/crawl.wacz{place}" for place in wanted]


def test_what_archives_hold_counts_against_one_limit(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MEMBERS", replace(MEMBERS, most=7))
    small, large = zipped({"a.txt": b"x"}), zipped({f"{n}.txt": b"x" for n in range(3)})
    found = read("a.zip", zipped({"1.zip": large, "2.zip": large, "3.zip": small}))
    assert [one.source for one in found if isinstance(one, SourceRejected)] == ["!/2.zip"]
    assert reasons(found) == ["the archive and those in it hold more than 7 files; split it"]
    assert [one.source for one in found][-1] == "!/3.zip!/a.txt"
    monkeypatch.setattr(guard, "TOGETHER", replace(TOGETHER, most=3_000))
    wide = zipped({"a.txt": b"The river rose. " * 100})
    found = read("b.zip", zipped({"1.zip": wide, "2.zip": wide}))
    assert reasons(found) == [
        "the archive and those in it unpack to more than 3,000 bytes; split it"
    ]
    monkeypatch.setattr(archives, "INNER", replace(INNER, most=100))
    assert "the archive in it is larger than 100 bytes; unpack the outer one" in reasons(
        read("b.zip", zipped({"1.zip": wide}))
    )


@pytest.mark.parametrize("order", [1, -1])
def test_a_page_of_a_web_archive_is_one_article_whatever_lists_it(read: Read, order: int) -> None:
    feed = rss(("/a", "Flood in the valley", ""), ("/b", "Whole", STORY))
    records = [
        (f"{X}/feed", "application/rss+xml", feed),
        (f"{X}/sitemap.xml", "text/xml", sitemap("/a")),
        (f"{X}/a?utm_source=rss", "text/html", PAGE),
    ]
    found = read("a.warc.gz", warc(*records[::order]))
    assert places(found) == [f"!/{X}/a?utm_source=rss", f"!/{X}/feed#2"]
    page, whole = found
    assert isinstance(page, Draft)
    assert isinstance(whole, Draft)
    assert page.fetched == whole.fetched == Moment("2024-12-06T09:00:00Z", "warc")
    told = Moment("2024-12-06T07:00:00+01:00", "feed")
    assert page.published == (told if order == 1 else None)  # a list that comes late says nothing
    assert (whole.title, whole.url, whole.published) == ("Whole", f"{X}/b", told)
    assert whole.text.replace("\n", "") == TEXT.replace(" On day", "On day")
    assert [h.value for h in whole.hints if h.name == "text"] == [
        "the page: the page is not in the archive"
    ]


def test_a_page_that_is_no_article_gives_way_to_what_its_feed_carries(read: Read) -> None:
    feed = rss(("/a", "Flood", STORY))
    page = (f"{X}/a", "text/html", b"<html><body><p>Short</p></body></html>")
    [found] = read("a.warc", warc((f"{X}/feed", "text/html", feed), page))
    assert isinstance(found, Draft)
    assert found.title == "Flood"
    assert "no article text found" in found.hints[-1].value


def test_lists_whose_pages_are_elsewhere_say_so_once_each(read: Read) -> None:
    listed = sitemap(*(f"/{n}" for n in range(2000)))
    records = [
        (f"{X}/sitemap.xml.gz", "application/gzip", gzip.compress(listed)),
        (f"{X}/index.xml", "application/xml", sitemap("/other.xml", "/in.xml", kind="sitemap")),
        (f"{X}/in.xml", "application/xml", sitemap("/1", "/a")),
        (f"{X}/1", "text/html", PAGE),
    ]
    found = read("a.warc.gz", warc(*records))
    assert [one.source for one in found] == [
        f"!/{X}/1",
        f"!/{X}/sitemap.xml.gz",
        f"!/{X}/in.xml",
        "",
    ]
    assert reasons(found) == [
        ABSENT.format("1,999"),
        ABSENT.format("1"),
        f"lists that one in it names are not in the archive: {X}/other.xml; name their addresses "
        "to fetch them",
    ]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"api": [1, 2, 3]}'),
        ("application/xml", b"<svg/>"),
        ("text/xml", b"<soap:Envelope/>"),
        ("application/octet-stream", b"\0\1\2"),
        ("application/gzip", gzip.compress(b"x")),
    ],
)
def test_data_that_a_page_loads_is_passed_over(read: Read, kind: str, body: bytes) -> None:
    data = warc((f"{X}/api", kind, body), (f"{X}/a", "text/html", PAGE))
    assert places(read("a.warc", data)) == [f"!/{X}/a"]


def test_a_json_feed_in_an_archive_is_read(read: Read) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Paper",
        "items": [{"id": "1", "url": f"{X}/a", "title": "Flood", "content_html": STORY}],
    }
    body = json.dumps(feed).encode()
    for name, data in (
        ("a.warc", warc((f"{X}/feed.json", "application/feed+json", body))),
        ("a.zip", zipped({"feed.json": body})),
    ):
        [found] = read(name, data)
        assert isinstance(found, Draft)
        assert (found.title, found.url) == ("Flood", f"{X}/a")


def test_pages_saved_beside_a_feed_are_found_by_where_they_were_saved_from(read: Read) -> None:
    mark = f"<!-- saved from url=(0020){X}/a -->\n".encode()
    files = {"feed.xml": rss(("/a", "Flood in the valley", "")), "a.html": mark + PAGE}
    [found] = read("a.zip", zipped(files))
    assert isinstance(found, Draft)
    assert (found.source, found.url) == ("!/a.html", f"{X}/a")
    assert found.published == Moment("2024-12-06T07:00:00+01:00", "feed")


def test_a_web_archive_in_a_zip_archive_has_the_pages_of_a_feed_beside_it(read: Read) -> None:
    files = {
        "feed.xml": rss(("/a", "Flood", "")),
        "b.warc.gz": warc((f"{X}/a", "text/html", PAGE)),
        "c.mbox": mbox(letter()),
    }
    found = read("a.zip", zipped(files))
    assert places(found) == [f"!/b.warc.gz!/{X}/a", "!/c.mbox!<m1@paper.example>"]


def test_a_list_without_an_end_is_cut(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelved, "LISTED", replace(LISTED, most=3))
    found = read("a.zip", zipped({"a.xml": sitemap(*(f"/{n}" for n in range(9)))}))
    assert reasons(found) == [
        ABSENT.format("3"),
        "lists in the archive name more than 3 articles; split it",
    ]


def test_articles_that_feeds_carry_are_not_all_held_in_memory(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelved, "LIST", replace(shelved.LIST, most=3 * len(STORY)))
    feed = rss(*((f"/{n}", f"Flood {n}", STORY) for n in range(9)))
    found = read("a.zip", zipped({"a.xml": feed, "b.txt": b"The end."}))
    assert sorted(places(found)) == sorted([*(f"!/a.xml#{n}" for n in range(1, 10)), "!/b.txt"])
    assert places(found).index("!/b.txt") == 6
