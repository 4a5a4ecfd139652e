"""What tests of ingestion share: the news site on loopback, and what fetches from it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.fetching import Fetch, Limits
from tests.ingest.site import Site, serving
from tests.ingest.site.watch import NOW, Watch


@pytest.fixture
def news() -> Iterator[Site]:
    """The whole news site, served on loopback for one test."""
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The same for all tests of a file, for those that leave it as it is."""
    with serving() as site:
        yield site


@pytest.fixture
def watch() -> Watch:
    """Time that passes only by sleeping."""
    return Watch()


@pytest.fixture
def fetch(watch: Watch, site: Site) -> Iterator[Fetch]:
    """Fetches from the site, by the watch."""
    site.forget()
    with Fetch(
        contact="desk@example.org",
        allowed_hosts=["127.0.0.1"],
        delay=0,
        clock=lambda: NOW,
        sleep=watch.sleep,
        jitter=lambda: 0.5,
        monotonic=watch,
    ) as fetch:
        yield fetch


@pytest.fixture
def impatient() -> Iterator[Fetch]:
    """Waits for nobody; its time is the real one."""
    limits = Limits(total=0.6, read=0.3, connect=0.3, retries=0)
    with Fetch(allowed_hosts=["127.0.0.1"], delay=0, limits=limits) as fetch:
        yield fetch
