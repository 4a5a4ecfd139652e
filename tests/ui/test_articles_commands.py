"""`dateline articles` and /read of articles that changed, were copied, are gone or held back."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from ingest.identity import article_id
from ingest.identity.keeping import hold_back, mark_gone
from rag.domain import Moment
from rag.errors import PageHeldBack
from rag.index.archive import Archive
from tests.cli import Run, here, rows
from tests.ingest.living import ECHO, THREE, URL, met, take
from ui.reading import reading_page
from ui.reading_origin import Origin

NAME = article_id(met())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COLUMNS", "200")
    return here(monkeypatch, capsys)


@pytest.fixture
def at(tmp_path: Path) -> tuple[str, Path]:
    """A library with a story that changed and was copied, a gone one, and two pages held back."""
    archive = Archive(f"sqlite:///{tmp_path / 'library' / 'archive.db'}")
    zoned = Moment("2026-05-03T10:00:00+02:00", "json-ld")
    take(archive, met(published=zoned))
    take(archive, met(url=ECHO, day=4))
    later = Moment("2026-05-05T09:30:00-07:00", "meta")
    take(archive, met(THREE, day=5, title="Three die in flood", published=zoned, modified=later))
    view = met("Let the dam stand.", f"{URL}-d", section="Views", labels=("opinion",), wire="AP")
    take(archive, view)
    archive.remove(article_id(view))
    undated = met("A short word.", f"{URL}-b", published=Moment("1970-01-01", "json-ld"))
    take(archive, undated)
    mark_gone(archive, f"{URL}-b", 410, "2026-05-06T08:00:00+00:00")
    wall = PageHeldBack("feed#3", "a consent wall", f"{URL}-c", "Herald", "We value your privacy")
    hold_back(archive, wall, "2026-05-07T08:00:00+00:00")
    hold_back(archive, PageHeldBack("shell.html", "an empty shell"), "2026-05-08T08:00:00+00:00")
    archive.close()
    return ("--library", tmp_path / "library")


def test_pages_in_quarantine_are_listed_with_their_reasons(run: Run, at: tuple[str, Path]) -> None:
    told = run("articles", "list", "--quarantined", *at).out
    for words in ("a consent wall", f"{URL}-c", "We value your privacy", "8 May 2026, 08:00 UTC"):
        assert words in told
    assert "2 of 2 pages in quarantine; none is searched or answered from" in told
    shell, wall = rows(run("articles", "list", "--quarantined", "--json", *at).out)
    assert wall == {
        "source": "feed#3", "url": f"{URL}-c", "reason": "a consent wall", "title": "Herald",
        "at": "2026-05-07T08:00:00+00:00", "text": "We value your privacy",
    }  # fmt: skip
    assert (shell["source"], shell["url"]) == ("shell.html", None)
    assert len(rows(run("articles", "list", "--quarantined", "--limit", 1, "--json", *at).out)) == 1


def test_articles_that_are_gone_are_listed_as_such(run: Run, at: tuple[str, Path]) -> None:
    listed = {row["title"]: row for row in rows(run("articles", "list", "--json", *at).out)}
    assert listed["Three die in flood"]["gone"] is None
    gone = {"status": 410, "at": "2026-05-06T08:00:00+00:00", "back": None}
    assert listed["Flood in Tessmoor"]["gone"] == gone
    told = run("articles", "list", *at).out
    assert "gone (410) Flood in Tessmoor" in told
    assert "2 of 2 articles, 1 of them gone from their sites" in told
    (only,) = rows(run("articles", "list", "--gone", "--json", *at).out)
    assert only["gone"] == gone
    assert run("articles", "list", "--gone", "--quarantined", *at).code == 2


def test_an_article_is_shown_with_its_dates_places_and_origins(
    run: Run, at: tuple[str, Path]
) -> None:
    told = run("articles", "show", NAME, *at).out
    for words in (
        "published 3 May 2026, 10:00 +02:00 (json-ld)",
        "modified  5 May 2026, 09:30 -07:00 (meta)",
        "fetched   5 May 2026, 12:00 UTC (fetch)",
        f"{URL} · The Herald · since 3 May 2026",
        f"{ECHO} · The Echo · copy since 4 May 2026 · version 1 when last read",
    ):
        assert words in told
    (shown,) = rows(run("articles", "show", NAME, "--json", *at).out)
    assert [(p["url"], p["copy"]) for p in shown["places"]] == [(URL, False), (ECHO, True)]
    assert (shown["gone"], shown["refused_dates"]) == (None, [])


def test_an_article_is_shown_with_its_section_and_what_it_is(
    run: Run, at: tuple[str, Path]
) -> None:
    name = article_id(met(url=f"{URL}-d"))
    told = run("articles", "show", name, *at).out
    assert "section   Views" in told
    assert "kind      Opinion, AP copy" in told
    (shown,) = rows(run("articles", "show", name, "--json", *at).out)
    assert (shown["section"], shown["labels"], shown["wire"]) == ("Views", ["opinion"], "AP")


def test_an_undated_article_says_which_date_was_refused(run: Run, at: tuple[str, Path]) -> None:
    name = article_id(met(url=f"{URL}-b"))
    told = run("articles", "show", name, *at).out
    assert "undated" in told
    assert "published '1970-01-01' (json-ld): it is the second from which computers" in told
    assert "gone      since 6 May 2026, 08:00 UTC (status 410)" in told
    (shown,) = rows(run("articles", "show", name, "--json", *at).out)
    assert (shown["published_at"], shown["refused_dates"][0]["text"]) == (None, "1970-01-01")


def test_a_history_tells_the_versions_and_what_changed(run: Run, at: tuple[str, Path]) -> None:
    told = run("articles", "history", NAME, *at).out
    assert "headline: Flood in Tessmoor → Three die in flood" in told
    assert "-Two people died when a footbridge gave way, the fire service said." in told
    assert "+Three people died when a footbridge gave way, the fire service said." in told
    assert "sports hall" not in told  # what did not change
    first, second = rows(run("articles", "history", NAME, "--json", *at).out)
    assert first["changes"] is None
    assert second["changes"]["around"]["headline"]["after"] == "Three die in flood"
    assert len(second["changes"]["sentences"]) == 1


def test_a_history_tells_when_it_was_gone(run: Run, at: tuple[str, Path]) -> None:
    archive = Archive(f"sqlite:///{at[1] / 'archive.db'}")
    take(archive, met("A short word.", f"{URL}-b", day=9))
    archive.close()
    told = run("articles", "history", article_id(met(url=f"{URL}-b")), *at).out
    assert "6 May 2026, 08:00 UTC (410), back 9 May 2026, 12:00 UTC" in told


def test_the_page_of_an_article_shows_its_places_and_that_it_is_gone(
    at: tuple[str, Path],
) -> None:
    archive = Archive(f"sqlite:///{at[1] / 'archive.db'}")
    article = archive.article(NAME)
    page = unescape(reading_page(article, 2, origin=Origin(archive.places.of(NAME))))
    assert "Where it stands" in page
    assert f'href="{ECHO}"' in page
    assert "a copy · since 4 May 2026 · version 1 when it was last read" in page
    name = article_id(met(url=f"{URL}-b"))
    origin = Origin(archive.places.of(name), archive.places.refused(name, 1))
    page = unescape(reading_page(archive.article(name), 1, origin=origin))
    assert "gone since 6 May 2026 (status 410)" in page
    assert "'1970-01-01' as the day it was published; that was not taken" in page
    assert "Where it stands" not in page
    archive.close()
