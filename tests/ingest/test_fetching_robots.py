"""robots.txt: asked once, obeyed at every hop, and its crawl-delay kept."""

from __future__ import annotations

import time

import pytest

from ingest.fetching import Fetch, Limits
from ingest.fetching.robots import LARGEST, parse
from rag.errors import SourceRejected
from tests.ingest.site import Page, Site
from tests.ingest.site.moving import to

ASKS = "asks not to fetch this page"


def text(body: str) -> Page:
    return Page(body, "text/plain")


def get(news: Site, path: str, **settings: object) -> str:
    """Fetch a page; its text, or why there is none."""
    naps: list[float] = []
    with Fetch(
        allowed_hosts=["127.0.0.1"], delay=0, sleep=naps.append, jitter=lambda: 0.5, **settings
    ) as fetch:  # type: ignore[arg-type]
        try:
            return fetch.get(news.url(path)).text
        except SourceRejected as rejected:
            return rejected.reason


@pytest.mark.parametrize(
    ("robots", "path", "said"),
    [
        (text("User-agent: *\nDisallow: /"), "/other", ASKS),
        (text("User-agent: dateline\nDisallow: /other"), "/other", ASKS),
        (text("User-agent: Dateline/1.0\nDisallow: /other"), "/other", ASKS),
        (text("User-agent: *\nDisallow: /\n\nUser-agent: dateline\nAllow: /"), "/other", "Tram"),
        (text("User-agent: Googlebot\nDisallow: /"), "/other", "Tram"),
        (text("User-agent: *\nDisallow: /*.php$\nAllow: /"), "/other", "Tram"),
        (text("User-agent: *\nDisallow: /\nAllow: /other"), "/other", "Tram"),
        (text("User-agent: *\nDisallow: /*her$"), "/other", ASKS),
        (text("User-agent: *\r\nDisallow: /other # not this\r\n"), "/other", ASKS),
        (text("\ufeffUser-agent: *\nDisallow: /other"), "/other", ASKS),
        (text("User-agent: *\nDisallow: /articles"), "/moved/302", ASKS),
        (text("User-agent: *\nDisallow:"), "/other", "Tram"),
        (Page("<html><body>Not found</body></html>"), "/other", "Tram"),
        (Page(b"\xff\xfe\x00\x01 nonsense", "text/plain"), "/other", "Tram"),
        (Page("no", status=404), "/other", "Tram"),
        (Page("no", status=403), "/other", "Tram"),
        (Page("no", status=401), "/other", "Tram"),
        (Page("no", status=500), "/other", "its robots.txt answered 500"),
        (Page("no", status=503), "/other", "its robots.txt answered 503"),
        (to("/robots-elsewhere.txt"), "/other", "Tram"),
        (to("/robots.txt"), "/other", "redirected more than 10 times"),
        (to("http://169.254.169.254/robots.txt"), "/other", "not a public address"),
        (Page("no", status=410), "/other", "Tram"),
    ],
)
def test_what_a_site_asks_for_is_done(news: Site, robots: Page, path: str, said: str) -> None:
    news.add("/robots.txt", robots)
    assert said in get(news, path)


def test_rules_at_the_end_of_a_redirect_count(news: Site) -> None:
    news.add("/robots.txt", to("/real-robots.txt", 301))
    news.add("/real-robots.txt", text("User-agent: *\nDisallow: /other"))
    assert ASKS in get(news, "/other")


def test_robots_txt_is_asked_once_an_hour(news: Site) -> None:
    now = [0.0]
    with Fetch(allowed_hosts=["127.0.0.1"], delay=0, monotonic=lambda: now[0]) as fetch:
        for later in (0, 10, 3000, 600):
            now[0] += later
            fetch.get(news.url("/other"))
    asked = [one.path for one in news.seen]
    assert asked == ["/robots.txt", "/other", "/other", "/other", "/robots.txt", "/other"]


def test_robots_txt_may_be_passed_over_by_who_owns_the_site(news: Site) -> None:
    assert "Not for robots" in get(news, "/private/draft", obey=False)
    assert "/robots.txt" not in [one.path for one in news.seen]


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 4", 4.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nRequest-rate: 1/10", 10.0),
        ("User-agent: other\nCrawl-delay: 9", 0.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -3", 0.0),
        ("User-agent: *\nRequest-rate: 0/10", 0.0),
        ("", 0.0),
    ],
)
def test_a_crawl_delay_is_read(rules: str, delay: float) -> None:
    assert parse(rules.encode()).delay == delay


def test_a_crawl_delay_is_kept(news: Site) -> None:
    news.add("/robots.txt", text("User-agent: *\nCrawl-delay: 4"))
    naps: list[float] = []
    with Fetch(
        allowed_hosts=["127.0.0.1"], delay=1, sleep=naps.append, monotonic=lambda: 100.0
    ) as fetch:
        for _ in range(3):
            fetch.get(news.url("/other"))
    assert naps == [4.0, 8.0]  # the clock stands still


def test_no_rule_takes_long_to_match() -> None:
    rules = parse(("User-agent: *\nDisallow: /" + "*a" * 200 + "*z\n").encode() * 50)
    start = time.monotonic()
    assert rules.allows("https://x.example/" + "a" * 8000)
    assert time.monotonic() - start < 1


def test_only_the_beginning_of_endless_rules_is_read(news: Site) -> None:
    lines = "User-agent: *\nDisallow: /other\n" + "Disallow: /x\n" * (LARGEST // 8)
    news.add("/robots.txt", text(lines))
    assert ASKS in get(news, "/other")


def test_rules_that_never_come_are_not_waited_for(news: Site) -> None:
    news.add("/robots.txt", Page(tell=lambda _, ending: ending.wait(5) and None))
    assert "no answer" in get(news, "/other", limits=Limits(read=0.2, retries=0))


def test_the_sitemaps_that_it_names_are_told(news: Site) -> None:
    with Fetch(allowed_hosts=["127.0.0.1"]) as fetch:
        assert fetch.sitemaps(news.url("/articles/flood")) == (news.url("/sitemap.xml"),)
