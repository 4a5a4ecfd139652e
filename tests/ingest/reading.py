"""What tests of sources on the web share: a fetch of loopback, and reading all it leads to."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

import pytest

from ingest.fetching import Fetch
from ingest.readers.entries import Entry
from ingest.sources import Asked, follow, leads
from rag.domain import Draft, Hint
from rag.errors import SourceRejected
from tests.ingest.site import Site

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
Found = list[Draft | SourceRejected]


@pytest.fixture
def fetch() -> Iterator[Fetch]:
    with Fetch(
        allowed_hosts=["127.0.0.1"], delay=0, clock=lambda: NOW, sleep=lambda _: None
    ) as opened:
        yield opened


def drafts(
    sources: Sequence[str],
    *,
    fetch: Fetch,
    stdin: TextIO,
    clock: Callable[[], datetime],
    asked: Asked | None = None,
) -> Iterator[Any]:
    """The articles of all sources; pages that lists name are fetched one by one."""
    for lead in leads(sources, fetch=fetch, stdin=stdin, asked=asked or Asked(clock)):
        yield follow(lead, fetch, clock) if isinstance(lead, Entry) else lead


def read(site: Site, fetch: Fetch, *paths: str, **asked: Any) -> Found:
    return list(
        drafts(
            [site.url(path) for path in paths],
            fetch=fetch,
            stdin=io.StringIO(),
            clock=lambda: NOW,
            asked=Asked(lambda: NOW, **asked),
        )
    )


def titles(found: Found) -> list[str]:
    assert all(isinstance(one, Draft) for one in found), found
    return [one.title for one in found if isinstance(one, Draft)]


def reason(found: Found) -> str:
    [rejected] = found
    assert isinstance(rejected, SourceRejected), rejected
    return rejected.reason


def hints(draft: Draft | SourceRejected) -> dict[str, Hint]:
    assert isinstance(draft, Draft)
    return {hint.name: hint for hint in draft.hints}


FLOOD, STRIKE, HARVEST = (
    "Vltava floods lower town",
    "Tram drivers walk out",
    "Olive harvest recovers",
)


def listed(site: Site, fetch: Fetch, path: str, **asked: Any) -> list[object]:
    given = Asked(lambda: NOW, **asked)
    return list(leads([site.url(path)], fetch=fetch, stdin=io.StringIO(), asked=given))
