"""A page that did not change is not sent again; one that is gone is told to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from ingest.fetching import Answer, Fetch, Fetched, Gone, Unchanged
from rag.index.archive import Archive
from rag.visits import Visit
from tests.ingest.site import Page, Site


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield archive
    archive.close()


@pytest.fixture
def fetch(archive: Archive) -> Iterator[Fetch]:
    with Fetch(allowed_hosts=["127.0.0.1"], delay=0, memory=archive.visits) as fetch:
        yield fetch


def visits(fetch: Fetch, url: str, times: int) -> list[Answer]:
    """What comes of visiting an address again and again, each visit kept."""
    answers = []
    for _ in range(times):
        answers.append(fetch.visit(url))
        fetch.keep(answers[-1])
    return answers


@pytest.mark.parametrize(
    ("path", "outcomes", "sent"),
    [
        ("/articles/tagged", (Fetched, Unchanged, Unchanged), {"If-None-Match": 'W/"v1"'}),
        (
            "/articles/stamped",
            (Fetched, Unchanged),
            {"If-Modified-Since": "Sat, 10 May 2025 08:00:00 GMT"},
        ),
        (
            "/articles/both",
            (Fetched, Unchanged),
            {"If-None-Match": '"b1"', "If-Modified-Since": "Sat, 10 May 2025 08:00:00 GMT"},
        ),
        ("/articles/flood", (Fetched, Unchanged), {}),  # no validator: the same bytes again
        ("/articles/corrected", (Fetched, Fetched, Unchanged), {"If-None-Match": '"two"'}),
        ("/articles/withdrawn", (Fetched, Gone, Gone), {}),
        ("/status/404", (Gone, Gone), {}),
    ],
)
def test_only_what_is_new_is_sent(
    fetch: Fetch, news: Site, path: str, outcomes: tuple[type, ...], sent: dict[str, str]
) -> None:
    answers = visits(fetch, news.url(path), len(outcomes))
    assert tuple(type(answer) for answer in answers) == outcomes
    asked = news.seen[-1].headers
    assert {name: asked[name] for name in asked if name.startswith("If-")} == sent


def test_a_page_that_comes_back_is_fetched(fetch: Fetch, news: Site) -> None:
    url = news.add(
        "/back", Page("<p>one", etag='"1"'), Page(status=410), Page("<p>one", etag='"1"')
    )
    kinds = [type(answer) for answer in visits(fetch, url, 4)]
    assert kinds == [Fetched, Gone, Fetched, Unchanged]


def test_what_was_not_kept_is_fetched_again(fetch: Fetch, news: Site) -> None:
    """A crash between fetching and storing loses nothing."""
    url = news.url("/articles/tagged")
    assert isinstance(fetch.visit(url), Fetched)
    assert isinstance(fetch.visit(url), Fetched)


def test_a_page_may_be_wanted_even_if_it_is_unchanged(fetch: Fetch, news: Site) -> None:
    url = news.url("/articles/tagged")
    visits(fetch, url, 2)
    assert isinstance(fetch.visit(url, fresh=True), Fetched)
    assert fetch.get(url).body


def test_validators_belong_to_the_address_that_answered(fetch: Fetch, news: Site) -> None:
    url = news.add("/to-tagged", Page(status=302, headers={"Location": "/articles/tagged"}))
    first, second = visits(fetch, url, 2)
    assert isinstance(first, Fetched)
    assert isinstance(second, Unchanged)
    assert (second.asked, second.url) == (url, news.url("/articles/tagged"))
    asked = {one.path: one.headers.get("If-None-Match") for one in news.seen}
    assert asked == {"/robots.txt": None, "/to-tagged": None, "/articles/tagged": 'W/"v1"'}


def test_a_server_that_says_unchanged_unasked_is_rejected(fetch: Fetch, news: Site) -> None:
    url = news.add("/odd", Page(status=304))
    [found] = fetch.many([url])
    assert "the server answered 304 Not Modified" in str(found)


def test_a_feed_that_grew_is_sent_again(fetch: Fetch, news: Site) -> None:
    url, kinds = news.url("/feeds/growing.xml"), []
    for _ in range(3):
        answer = fetch.visit(url, accept=None)
        fetch.keep(answer)
        kinds.append(type(answer))
    assert kinds == [Fetched, Fetched, Unchanged]


LONG = "https://x.example/" + "ř" * 9000


@pytest.mark.parametrize("url", ["https://x.example/a", LONG, "https://x.example/\udcff"])
def test_visits_are_kept_and_replaced_and_forgotten(archive: Archive, url: str) -> None:
    first = Visit("https://x.example/b", 200, "2025-05-12T12:00:00+00:00", '"1"', None, "0" * 64)
    later = Visit("https://x.example/b", 410, "2025-05-13T12:00:00+00:00")
    assert archive.visits.get(url) is None
    archive.visits.keep(url, first)
    assert archive.visits.get(url) == first
    archive.visits.keep(url, later)
    assert archive.visits.get(url) == later
    archive.visits.forget_all()
    assert archive.visits.get(url) is None


def test_a_library_of_before_gets_the_table(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    Archive(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE fetched"))
    assert "fetched" not in inspect(engine).get_table_names()
    opened = Archive(url)
    opened.visits.keep("https://x.example/", Visit("https://x.example/", 200, "2025-05-12"))
    opened.close()
    engine.dispose()
