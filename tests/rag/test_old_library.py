"""A library that was written before places, contents and quarantine were kept."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect

from ingest.identity.keeping import RULES, catch_up, mark_gone
from ingest.identity.recognised import recognise
from rag.domain import Draft, Moment
from rag.index.archive import Archive
from tests.ingest.living import take

OLD = Path(__file__).parent / "library-1.sql"
FLOOD, CUP, MOBILE = "ufe95223342b1f5b", "u7945bfe251a6e5f", "u7aa1f30ba5c511b"
NEW_TABLES = {"places", "absences", "contents", "guids", "refused_dates", "quarantine"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = tmp_path / "archive.db"
    with sqlite3.connect(database) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()
    return database


def opened(path: Path) -> Archive:
    archive = Archive(f"sqlite:///{path}")
    catch_up(archive)
    return archive


def again(archive: Archive, article_id: str) -> Draft:
    """What its source would give today."""
    a = archive.article(article_id)
    known = (a.title, None, a.url, a.authors, a.outlet, a.language, a.published, a.modified)
    return Draft("page", a.text, *known, Moment("2026-05-20T12:00:00+00:00", "fetch"))


def test_an_old_library_opens_with_all_it_holds_and_gets_the_new_tables(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        before = {name for (name,) in connection.execute("select name from sqlite_master")}
    connection.close()
    assert not before & NEW_TABLES
    archive = opened(path)
    assert set(inspect(archive._reads).get_table_names()) >= NEW_TABLES
    columns = {column["name"] for column in inspect(archive._reads).get_columns("versions")}
    assert columns >= {"section", "labels", "wire"}
    cup = archive.article(CUP)
    assert (cup.section, cup.labels, cup.wire) == (None, (), None)
    assert {passage.labels for passage in archive.passages_of([CUP])} <= {()}
    assert archive.counts()["articles"] == 4
    assert [a.version for a in archive.history(FLOOD)] == [1, 2]
    assert archive.article(FLOOD, 1).text.count("Two people") == 1
    assert archive.log.stamp()["format"] == "1"
    assert archive.log.stamp()["addresses"] == RULES
    archive.close()


def test_articles_of_an_old_library_are_recognised_and_nothing_is_written(path: Path) -> None:
    archive = opened(path)
    newest = archive.log.newest()
    for article_id in (FLOOD, CUP, MOBILE):
        assert take(archive, again(archive, article_id)) == "unchanged"
        assert recognise(archive, again(archive, article_id)).article_id == article_id
    assert archive.log.newest() == newest
    archive.close()


def test_what_was_not_kept_of_an_old_article_is_learned_without_a_new_version(path: Path) -> None:
    archive = opened(path)
    newest, before = archive.log.newest(), archive.article(CUP)
    known = replace(again(archive, CUP), section="Sport", labels=("live",), wire="AP")
    assert take(archive, known) == "unchanged"
    after = archive.article(CUP)
    assert (after.section, after.labels, after.wire) == ("Sport", ("live",), "AP")
    assert (after.version, after.digest) == (before.version, before.digest)
    assert archive.log.newest() == newest
    assert recognise(archive, known).signs is None  # settled: nobody need look closely again
    assert take(archive, replace(known, labels=("sponsored",))) == "updated"
    assert [a.labels for a in archive.history(CUP)] == [("live",), ("sponsored",)]
    archive.close()


@pytest.mark.parametrize("url", ["https://herald.example/news/flood-7", "{}amp", "{}?utm_source=x"])
def test_an_old_article_keeps_its_id_by_whatever_address_it_is_met(path: Path, url: str) -> None:
    archive = opened(path)
    draft = again(archive, FLOOD)
    met = Draft("page", draft.text + " More soon.", url=url.format(draft.url))
    assert recognise(archive, met).article_id == FLOOD
    assert take(archive, met) == "updated"
    archive.close()


def test_an_old_article_knows_where_it_stands_and_since_when(path: Path) -> None:
    archive = opened(path)
    (place,) = archive.places.of(CUP)
    assert place.url == "https://www.herald.example/sport/cup"
    assert (place.outlet, place.own, place.version) == ("The Herald", True, 1)
    assert place.first_seen == "2026-05-05T08:00:00+00:00"
    assert mark_gone(archive, place.url, 410, "2026-05-06") == [CUP, MOBILE]
    archive.close()


def test_what_an_older_dateline_adds_in_between_is_made_up_for(path: Path) -> None:
    opened(path).close()
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "insert into articles values ('late', 1, null);"
            "insert into versions (article_id, version, title, text, digest, url, authors)"
            " values ('late', 1, 'Late', 'A late word.', 'd', 'https://x.org/l', '[]');"
        )
    connection.close()
    archive = opened(path)
    assert recognise(archive, Draft("p", "Other.", url="https://x.org/l/")).article_id == "late"
    archive.close()


def test_places_are_found_anew_when_the_rules_of_folding_change(path: Path) -> None:
    archive = opened(path)
    with archive._writes.begin() as connection:
        connection.exec_driver_sql("update places set key = 'by other rules'")
    archive.log.set_stamp({"addresses": "1"})
    catch_up(archive)
    amp = Draft("page", "x", url=f"{archive.article(FLOOD).url}amp")
    assert recognise(archive, amp).article_id == FLOOD
    archive.close()


def test_catching_up_again_does_nothing(path: Path) -> None:
    archive = opened(path)
    before = list(archive.unsigned.addresses())
    catch_up(archive)
    assert list(archive.unsigned.addresses()) == before
    assert archive.unsigned.texts() == archive.unsigned.unplaced() == []
    archive.close()
