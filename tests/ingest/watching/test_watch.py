from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.watching.pace import FIRST, LONGEST, SHORTEST
from ingest.watching.watch import LEASE
from rag.errors import LibraryError
from tests.ingest.site import Page, Site
from tests.ingest.site.articles import FLOOD, html
from tests.ingest.site.feeds import LATER, RSS
from tests.ingest.watching.watched import START, feeds_asked, watching

FEED = "application/rss+xml"
DAY = 24 * 3600


def test_what_is_new_is_fetched_and_told_once(news: Site, tmp_path: Path) -> None:
    url = news.url("/feeds/growing.xml")
    with watching(tmp_path) as w:
        w.add(url)
        assert w.polled() == 1
        added = [("added", "Vltava floods lower town"), ("added", "Tram drivers walk out")]
        assert w.said() == added
        news.seen.clear()
        assert w.polled(DAY) == 1
        assert w.said() == [("added", "Olive harvest recovers")]
        assert news.paths() == ["/feeds/growing.xml", "/articles/harvest"]
        assert w.polled(DAY) == 1
        assert w.said() == []
        assert w.feed(url).articles == 3


def test_a_feed_that_did_not_change_is_not_sent_again(news: Site, tmp_path: Path) -> None:
    url = news.url("/feeds/rss.xml")
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        news.seen.clear()
        w.polled(DAY)
        assert news.paths() == ["/feeds/rss.xml"]
        assert news.seen[-1].headers["If-None-Match"] == '"rss-1"'
        assert w.feed(url).status == "quiet"


def test_a_changed_entry_is_fetched_again(news: Site, tmp_path: Path) -> None:
    changed = RSS.replace("10 May 2025 06:30", "10 May 2025 09:30")
    page = html("Vltava floods lower town", ("Nobody was hurt.", *FLOOD))
    news.add("/articles/flood", Page(html("Vltava floods lower town", FLOOD)), Page(page))
    url = news.add("/feeds/changing.xml", Page(RSS, FEED), Page(changed, FEED))
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        w.said()
        news.seen.clear()
        w.polled(DAY)
        assert news.paths() == ["/feeds/changing.xml", "/articles/flood"]
        assert w.said() == [("updated", "Vltava floods lower town")]


def test_each_feed_is_polled_at_its_own_pace(news: Site, tmp_path: Path) -> None:
    quiet = news.add("/feeds/quiet.xml", Page(RSS.replace("<ttl>30</ttl>", ""), FEED))
    grown = [RSS.replace("<ttl>30</ttl>", "")]
    for n in range(30):
        path = f"/articles/flood-{n}"
        news.add(path, Page(html(f"Flood {n}", (f"Day {n} of the flood.", *FLOOD))))
        item = f"<item><title>Flood {n}</title><link>{{base}}{path}</link></item></channel>"
        grown.append(grown[-1].replace("</channel>", item))
    busy = news.add("/feeds/busy.xml", *(Page(text, FEED) for text in grown))
    with watching(tmp_path) as w:
        w.add(quiet, busy)
        w.polled()
        assert (w.wait(quiet), w.wait(busy)) == (FIRST, FIRST)
        assert w.polled(FIRST - 1) == 0
        assert w.polled(1) == 2
        assert (w.wait(quiet), w.wait(busy)) == (1.5 * FIRST, 0.5 * FIRST)
        news.seen.clear()
        for _ in range(4):
            assert w.polled(0.5 * FIRST if _ == 0 else SHORTEST * 1.5) in (1, 2)
        asked = feeds_asked(news)
        assert asked.count("/feeds/busy.xml") > asked.count("/feeds/quiet.xml")
        for _ in range(12):
            w.polled(LONGEST)
        assert w.wait(quiet) == LONGEST


@pytest.mark.parametrize(
    ("page", "wait"),
    [
        (Page(RSS, FEED), 1800),  # its ttl is that of the first poll
        (Page(RSS.replace("<ttl>30", "<ttl>120"), FEED), 7200),
        (Page(RSS, FEED, headers={"Cache-Control": "max-age=3000"}), 3000),
        (Page(RSS, FEED, headers={"Cache-Control": "max-age=31536000"}), DAY),
        (Page("later", status=503, headers={"Retry-After": "86000"}), 86000),
        (Page("later", status=429, headers={"Retry-After": "60"}), 900),
        (Page("gone", status=404), 900),
    ],
)
def test_what_the_feed_and_its_server_ask_for_is_kept_to(
    news: Site, tmp_path: Path, page: Page, wait: int
) -> None:
    url = news.add("/feeds/asking.xml", page)
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        assert w.wait(url) == wait
        assert w.polled(wait - 1) == 0


def test_what_a_feed_asked_for_holds_while_it_does_not_change(news: Site, tmp_path: Path) -> None:
    text = RSS.replace("<ttl>30", "<ttl>400")
    url = news.add("/feeds/slow.xml", Page(text, FEED, etag='"s"'))
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        w.polled(DAY)
        assert news.seen[-1].headers["If-None-Match"] == '"s"'
        assert w.wait(url) == 400 * 60


def test_watching_goes_on_where_it_was_after_a_restart(news: Site, tmp_path: Path) -> None:
    url = news.url("/feeds/growing.xml")
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
    news.seen.clear()
    with watching(tmp_path) as w:
        w.add(url)
        assert w.polled(FIRST - 1) == 0
        assert w.polled(1) == 1
        assert w.said() == [("added", "Olive harvest recovers")]
        assert news.paths() == ["/feeds/growing.xml", "/articles/harvest"]
        (asked,) = [asked for asked in news.seen if asked.path == "/feeds/growing.xml"]
        assert asked.headers["If-None-Match"] == '"g1"'


def test_a_poll_that_was_cut_off_is_taken_up_again(news: Site, tmp_path: Path) -> None:
    """As after `kill -9`: it was begun, and nothing more."""
    url = news.url("/feeds/rss.xml")
    with watching(tmp_path) as w:
        w.add(url)
        assert w.archive.feeds.claim(w.feed(url), int(START.timestamp()) + LEASE)
    with watching(tmp_path) as w:
        assert w.polled(LEASE - 1) == 0
        assert w.polled(1) == 1
        assert len(w.said()) == 2


def test_two_processes_do_not_poll_a_feed_twice(news: Site, tmp_path: Path) -> None:
    url = news.url("/feeds/rss.xml")
    with watching(tmp_path) as one, watching(tmp_path) as other:
        one.add(url)
        assert one.watch.begin() == 1
        assert other.polled() == 0
        one.polled()


def test_a_feed_that_moved_for_good_is_polled_where_it_is(news: Site, tmp_path: Path) -> None:
    url = news.url("/feeds/moved.xml")
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        assert w.feed(url).address == news.url("/feeds/rss.xml")
        news.seen.clear()
        w.polled(DAY)
        assert news.paths() == ["/feeds/rss.xml"]


def test_the_feed_that_a_page_names_is_watched(news: Site, tmp_path: Path) -> None:
    with watching(tmp_path) as w:
        w.add(news.url("/"))
        w.polled()
        w.polled()
        assert w.feed(news.url("/")).address == news.url("/feeds/rss.xml")
        assert [what for what, _ in w.said()] == ["moved", "added", "added"]


def test_a_sitemap_can_be_watched(news: Site, tmp_path: Path) -> None:
    with watching(tmp_path) as w:
        w.add(news.url("/sitemaps/news.xml"))
        w.polled()
        assert [what for what, _ in w.said()] == ["added", "added"]


def test_leaving_the_feed_is_no_deletion(news: Site, tmp_path: Path) -> None:
    url = news.add("/feeds/shrinking.xml", Page(LATER, FEED), Page(RSS, FEED))
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        w.polled(DAY)
        assert w.archive.counts()["articles"] == 3


def test_a_feed_that_is_removed_is_not_polled_and_can_come_again(
    news: Site, tmp_path: Path
) -> None:
    url = news.url("/feeds/rss.xml")
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        w.archive.feeds.remove(url)
        assert w.polled(DAY) == 0
        with pytest.raises(LibraryError, match="is not watched"):
            w.archive.feeds.remove(url)
        w.add(url)
        news.seen.clear()
        assert w.polled() == 1
        assert news.paths()[0] == "/feeds/rss.xml"
        assert "If-None-Match" not in news.seen[0].headers  # its entries are not known any more
        assert w.archive.counts()["articles"] == 2


def test_only_the_feeds_that_were_named_are_polled(news: Site, tmp_path: Path) -> None:
    urls = [news.url("/feeds/rss.xml"), news.url("/feeds/atom.xml")]
    with watching(tmp_path, only=urls[:1]) as w:
        w.add(*urls)
        assert w.polled() == 1
        assert w.watch.pause() == 60.0
        assert feeds_asked(news) == ["/feeds/rss.xml"]


def test_a_stop_ends_the_watch_and_loses_nothing(news: Site, tmp_path: Path) -> None:
    stopping = threading.Event()
    with watching(tmp_path) as w:
        w.add(news.url("/feeds/rss.xml"))
        w.watch._tell = lambda told: (w.told.append(told), stopping.set())[0]
        w.watch.run(stopping)
        first = len(w.said())
        assert first >= 1
    with watching(tmp_path) as w:
        w.now = START + timedelta(seconds=DAY)
        w.polled()
        assert first + len(w.said()) == 2
