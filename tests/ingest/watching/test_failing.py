from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.site import Page, Site
from tests.ingest.site.articles import FLOOD, html
from tests.ingest.site.feeds import RSS
from tests.ingest.watching.watched import START, watching

FEED = "application/rss+xml"
DAY = 24 * 3600


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/feeds/cut-short.xml", "this is no feed"),
        ("/text", "this is no feed and no sitemap"),
        ("/feeds/nothing-here.xml", "the server answered 404"),
        ("/private/feed.xml", "robots.txt"),
        ("/status/500", "500"),
    ],
)
def test_a_bad_feed_does_not_hurt_the_others(
    news: Site, tmp_path: Path, path: str, reason: str
) -> None:
    news.add("/feeds/cut-short.xml", Page("<rss", FEED))
    news.add("/private/feed.xml", Page(RSS, FEED))
    bad, good = news.url(path), news.url("/feeds/rss.xml")
    with watching(tmp_path) as w:
        w.add(bad, good)
        w.polled()
        assert w.feed(good).articles == 2
        assert w.feed(bad).status == "failing"
        (told,) = [why for what, why in w.said() if what == "failing"]
        assert told == w.feed(bad).error
        assert reason in told
        w.polled(DAY)
        assert w.feed(bad).failures == 2
        assert w.said() == []  # told once


def test_a_feed_that_hangs_does_not_hold_up_the_others(news: Site, tmp_path: Path) -> None:
    news.add("/feeds/hangs.xml", Page(tell=lambda _connection, ending: ending.wait() and None))
    with watching(tmp_path) as w:
        w.add(news.url("/feeds/hangs.xml"), news.url("/feeds/rss.xml"))
        assert w.polled(hanging=1) == 2
        assert len(w.said()) == 2
        assert w.watch.busy
        assert w.polled(DAY, hanging=1) == 1
        w.watch.stop()
        assert w.feed(news.url("/feeds/hangs.xml")).due == START.timestamp()


def test_a_feed_that_is_back_is_told_of(news: Site, tmp_path: Path) -> None:
    url = news.add("/feeds/weak.xml", Page("no", status=404), Page(RSS, FEED))
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        w.polled(DAY)
        assert [what for what, _ in w.said()] == ["failing", "added", "added", "back"]
        assert (w.feed(url).failures, w.feed(url).error) == (0, None)


def test_a_feed_that_is_gone_is_not_polled_again(news: Site, tmp_path: Path) -> None:
    url = news.url("/feeds/gone.xml")
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        assert w.feed(url).status == "gone"
        assert w.polled(30 * DAY) == 0


def test_an_article_that_cannot_be_had_is_tried_three_times(news: Site, tmp_path: Path) -> None:
    news.add("/articles/strike", Page("no", status=404))
    url = news.add("/feeds/some.xml", Page(RSS, FEED, etag='"1"'))
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        assert [what for what, _ in w.said()] == ["added", "rejected"]
        for _ in range(5):
            w.polled(DAY)
        assert news.paths().count("/articles/strike") == 3
        assert news.paths().count("/articles/flood") == 1
        assert w.said() == []  # told once


def test_an_article_that_can_be_had_later_is_not_missed(news: Site, tmp_path: Path) -> None:
    story = Page(html("Tram drivers walk out", FLOOD))
    news.add("/articles/strike", Page("no", status=404), story)
    url = news.add("/feeds/some.xml", Page(RSS, FEED, etag='"1"'))
    with watching(tmp_path) as w:
        w.add(url)
        w.polled()
        w.said()
        w.polled(DAY)
        assert w.said() == [("added", "Tram drivers walk out")]
