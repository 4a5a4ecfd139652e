"""The same article met again: unchanged, changed, moved, copied, gone and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.identity import article_id
from ingest.identity.recognised import recognise
from rag.domain import Moment
from rag.index.archive import Archive
from tests.ingest.living import ECHO, FLOOD, THREE, URL, guid, met, take, where


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


def written(archive: Archive) -> tuple[int, ...]:
    """Changes whenever anything is written, by this connection or another."""
    with archive._writes.begin() as connection:
        return tuple(
            int(connection.exec_driver_sql(f"select count(*) from {table}").scalar() or 0)
            for table in ("changes", "versions", "places", "contents", "absences", "quarantine")
        )


@pytest.mark.parametrize(
    "again",
    [
        met(day=9),
        met(url=f"{URL}?utm_source=rss#top"),
        met(url="http://WWW.herald.example:80/news/flood-7"),
        met(modified=Moment("2026-05-09T00:00:00Z", "json-ld"), day=9),  # made anew each time
        replace(met(), source="another feed"),
    ],
)
def test_what_did_not_change_writes_nothing(archive: Archive, again: object) -> None:
    assert take(archive, met()) == "added"
    before = written(archive)
    assert take(archive, again) == "unchanged"  # type: ignore[arg-type]
    assert written(archive) == before


KIND = {"section": "Local", "labels": ("live",), "wire": "AP"}


@pytest.mark.parametrize(
    ("again", "outcome"),
    [
        (KIND, "unchanged"),
        ({}, "unchanged"),  # an AMP or print page leaves them out
        (KIND | {"labels": ("live", "sponsored")}, "updated"),
        (KIND | {"section": "Opinion"}, "updated"),
        (KIND | {"wire": "Reuters"}, "updated"),
    ],
)
def test_a_page_that_says_it_is_something_else_is_a_new_version(
    archive: Archive, again: dict[str, object], outcome: str
) -> None:
    assert take(archive, met(**KIND)) == "added"  # type: ignore[arg-type]
    assert take(archive, met(day=9, **again)) == outcome  # type: ignore[arg-type]


def test_a_page_that_is_labelled_later_is_a_new_version(archive: Archive) -> None:
    take(archive, met())
    assert take(archive, met(labels=("sponsored",), day=9)) == "updated"
    assert [a.labels for a in archive.history(article_id(met()))] == [(), ("sponsored",)]


@pytest.mark.parametrize(
    "url",
    [
        "https://m.herald.example/news/flood-7",
        "https://www.herald.example/news/flood-7/amp",
        "https://www-herald-example.cdn.ampproject.org/c/s/www.herald.example/news/flood-7",
        "https://www.herald.example/news/flood-7?print=1",
        "https://www.herald.example/news/flood-7/",
    ],
)
def test_a_page_in_another_dress_is_another_place_of_its_article(
    archive: Archive, url: str
) -> None:
    take(archive, met())
    # it is made otherwise, so it names no author
    dressed = met(url=url, day=4, outlet=None, published=Moment("2026-05-03", "meta"))
    assert take(archive, dressed) == "duplicates"
    before = written(archive)
    assert take(archive, dressed) == take(archive, met()) == "unchanged"
    assert written(archive) == before
    assert [place.url for place in archive.places.of(article_id(met()))] == [URL, url]
    assert archive.log.newest() == 1


def test_a_changed_page_is_a_new_version_whatever_dress_it_is_met_in(archive: Archive) -> None:
    take(archive, met())
    assert take(archive, met(THREE, "https://m.herald.example/news/flood-7", 4)) == "updated"
    assert [a.text for a in archive.history(article_id(met()))] == [FLOOD, THREE]
    assert take(archive, met(THREE, day=5)) == "duplicates"  # the plain page has caught up
    assert archive.log.newest() == 2


def test_an_exact_copy_at_another_outlet_is_one_article_with_two_places(archive: Archive) -> None:
    take(archive, met())
    assert take(archive, met(f"{FLOOD}\n", ECHO, 4, title="Two die")) == "duplicates"
    assert take(archive, met(FLOOD, ECHO, 5, title="Two die in flood")) == "unchanged"
    assert archive.counts()["articles"] == 1
    herald, echo = archive.places.of(article_id(met()))
    assert (herald.url, herald.outlet, herald.own) == (URL, "The Herald", True)
    assert (echo.url, echo.outlet, echo.own) == (ECHO, "The Echo", False)
    assert (echo.first_seen, echo.version) == ("2026-05-04T12:00:00+00:00", 1)


def test_a_copy_that_is_not_corrected_stays_and_flips_nothing_back(archive: Archive) -> None:
    take(archive, met())
    take(archive, met(url=ECHO))
    assert take(archive, met(THREE, day=5)) == "updated"
    assert take(archive, met(url=ECHO, day=6)) == "unchanged"
    assert archive.article(article_id(met())).text == THREE
    assert archive.places.of(article_id(met()))[1].version == 1
    assert take(archive, met(THREE, ECHO, 7)) == "duplicates"  # now it is, too
    assert archive.places.of(article_id(met()))[1].version == 2


def test_a_copy_that_comes_to_differ_is_an_article_of_its_own(archive: Archive) -> None:
    take(archive, met())
    take(archive, met(url=ECHO))
    assert take(archive, met(FLOOD + " The Echo adds a word.", ECHO, 6)) == "added"
    assert archive.article(article_id(met())).version == 1
    assert [p.url for p in archive.places.of(article_id(met()))] == [URL]
    assert [p.own for p in archive.places.of(article_id(met(url=ECHO)))] == [True]


NOTICE = "This video cannot be shown in your country. " * 6  # 264 characters, no article


@pytest.mark.parametrize(
    ("text", "days", "one"),
    [
        ("A short notice that is on many pages.", (3, 3), False),
        (NOTICE, (3, 4), True),
        (NOTICE, (3, 14), False),
        (FLOOD * 2, (3, 14), True),
    ],
)
def test_a_notice_that_comes_again_is_no_copy(
    archive: Archive, text: str, days: tuple[int, int], one: bool
) -> None:
    for day, url in zip(days, (URL, ECHO), strict=True):
        take(archive, met(text, url, 15, published=Moment(f"2026-05-{day:02}", "meta")))
    assert archive.counts()["articles"] == (1 if one else 2)


def test_ids_that_were_given_are_never_folded(archive: Archive) -> None:
    drafts = [met(id=name) for name in ("a", "b")]
    assert [take(archive, d) for d in (*drafts, *drafts)] == ["added"] * 2 + ["unchanged"] * 2
    assert where(archive, met()) == "a"  # the page itself is the first of them
    assert take(archive, met()) == "unchanged"


def test_a_page_that_moved_is_known_by_what_its_feed_calls_it(archive: Archive) -> None:
    moved = "https://www.herald.example/news/three-die-in-flood"
    take(archive, met(hints=guid("https://www.herald.example/?p=77")))
    again = met(THREE, moved, 5, hints=guid("https://www.herald.example/?p=77"))
    assert take(archive, again) == "updated"
    assert archive.article(article_id(met())).url == moved
    assert [p.url for p in archive.places.of(article_id(met()))] == [URL, moved]
    assert take(archive, met(THREE, moved, 6)) == "unchanged"


@pytest.mark.parametrize(
    ("name", "url", "text"),
    [
        ("77", "https://www.herald.example/news/b", THREE),  # a number is no name
        ("post-77", "https://echo.example/b", THREE),  # of another site
        ("post-77", "https://www.herald.example/news/b", "Rovers won the cup after extra time."),
    ],
)
def test_what_a_feed_calls_it_is_no_more_than_a_hint(
    archive: Archive, name: str, url: str, text: str
) -> None:
    take(archive, met(hints=guid(name)))
    other = met(text, url, title="Another", hints=guid(name))
    assert take(archive, other) == "added"


def test_a_file_that_turns_out_to_be_a_page_gets_its_address(archive: Archive) -> None:
    take(archive, met(url=None))
    assert take(archive, met()) == "updated"
    assert [a.url for a in archive.articles()] == [URL]
    assert take(archive, met(url=None, source="saved.txt")) == "unchanged"


def test_a_text_that_stands_on_a_page_is_not_stored_again(archive: Archive) -> None:
    take(archive, met())
    before = written(archive)
    assert take(archive, met(url=None)) == "duplicates"
    assert written(archive) == before


def test_an_article_that_was_removed_comes_back_when_it_is_ingested(archive: Archive) -> None:
    take(archive, met())
    archive.remove(article_id(met()))
    assert take(archive, met(day=4)) == "updated"
    assert not archive.article(article_id(met())).removed


def test_a_refused_date_is_kept_with_its_version_and_the_article_is_undated(
    archive: Archive,
) -> None:
    take(archive, met(published=Moment("1970-01-01T00:00:00Z", "json-ld")))
    name = article_id(met())
    assert archive.article(name).published is None
    (refused,) = archive.places.refused(name, 1)
    assert (refused.which, refused.origin) == ("published", "json-ld")
    assert "the second from which computers count" in refused.reason
    assert archive.counts()["undated"] == 1
    take(archive, met(published=Moment("2026-05-03", "json-ld"), day=4))
    assert archive.places.refused(name, 2) == []
    assert archive.places.refused(name, 1) == [refused]


def test_to_recognise_writes_nothing(archive: Archive) -> None:
    before = written(archive)
    for draft in (met(), met(url=None), met(id="a")):
        assert recognise(archive, draft).state == "new"
    assert written(archive) == before
