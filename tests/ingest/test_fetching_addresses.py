from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from ingest.fetching import Fetch, public
from rag.errors import SourceRejected


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])
def test_hosts_inside_are_refused_before_anything_is_sent(host: str) -> None:
    sent: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200)

    with (
        Fetch(transport=httpx.MockTransport(serve)) as fetch,
        pytest.raises(SourceRejected, match=r"not a public|has no address"),
    ):
        fetch.get(f"http://{host}/")
    assert sent == []


def answering(status: int, *, resolve: Callable[[str, int], list[str]], **headers: str) -> Fetch:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, headers=headers))
    return Fetch(transport=transport, resolve=resolve)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with (
        answering(200, resolve=lambda *_: ["93.184.215.14", "10.0.0.1"]) as fetch,
        pytest.raises(SourceRejected, match=r"'x\.example' is at 10\.0\.0\.1"),
    ):
        fetch.get("http://x.example/")


def test_every_hop_is_checked_anew() -> None:
    known = {"out.example": ["93.184.215.14"], "in.example": ["192.168.0.1"]}
    with (
        answering(302, resolve=lambda h, _: known[h], location="https://in.example/") as fetch,
        pytest.raises(SourceRejected, match=r"'in\.example' is at 192\.168\.0\.1") as caught,
    ):
        fetch.get("http://out.example/")
    assert caught.value.source == "http://out.example/"


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.100.100.200", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("192.0.0.192", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_addresses_are_public_or_not_however_they_are_wrapped(
    address: str, is_public: bool
) -> None:
    assert public(address) is is_public
