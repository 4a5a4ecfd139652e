"""Pages that are no articles: kept apart, listed, and released by a good fetch."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.identity import article_id
from ingest.identity.keeping import hold_back
from rag.errors import PageHeldBack
from rag.index.archive import Archive
from rag.provenance import Quarantined
from tests.ingest.living import FLOOD, URL, met, take


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


WALL = PageHeldBack(URL, "a consent wall", URL, "Herald", "We value your privacy")
EIGHT, NINE = "2026-05-02T08:00:00+00:00", "2026-05-02T09:00:00+00:00"


def test_a_page_in_quarantine_is_listed_and_found_nowhere_else(archive: Archive) -> None:
    hold_back(archive, WALL, EIGHT)
    hold_back(archive, PageHeldBack(URL, "a login wall", URL, "Herald", "Log in"), NINE)
    hold_back(archive, PageHeldBack("page.html", "an empty shell"), EIGHT)
    later, first = archive.quarantine.pages()
    assert later == Quarantined(URL, URL, "a login wall", NINE, "Herald", "Log in")
    assert first == Quarantined("page.html", None, "an empty shell", EIGHT)
    assert archive.quarantine.pages(1) == [later]
    assert archive.quarantine.count() == 2
    assert archive.counts()["passages"] == archive.counts()["articles"] == 0
    assert archive.log.newest() == 0


def test_a_page_can_be_held_back_in_another_process() -> None:
    there = pickle.loads(pickle.dumps(WALL))
    assert (there.source, there.reason, there.url) == (WALL.source, WALL.reason, WALL.url)
    assert (there.title, there.text) == (WALL.title, WALL.text)


@pytest.mark.parametrize("url", [URL, f"{URL}/amp", f"{URL}?utm_source=rss"])
def test_a_good_fetch_of_its_address_releases_a_page(archive: Archive, url: str) -> None:
    hold_back(archive, PageHeldBack(url, "a wall", url))
    take(archive, met())
    assert archive.quarantine.pages() == []


def test_an_article_whose_page_became_a_wall_stays_and_releases_it_later(archive: Archive) -> None:
    take(archive, met())
    hold_back(archive, WALL)
    assert archive.article(article_id(met())).text == FLOOD
    assert archive.quarantine.count() == 1
    assert take(archive, met(day=9)) == "unchanged"
    assert archive.quarantine.count() == 0


def test_what_no_database_can_hold_is_replaced(archive: Archive) -> None:
    hold_back(
        archive, PageHeldBack("a\x00", "a \ud800 wall", f"{URL}\x00", "\x00", "\udfff"), EIGHT
    )
    (page,) = archive.quarantine.pages()
    bad = "\ufffd"
    assert page == Quarantined(f"a{bad}", f"{URL}{bad}", f"a {bad} wall", EIGHT, bad, bad)
