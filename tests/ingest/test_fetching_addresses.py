"""Fetching is never a way in: whatever an address looks like, and whatever a name resolves to."""

from __future__ import annotations

import itertools
from collections.abc import Collection

import httpx
import pytest

from ingest.fetching import Fetch, Guard, public
from rag.errors import SourceRejected
from rag.settings import Settings
from tests.ingest.site import Site

OUTSIDE = "93.184.215.14"


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True),
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("127.255.255.254", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("172.31.255.255", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("100.100.100.200", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("192.0.0.192", False),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("198.51.100.1", False),
        ("203.0.113.1", False),
        ("224.0.0.1", False),
        ("239.255.255.255", False),
        ("240.0.0.1", False),
        ("0.0.0.0", False),
        ("0.1.2.3", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("100::1", False),
        ("5f00::1", False),
        ("3fff::1", False),
        ("2001:db8::1", False),
        ("2001:0:7f00:1::", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:a9fe:a9fe", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b:1::a00:1", False),
        ("2002:7f00:1::", False),
        ("2a00:1450::5efe:a00:1", False),
    ],
)
def test_addresses_are_public_or_not_however_they_are_wrapped(
    address: str, is_public: bool
) -> None:
    assert public(address) is is_public


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "LOCALHOST", "localhost.", "[::1]", "0.0.0.0", "127.0.0.1."),
        *("2130706433", "0x7f000001", "0x7F.1", "017700000001", "127.1", "0177.0.0.1", "1"),
        *("127.0.0.01", "127。0。0。1", "１２７.0.0.1", "①②⑦.0.0.1", "[::ffff:127.0.0.1]"),
        *("[::ffff:7f00:1]", "[fe80::1%25lo]", "[::]", "0x5db8d70e", "169.254.169.254"),
    ],
)
def test_hosts_inside_are_refused_before_anything_is_sent(host: str) -> None:
    with Web(Fetch, []) as (fetch, sent), pytest.raises(SourceRejected):
        fetch.get(f"http://{host}/")
    assert sent == []


class Web:
    """A web of which every request is noted; names have the addresses that are given in turn."""

    def __init__(
        self,
        kind: type[Fetch],
        answers: Collection[list[str]],
        status: int = 200,
        **headers: str,
    ) -> None:
        self.sent: list[str] = []
        turns = itertools.cycle(answers) if answers else None
        self._fetch = kind(
            transport=httpx.MockTransport(self._serve),
            obey=False,
            **({"resolve": lambda *_: next(turns)} if turns else {}),  # type: ignore[arg-type]
        )
        self._answer = (status, headers)

    def _serve(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(str(request.url))
        return httpx.Response(self._answer[0], headers=self._answer[1])

    def __enter__(self) -> tuple[Fetch, list[str]]:
        return self._fetch, self.sent

    def __exit__(self, *_: object) -> None:
        self._fetch.__exit__()


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with (
        Web(Fetch, [[OUTSIDE, "10.0.0.1"]]) as (fetch, sent),
        pytest.raises(SourceRejected, match=r"'x\.example' is at 10\.0\.0\.1"),
    ):
        fetch.get("http://x.example/")
    assert sent == []


def test_every_hop_is_checked_anew() -> None:
    inside = [[OUTSIDE], ["192.168.0.1"]]
    with (
        Web(Fetch, inside, 302, location="https://in.example/") as (fetch, sent),
        pytest.raises(SourceRejected, match=r"'in\.example' is at 192\.168\.0\.1") as caught,
    ):
        fetch.get("http://out.example/")
    assert caught.value.source == "http://out.example/"
    assert sent == ["http://out.example/"]


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(news: Site) -> None:
    """A server of names that answers otherwise the second time is asked only once."""
    asked: list[str] = []

    def rebind(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    port = httpx.URL(news.base).port
    with Fetch(allowed_hosts=["rebound.invalid"], resolve=rebind, obey=False) as fetch:
        got = fetch.get(f"http://rebound.invalid:{port}/articles/flood")
    assert asked == ["rebound.invalid"]
    assert b"Vltava" in got.body
    assert news.seen[0].headers["Host"] == f"rebound.invalid:{port}"


def test_a_connection_goes_to_the_next_address_where_one_does_not_answer(news: Site) -> None:
    port = httpx.URL(news.base).port
    found = ["127.0.0.9", "127.0.0.1"]  # nobody listens at the first
    with Fetch(allowed_hosts=["two.invalid"], resolve=lambda *_: found, obey=False) as fetch:
        assert b"Vltava" in fetch.get(f"http://two.invalid:{port}/articles/flood").body


@pytest.mark.parametrize(
    ("allowed", "url", "reached"),
    [
        (["intranet.example"], "http://intranet.example/", True),
        (["Intranet.Example"], "http://INTRANET.example./", True),
        (["intranet.example"], "http://intranet.example:9200/", True),
        (["intranet.example:8000"], "http://intranet.example:8000/", True),
        (["intranet.example:8000"], "http://intranet.example:9200/", False),
        (["intranet.example:8000"], "http://intranet.example/", False),
        (["intranet.example"], "http://www.intranet.example/", False),
        (["intranet.example"], "http://intranet.example.evil.example/", False),
        ([], "http://intranet.example/", False),
    ],
)
def test_a_host_is_allowed_by_its_name_and_its_port(
    allowed: list[str], url: str, reached: bool
) -> None:
    guard = Guard(allowed, resolve=lambda *_: ["10.0.0.1"])
    found: list[str] = []
    try:
        parts = guard.vet(url, url)
        found = guard.reachable(parts.host, parts.port or 80)
    except SourceRejected:
        pass
    assert found == (["10.0.0.1"] if reached else [])


def test_hosts_are_allowed_by_a_setting() -> None:
    settings = Settings(DATELINE_FETCH_HOSTS="intranet.example, cms.example:8000")
    assert settings.allowed_hosts == ["intranet.example", "cms.example:8000"]
    assert Settings().allowed_hosts == []


@pytest.mark.parametrize("address", ["169.254.169.254", "fd00:ec2::254", "100.100.100.200", "::"])
def test_a_host_that_is_allowed_does_not_open_the_secrets_of_a_cloud(address: str) -> None:
    guard = Guard(["intranet.example"], resolve=lambda *_: [address])
    with pytest.raises(SourceRejected, match="not a public address"):
        guard.reachable("intranet.example", 80)
    assert Guard([address], resolve=lambda *_: [address]).reachable(address, 80) == [address]


@pytest.mark.parametrize(
    ("port", "allowed"),
    [(80, True), (443, True), (8080, True), (8443, True), (22, False), (25, False), (6379, False)],
)
def test_only_ports_of_the_web_are_asked(port: int, allowed: bool) -> None:
    with Web(Fetch, [[OUTSIDE]]) as (fetch, sent):
        try:
            fetch.get(f"http://x.example:{port}/")
        except SourceRejected as rejected:
            assert "not one of the web's" in rejected.reason  # noqa: PT017
    assert bool(sent) is allowed
