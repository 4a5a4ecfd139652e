"""What tests of ingestion share: the news site on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.site import Site, serving


@pytest.fixture
def news() -> Iterator[Site]:
    """The whole news site, served on loopback for one test."""
    with serving() as site:
        yield site
