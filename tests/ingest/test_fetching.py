"""One row for each thing that a server does, as the site on loopback does it."""

from __future__ import annotations

import pytest

from ingest.fetching import Fetch
from rag.errors import SourceRejected
from tests.ingest.site import Site
from tests.ingest.site.watch import NOW

FLOOD, OTHER = "/articles/flood", "larger than 10 MB"


@pytest.mark.parametrize(
    ("path", "ends", "words"),
    [
        ("/articles/flood", "/articles/flood", "The river Vltava rose"),
        ("/text", "/text", "It fell on Sunday"),
        ("/moved/301", FLOOD, "Vltava"),
        ("/moved/302", FLOOD, "Vltava"),
        ("/moved/303", FLOOD, "Vltava"),
        ("/moved/307", FLOOD, "Vltava"),
        ("/moved/308", FLOOD, "Vltava"),
        ("/moved/twice", FLOOD, "Vltava"),
        ("/moved/fragment", FLOOD, "Vltava"),
        ("/moved/space", "/articles/with%20space", "Vltava"),
        ("/moved/utf8", "/articles/%C5%99eka", "Vltava"),
        ("/moved/utf8-raw", "/articles/%C5%98eka", "Vltava"),
        ("/moved/cookie", FLOOD, "Vltava"),
        ("/walls/consent-first", "/walls/consent-first?ok", "Vltava"),
        ("/packed/gzip", "/packed/gzip", "Vltava"),
        ("/packed/x-gzip", "/packed/x-gzip", "Vltava"),
        ("/packed/deflate", "/packed/deflate", "Vltava"),
        ("/packed/raw-deflate", "/packed/raw-deflate", "Vltava"),
        ("/packed/br", "/packed/br", "Vltava"),
        ("/packed/zstd", "/packed/zstd", "Vltava"),
        ("/packed/twice", "/packed/twice", "Vltava"),
        ("/packed/identity", "/packed/identity", "Vltava"),
        ("/packed/members", "/packed/members", "<p>one<p>two"),
        ("/kinds/none", "/kinds/none", "bare"),
        ("/kinds/upper", "/kinds/upper", "Vltava"),
        ("/busy/429", "/busy/429", "Vltava"),
        ("/busy/429-seconds", "/busy/429-seconds", "Vltava"),
        ("/busy/500", "/busy/500", "Vltava"),
        ("/busy/502-twice", "/busy/502-twice", "Vltava"),
        ("/busy/503-date", "/busy/503-date", "Vltava"),
        ("/busy/503-nonsense", "/busy/503-nonsense", "Vltava"),
        ("/busy/408", "/busy/408", "Vltava"),
    ],
)
def test_a_page_is_had_however_it_is_sent(
    fetch: Fetch, site: Site, path: str, ends: str, words: str
) -> None:
    got = fetch.get(site.url(path))
    assert words in got.text
    assert (got.asked, got.url, got.fetched) == (site.url(path), site.url(ends), NOW)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/moved/nowhere", "the server answered 302 Found"),
        ("/moved/no-scheme", "could not connect"),
        ("/status/204", "the server answered 204 No Content"),
        ("/status/400", "the server answered 400 Bad Request"),
        ("/status/401", "the server answered 401 Unauthorized"),
        ("/status/403", "the server answered 403 Forbidden"),
        ("/status/404", "the server answered 404 Not Found"),
        ("/status/410", "the server answered 410 Gone"),
        ("/status/451", "the server answered 451 Unavailable For Legal Reasons"),
        ("/status/500", "the server answered 500 Internal Server Error"),
        ("/busy/503-long", "503 Service Unavailable and asked to be left alone for 31 seconds"),
        ("/walls/captcha", "the server answered 403 Forbidden"),
        ("/kinds/image", "the server sent image/png; what is understood: application/pdf"),
        ("/kinds/rss", r"the server sent application/rss\+xml"),
        ("/packed/unknown", "packed in a way that is not known: 'compress'"),
        ("/packed/lies", "cannot be read: not gzip"),
        ("/private/draft", "robots.txt of the site asks not to fetch"),
        ("/hostile/gzip-bomb", OTHER),
        ("/hostile/br-bomb", OTHER),
        ("/hostile/zstd-bomb", OTHER),
        ("/hostile/bomb-in-gzip", OTHER),
        ("/hostile/many-layers", "packed more than 3 times over; unpack it"),
        ("/hostile/endless", OTHER),
        ("/hostile/endless-chunks", OTHER),
        ("/hostile/liar", OTHER),
        ("/hostile/huge-header", "broke off or cannot be read"),
        ("/hostile/many-headers", "broke off or cannot be read"),
        ("/hostile/cut", "without sending complete message body"),
        ("/hostile/reset", "broke off or cannot be read"),
        ("/hostile/no-http", "broke off or cannot be read"),
        ("/hostile/round", "redirected more than 10 times"),
        ("/hostile/ping", "redirected more than 10 times"),
        ("/hostile/away-metadata", r"169\.254\.169\.254, which is not a public address"),
        ("/hostile/away-private", r"10\.0\.0\.1, which is not a public address"),
        ("/hostile/away-loopback", r"127\.0\.0\.2, which is not a public address"),
        ("/hostile/away-local-name", r"'localhost' is at .*, which is not a public address"),
        ("/hostile/away-mapped", "not a public address"),
        ("/hostile/away-ipv6", "::1, which is not a public address"),
        ("/hostile/away-octal", "Invalid IPv4 address"),
        ("/hostile/away-hex", "a number in disguise"),
        ("/hostile/away-dword", "a number in disguise"),
        ("/hostile/away-short", "a number in disguise"),
        ("/hostile/away-file", "not an http or https address"),
        ("/hostile/away-gopher", "not an http or https address"),
        ("/hostile/away-data", "not an http or https address"),
        ("/hostile/away-script", "not an http or https address"),
        ("/hostile/away-port", "port 25 is not one of the web's"),
        ("/hostile/away-redis", "port 6379 is not one of the web's"),
        ("/hostile/away-bad-port", "Invalid port"),
    ],
)
def test_what_cannot_be_had_is_rejected_by_the_address_that_was_asked_for(
    fetch: Fetch, site: Site, path: str, said: str
) -> None:
    with pytest.raises(SourceRejected, match=said) as caught:
        fetch.get(site.url(path))
    assert caught.value.source == site.url(path)


@pytest.mark.parametrize("name", ["dripping-head", "dripping-body", "continuing"])
def test_a_server_that_always_has_a_little_more_runs_out_of_time(
    impatient: Fetch, site: Site, name: str
) -> None:
    with pytest.raises(SourceRejected, match=r"did not arrive within 0\.6 seconds"):
        impatient.get(site.url(f"/hostile/{name}"))


def test_a_server_that_says_nothing_is_waited_for_only_so_long(
    impatient: Fetch, site: Site
) -> None:
    with pytest.raises(SourceRejected, match=r"no answer within 0\.3 seconds"):
        impatient.get(site.url("/hostile/silent"))


@pytest.mark.parametrize(
    "url", ["ftp://x.org/a", "file:///etc/passwd", "http://", "http://x:y", ""]
)
def test_only_web_addresses_are_fetched(fetch: Fetch, url: str) -> None:
    with pytest.raises(SourceRejected, match="not an") as caught:
        fetch.get(url)
    assert caught.value.source == url


def test_a_name_that_is_none_is_rejected() -> None:
    for url in ("http://no.invalid/", "http://a..b/", "http://[x", f"http://{'x' * 70}.org/"):
        with Fetch() as fetch, pytest.raises(SourceRejected, match=r"has no address|not an addr"):
            fetch.get(url)
