"""HTTP/2 over TLS, to the address that was checked, with the certificate of the name."""

from __future__ import annotations

import pytest

from ingest.fetching import Fetch
from rag.errors import SourceRejected
from tests.ingest.site.http2 import BODY, NAME, serving_http2, trusting


def test_pages_come_over_http2_and_one_connection() -> None:
    with (
        serving_http2() as (port, seen),
        Fetch(
            allowed_hosts=[NAME],
            resolve=lambda *_: ["127.0.0.1"],
            trust=trusting(),
            obey=False,
            delay=0,
        ) as fetch,
    ):
        bodies = [fetch.get(f"https://{NAME}:{port}/{number}").body for number in range(3)]
    assert bodies == [BODY] * 3
    assert seen == ["h2"] * 3


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with (
        serving_http2() as (port, seen),
        Fetch(
            allowed_hosts=[NAME], resolve=lambda *_: ["127.0.0.1"], obey=False, sleep=id
        ) as fetch,
        pytest.raises(SourceRejected, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        fetch.get(f"https://{NAME}:{port}/")
    assert seen == []


def test_a_certificate_of_another_name_is_refused() -> None:
    with (
        serving_http2() as (port, seen),
        Fetch(
            allowed_hosts=["other.test"],
            resolve=lambda *_: ["127.0.0.1"],
            trust=trusting(),
            obey=False,
            sleep=id,
        ) as fetch,
        pytest.raises(SourceRejected, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        fetch.get(f"https://other.test:{port}/")
    assert seen == []
