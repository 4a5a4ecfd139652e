"""Many addresses: many hosts at once, one polite to each."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from ingest.fetching import Fetch, Fetched, Gone, retry_after
from ingest.fetching.retrying import backoff
from rag.errors import SourceRejected
from tests.ingest.site import Page, Site, serving

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)


def slow(seconds: float) -> Page:
    """A page that takes a while."""

    def body() -> bytes:
        time.sleep(seconds)
        return b"<p>words"

    return Page(body)


def crawl(urls: list[str], **settings: float) -> tuple[list[object], float]:
    start = time.monotonic()
    with Fetch(allowed_hosts=["127.0.0.1"], jitter=lambda: 0, **settings) as fetch:  # type: ignore[arg-type]
        found = list(fetch.many(urls))
    return found, time.monotonic() - start


def test_every_address_has_one_answer(news: Site) -> None:
    paths = ["/articles/flood", "/status/410", "/status/403", "/hostile/round", "/private/draft"]
    found, _ = crawl([*map(news.url, paths), "ftp://x.example/", ""], delay=0)
    answers = {getattr(one, "asked", getattr(one, "source", None)): type(one) for one in found}
    assert answers == {
        news.url("/articles/flood"): Fetched,
        news.url("/status/410"): Gone,
        **{news.url(path): SourceRejected for path in paths[2:]},
        "ftp://x.example/": SourceRejected,
        "": SourceRejected,
    }
    assert len(found) == 7


def test_a_host_gets_no_more_requests_at_once_than_it_bears(news: Site) -> None:
    urls = [news.add(f"/slow/{number}", slow(0.03)) for number in range(12)]
    found, _ = crawl(urls, delay=0, per_host=3)
    assert len(found) == 12
    assert news.most_at_once == 3


def test_pages_of_a_host_keep_their_distance(news: Site) -> None:
    urls = [news.url(f"/articles/flood?{number}") for number in range(6)]
    _, took = crawl(urls, delay=0.1)
    starts = [asked.at for asked in news.seen if asked.path != "/robots.txt"]
    gaps = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert min(gaps) > 0.08
    assert 0.5 <= took < 2


def test_hosts_are_asked_side_by_side() -> None:
    with ExitStack() as stack:
        sites = [stack.enter_context(serving()) for _ in range(8)]
        urls = [site.url(f"/articles/flood?{number}") for site in sites for number in range(5)]
        found, took = crawl(urls, delay=0.2)
    assert len(found) == 40
    assert took < 3  # one after the other: 8


def test_a_host_that_hangs_does_not_hold_up_the_others(news: Site) -> None:
    with serving() as other:
        hanging = [other.add(f"/hang/{number}", slow(0.7)) for number in range(4)]
        quick = [news.url(f"/articles/flood?{number}") for number in range(20)]
        with Fetch(allowed_hosts=["127.0.0.1"], delay=0) as fetch:
            order = [getattr(one, "asked", "") for one in fetch.many([*hanging, *quick], workers=4)]
    assert set(order[:20]) == set(quick)


def test_addresses_are_taken_as_they_are_needed(news: Site) -> None:
    taken = []

    def endless() -> Iterator[str]:
        for number in itertools.count():
            taken.append(number)
            yield news.url(f"/articles/flood?{number}")

    with Fetch(allowed_hosts=["127.0.0.1"], delay=0) as fetch:
        answers = fetch.many(endless(), workers=4)
        first = list(itertools.islice(answers, 10))
        answers.close()  # type: ignore[attr-defined]
    assert len(first) == 10
    assert len(taken) <= 600


def test_closing_ends_what_waits(news: Site) -> None:
    news.add("/robots.txt", Page("User-agent: *\nCrawl-delay: 50", "text/plain"))
    start = time.monotonic()
    with Fetch(allowed_hosts=["127.0.0.1"]) as fetch:
        answers = fetch.many([news.url(f"/articles/flood?{number}") for number in range(5)])
        next(answers)
        answers.close()  # type: ignore[attr-defined]
    while any(thread.name.startswith("fetch") for thread in threading.enumerate()):
        assert time.monotonic() - start < 5
        time.sleep(0.01)


def test_threads_may_share_one(news: Site) -> None:
    bodies: list[str] = []
    with Fetch(allowed_hosts=["127.0.0.1"], delay=0, per_host=8) as fetch:
        threads = [
            threading.Thread(target=lambda: bodies.append(fetch.get(news.url("/packed/br")).text))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(bodies) == 8
    assert len(set(bodies)) == 1
    assert [asked.path for asked in news.seen].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12.0),
        (" 12 ", 12.0),
        ("Tue, 10 Dec 2024 12:00:09 GMT", 9.0),
        ("Tue, 10 Dec 2024 11:00:00 GMT", 0.0),
        ("Tue, 10 Dec 2024 13:00:09 +0100", 9.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 400, float("inf")),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@pytest.mark.parametrize(
    ("attempt", "jitter", "seconds"),
    [(0, 0.0, 0.5), (0, 1.0, 1.5), (1, 0.5, 2.0), (3, 0.0, 4.0)],
)
def test_waits_double_and_are_spread(attempt: int, jitter: float, seconds: float) -> None:
    assert backoff(attempt, jitter) == seconds
