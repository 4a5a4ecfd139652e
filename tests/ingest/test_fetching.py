from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from ingest import fetching
from ingest.fetching import Fetch, retry_after
from rag.errors import SourceRejected

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
HTML = {"Content-Type": "text/html; charset=windows-1251"}


class Site(BaseHTTPRequestHandler):
    """A site in which every path has its own manners."""

    seen: list[tuple[str, str, str | None]]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["User-Agent"], self.headers["Cookie"]))
        first, _, rest = self.path[1:].partition("/")
        times = sum(path == self.path for path, _, _ in self.seen)
        answer: Callable[[str, int], None] = getattr(self, f"send_{first}")
        answer(rest, times)

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_page(self, rest: str, _: int) -> None:
        self.reply(200, b"<p>" + rest.encode(), Content_Type=HTML["Content-Type"])

    def send_status(self, rest: str, _: int) -> None:
        self.reply(int(rest))

    def send_moved(self, rest: str, _: int) -> None:
        self.reply(302, Location=f"/{rest}", Set_Cookie="seen=1; Path=/")

    def send_round(self, rest: str, _: int) -> None:
        self.reply(301, Location=f"/round/{int(rest) + 1}")

    def send_away(self, rest: str, _: int) -> None:
        self.reply(302, Location=rest)

    def send_busy(self, rest: str, times: int) -> None:
        later = {"Retry_After": rest} if rest else {}
        self.reply(200 if times > 2 else 503, b"<p>", **later)

    def send_type(self, rest: str, _: int) -> None:
        self.reply(200, b"x", Content_Type=rest)

    def send_bare(self, _rest: str, _: int) -> None:
        self.reply(200, b"<p>bare")

    def send_packed(self, rest: str, _: int) -> None:
        body = gzip.compress(b"x" * int(rest))
        self.reply(200, body, Content_Type="text/html", Content_Encoding="gzip")

    def send_garbled(self, _rest: str, _: int) -> None:
        self.reply(200, b"not gzip", Content_Type="text/html", Content_Encoding="gzip")

    def log_message(self, *_: object) -> None:
        """Keep the test output clean."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def fetch(naps: list[float]) -> Iterator[Fetch]:
    with Fetch(
        contact="desk@example.org",
        allowed_hosts=["127.0.0.1"],
        clock=lambda: NOW,
        sleep=naps.append,
        jitter=lambda: 0.5,
    ) as fetch:
        yield fetch


def test_a_page_comes_with_its_address_type_and_time(fetch: Fetch, site: str) -> None:
    got = fetch.get(f"{site}/page/words")
    assert (got.url, got.body, got.fetched) == (f"{site}/page/words", b"<p>words", NOW)
    assert (got.media_type, got.charset) == ("text/html", "windows-1251")


def test_we_say_who_we_are(fetch: Fetch, site: str) -> None:
    fetch.get(f"{site}/page/a")
    assert Site.seen[0][1] == "dateline/0.1 (+news question answering; desk@example.org)"


def test_redirects_are_followed_to_the_address_that_answers(fetch: Fetch, site: str) -> None:
    assert fetch.get(f"{site}/moved/moved/page/a").url == f"{site}/page/a"


def test_cookies_live_for_one_page_only(fetch: Fetch, site: str) -> None:
    fetch.get(f"{site}/moved/page/a")
    fetch.get(f"{site}/page/b")
    assert [cookie for _, _, cookie in Site.seen] == [None, "seen=1", None]


def test_redirects_in_circles_end(fetch: Fetch, site: str) -> None:
    with pytest.raises(SourceRejected, match="redirected more than 10 times"):
        fetch.get(f"{site}/round/0")
    assert len(Site.seen) == 11


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("status/404", "the server answered 404 Not Found"),
        ("status/403", "the server answered 403 Forbidden"),
        ("status/204", "the server answered 204 No Content"),
        ("status/302", "the server answered 302 Found"),
        ("type/image/png", "the server sent image/png"),
        ("type/application/rss+xml", "the server sent application/rss"),
        ("garbled", "the answer broke off or cannot be read"),
        ("away/ftp://127.0.0.1/x", "not an http or https address"),
        ("away/http://x:y/", "Invalid port"),
        ("away/file:///etc/passwd", "not an http or https address"),
        ("away/http://169.254.169.254/latest", "169.254.169.254, which is not a public address"),
    ],
)
def test_a_page_that_cannot_be_had_is_rejected_by_its_own_address(
    fetch: Fetch, site: str, path: str, said: str
) -> None:
    with pytest.raises(SourceRejected, match=said) as caught:
        fetch.get(f"{site}/{path}")
    assert caught.value.source == f"{site}/{path}"


def test_a_page_without_a_type_is_taken(fetch: Fetch, site: str) -> None:
    got = fetch.get(f"{site}/bare")
    assert (got.media_type, got.charset, got.content_type) == ("", None, None)


def test_other_types_can_be_asked_for(fetch: Fetch, site: str) -> None:
    got = fetch.get(f"{site}/type/application/rss+xml", accept={"application/rss+xml"})
    assert got.media_type == "application/rss+xml"


def test_a_busy_server_is_tried_again_after_growing_waits(
    fetch: Fetch, site: str, naps: list[float]
) -> None:
    assert fetch.get(f"{site}/busy/").body == b"<p>"
    assert naps == [1.0, 2.0]


def test_a_server_says_itself_when_to_come_back(fetch: Fetch, site: str, naps: list[float]) -> None:
    fetch.get(f"{site}/busy/7")
    assert naps == [7.0, 7.0]


def test_a_server_that_wants_a_long_rest_gets_it(
    fetch: Fetch, site: str, naps: list[float]
) -> None:
    with pytest.raises(SourceRejected, match="503 Service Unavailable"):
        fetch.get(f"{site}/busy/31")
    assert naps == []


def test_a_server_that_stays_broken_is_given_up(fetch: Fetch, site: str, naps: list[float]) -> None:
    with pytest.raises(SourceRejected, match="the server answered 500 Internal Server Error"):
        fetch.get(f"{site}/status/500")
    assert (len(Site.seen), len(naps)) == (3, 2)


def test_a_body_is_bounded_unpacked_and_not_as_sent(fetch: Fetch, site: str) -> None:
    assert len(fetch.get(f"{site}/packed/{fetching.LARGEST}").body) == fetching.LARGEST
    with pytest.raises(SourceRejected, match="larger than 10 MB"):
        fetch.get(f"{site}/packed/{fetching.LARGEST + 1}")


def test_a_body_that_drips_is_given_up(site: str) -> None:
    ticks = iter((0.0, fetching.DEADLINE + 1))
    with (
        Fetch(allowed_hosts=["127.0.0.1"], monotonic=lambda: next(ticks)) as fetch,
        pytest.raises(SourceRejected, match="did not arrive within 120 seconds"),
    ):
        fetch.get(f"{site}/page/a")


def test_a_name_that_is_none_is_rejected() -> None:
    for url in ("http://no.invalid/", "http://a..b/", "http://[x", f"http://{'x' * 70}.org/"):
        with Fetch() as fetch, pytest.raises(SourceRejected, match=r"has no address|not an addr"):
            fetch.get(url)


@pytest.mark.parametrize(
    "url", ["ftp://x.org/a", "file:///etc/passwd", "http://", "http://x:y", ""]
)
def test_only_web_addresses_are_fetched(fetch: Fetch, url: str) -> None:
    with pytest.raises(SourceRejected, match="not an"):
        fetch.get(url)


def errors() -> Iterator[type[httpx.TransportError]]:
    for kind in httpx.TransportError.__subclasses__():
        yield from kind.__subclasses__() or [kind]


@pytest.mark.parametrize("error", [*errors(), httpx.DecodingError, httpx.TooManyRedirects])
def test_every_error_of_the_network_is_a_rejection(error: type[httpx.RequestError]) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error("cut", request=request)

    with (
        Fetch(
            transport=httpx.MockTransport(fail),
            resolve=lambda *_: ["93.184.215.14"],
            sleep=lambda _: None,
        ) as fetch,
        pytest.raises(SourceRejected) as caught,
    ):
        fetch.get("https://x.example/")
    assert caught.value.source == "https://x.example/"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12.0),
        ("Tue, 10 Dec 2024 12:00:09 GMT", 9.0),
        ("Tue, 10 Dec 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds
