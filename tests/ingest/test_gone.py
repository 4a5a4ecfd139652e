"""Pages that answer 404 or 410: told, kept, and back when they answer again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.identity import article_id
from ingest.identity.addresses import address
from ingest.identity.keeping import mark_back, mark_gone
from rag.index.archive import Archive
from rag.provenance import Absence
from tests.ingest.living import ECHO, THREE, URL, guid, met, take


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


def test_what_is_gone_stays_is_told_and_comes_back(archive: Archive) -> None:
    take(archive, met())
    name = article_id(met())
    assert mark_gone(archive, URL, 410, "2026-05-06T08:00:00+00:00") == [name]
    assert mark_gone(archive, URL, 404, "2026-05-07T08:00:00+00:00") == [name]
    assert archive.places.gone() == {name: Absence(410, "2026-05-06T08:00:00+00:00")}
    assert [a.id for a in archive.articles()] == [name]
    assert archive.passages_of([name])
    before = archive.log.newest()
    assert take(archive, met(day=8)) == "unchanged"
    assert archive.places.gone() == {}
    ended = archive.places.of(name)[0].absences
    assert ended == (Absence(410, "2026-05-06T08:00:00+00:00", "2026-05-08T12:00:00+00:00"),)
    assert archive.log.newest() == before


def test_what_comes_back_changed_is_a_new_version(archive: Archive) -> None:
    take(archive, met())
    mark_gone(archive, URL, 404, "2026-05-06")
    assert take(archive, met(THREE, day=8)) == "updated"
    assert archive.places.gone() == {}


def test_an_answer_without_news_ends_an_absence(archive: Archive) -> None:
    take(archive, met())
    mark_gone(archive, URL, 404, "2026-05-06")
    mark_back(archive, f"{URL}?utm_source=rss", "2026-05-07")
    assert archive.places.gone() == {}
    assert archive.places.of(article_id(met()))[0].absences[0].back == "2026-05-07"


@pytest.mark.parametrize(
    ("url", "gone"),
    [
        (URL, True),
        (f"{URL}/?utm_source=rss", True),
        ("http://herald.example/news/flood-7", True),
        ("https://m.herald.example/news/flood-7", False),
        (f"{URL}/amp", False),
        ("https://www.herald.example/news/other", False),
    ],
)
def test_the_page_takes_its_variants_with_it_and_none_of_them_the_page(
    archive: Archive, url: str, gone: bool
) -> None:
    take(archive, met())
    take(archive, met(url=f"{URL}/print"))
    mark_gone(archive, url, 404, "2026-05-06")
    assert bool(archive.places.gone()) is gone


def test_an_article_is_not_gone_while_it_stands_where_it_moved_to(archive: Archive) -> None:
    take(archive, met(hints=guid("post-77")))
    take(archive, met(url="https://www.herald.example/news/new", hints=guid("post-77")))
    mark_gone(archive, URL, 404, "2026-05-06")
    assert archive.places.gone() == {}
    assert archive.places.of(article_id(met()))[0].gone


def test_a_copy_that_is_left_does_not_hide_that_the_article_is_gone(archive: Archive) -> None:
    take(archive, met())
    take(archive, met(url=ECHO))
    mark_gone(archive, ECHO, 404, "2026-05-06")
    assert archive.places.gone() == {}
    mark_gone(archive, URL, 410, "2026-05-07")
    assert list(archive.places.gone()) == [article_id(met())]


def test_an_address_that_nobody_knows_is_not_marked(archive: Archive) -> None:
    assert mark_gone(archive, URL, 404, "2026-05-06") == []
    assert archive.places.find(address(URL)) == []
