"""What a fetch tells of itself, what it learns on its way, and how it waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from ingest.fetching import Fetch, Fetched, Gone
from rag.errors import SourceBusy, SourceRejected
from tests.ingest.site import Site
from tests.ingest.site.watch import Watch

FLOOD, OTHER = "/articles/flood", "larger than 10 MB"


def test_we_say_who_we_are_and_whom_to_complain_to(fetch: Fetch, site: Site) -> None:
    fetch.get(site.url(FLOOD))
    agents = {asked.headers["User-Agent"] for asked in site.seen}
    assert agents == {"dateline/0.1 (+news question answering; desk@example.org)"}


def test_cookies_live_for_one_page_only(fetch: Fetch, site: Site) -> None:
    fetch.get(site.url("/moved/cookie"))
    fetch.get(site.url("/other"))
    cookies = [asked.headers.get("Cookie") for asked in site.seen[1:]]
    assert cookies == [None, "seen=1", None]


def test_a_name_and_password_are_sent_to_whom_they_are_for_and_told_to_nobody(
    fetch: Fetch, site: Site
) -> None:
    got = fetch.get(site.url("/moved/302").replace("://", "://desk:secret@"))
    assert [asked.headers.get("Authorization") for asked in site.seen[1:]] == [
        "Basic ZGVzazpzZWNyZXQ=",
        None,
    ]
    assert got.url == site.url(FLOOD)


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/articles/flood", None),
        ("/moved/301", FLOOD),
        ("/moved/twice", FLOOD),
        ("/moved/302", None),
        ("/moved/permanent-then-not", "/moved/302"),
    ],
)
def test_only_what_moved_for_good_is_told_to_have_moved(
    fetch: Fetch, site: Site, path: str, moved: str | None
) -> None:
    assert fetch.get(site.url(path)).moved == (moved and site.url(moved))


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/moved/canonical", FLOOD),
        ("/moved/canonical-elsewhere", FLOOD),
        ("/moved/canonical-nonsense", None),
        ("/articles/flood", None),
    ],
)
def test_a_server_may_name_the_address_that_a_page_really_has(
    fetch: Fetch, site: Site, path: str, canonical: str | None
) -> None:
    assert fetch.get(site.url(path)).canonical == (canonical and site.url(canonical))


@pytest.mark.parametrize(
    ("path", "naps"),
    [
        ("/busy/429", [1.0]),
        ("/busy/502-twice", [1.0, 2.0]),
        ("/busy/429-seconds", [7.0]),
        ("/busy/503-date", []),  # a date that has passed
        ("/busy/503-nonsense", [1.0]),
        ("/status/404", []),
        ("/status/403", []),
        ("/status/500", [1.0, 2.0]),
        ("/hostile/cut", [1.0, 2.0]),
        ("/hostile/gzip-bomb", []),
    ],
)
def test_what_may_pass_is_tried_again_after_growing_waits(
    fetch: Fetch, site: Site, watch: Watch, path: str, naps: list[float]
) -> None:
    with suppress(SourceRejected):
        fetch.get(site.url(path))
    assert watch.naps == naps


def test_a_host_that_asks_for_a_long_rest_gets_it_from_all_its_pages(
    fetch: Fetch, site: Site, watch: Watch
) -> None:
    with pytest.raises(SourceBusy) as caught:
        fetch.get(site.url("/busy/503-long"))
    assert caught.value.after == 31
    with pytest.raises(SourceBusy, match="left alone for 31 seconds more"):
        fetch.get(site.url(FLOOD))
    assert (site.paths(), watch.naps) == (["/busy/503-long"], [])
    watch.now += 20
    assert fetch.get(site.url(FLOOD)).url.endswith(FLOOD)
    assert watch.naps == [11.0]


def test_gone_and_missing_are_told_apart_from_failures(fetch: Fetch, site: Site) -> None:
    for path, status in (("/status/404", 404), ("/status/410", 410), ("/moved/to-gone", 410)):
        answer = fetch.visit(site.url(path))
        assert isinstance(answer, Gone)
        assert (answer.asked, answer.visit.status) == (site.url(path), status)


def test_other_types_can_be_asked_for(fetch: Fetch, site: Site) -> None:
    url = site.url("/feeds/rss.xml")
    assert fetch.get(url, accept={"application/rss+xml"}).media_type == "application/rss+xml"
    assert fetch.get(url, accept=None).charset == "utf-8"
    assert fetch.get(site.url("/kinds/image"), accept=None).charset is None


def test_a_connection_is_used_for_the_next_page_of_its_host(fetch: Fetch, site: Site) -> None:
    for path in (FLOOD, "/moved/302", "/status/404", "/other"):
        fetch.visit(site.url(path))
    assert len({asked.peer for asked in site.seen}) == 1


def errors() -> Iterator[type[httpx.TransportError]]:
    for kind in httpx.TransportError.__subclasses__():
        yield from kind.__subclasses__() or [kind]


@pytest.mark.parametrize("error", [*errors(), httpx.DecodingError, httpx.TooManyRedirects])
def test_every_error_of_the_network_is_a_rejection(error: type[httpx.RequestError]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("cut", request=request)

    transport = httpx.MockTransport(fail)
    with (
        Fetch(transport=transport, resolve=lambda *_: ["93.184.215.14"], sleep=id) as fetch,
        pytest.raises(SourceRejected) as caught,
    ):
        fetch.get("https://x.example/")
    assert caught.value.source == "https://x.example/"


def test_what_was_fetched_is_a_page(fetch: Fetch, site: Site) -> None:
    got = fetch.visit(site.url("/kinds/upper"))
    assert isinstance(got, Fetched)
    assert (got.media_type, got.declared, got.charset) == ("text/html", "utf-8", "utf-8")
