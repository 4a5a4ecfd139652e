from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from ingest.identity import digest
from rag.errors import ArticleNotFound, LibraryError
from rag.index.archive import Archive
from tests.rag.making import draft, store


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


def test_a_new_article_is_added_and_comes_back_as_it_went_in(archive: Archive) -> None:
    sent = draft(
        "Böe “Nora” 🌊\nzweite Zeile",
        title="Sturm",
        url="https://echo.example/a",
        authors=("Mia Ö", "Jo, Jr."),
        outlet="Echo",
        language="de",
        published="2026-05-01T10:00:00+02:00",
        modified=None,
        section="Wetter",
        labels=("live", "été, “1”"),
        wire="dpa",
    )
    assert store(archive, sent) == ["added"]
    got = archive.article("a")
    for field in ("title", "text", "url", "authors", "outlet", "language", "published"):
        assert getattr(got, field) == getattr(sent, field)
    assert (got.section, got.labels, got.wire) == ("Wetter", ("live", "été, “1”"), "dpa")
    assert (got.version, got.digest, got.removed) == (1, digest(sent), False)


def test_passages_know_the_labels_of_their_version(archive: Archive) -> None:
    store(archive, draft("Two died."), draft("Three died.", labels=("live",)))
    assert [p.labels for p in archive.passages_of(["a"])] == [("live",)]
    assert archive.passages(["a.2.0"])["a.2.0"].labels == ("live",)
    assert [p.labels for p in archive.earlier.passages_of(["a"])] == [()]


def test_the_same_article_again_writes_nothing(archive: Archive) -> None:
    assert store(archive, draft(), draft()) == ["added", "unchanged"]
    assert archive.log.newest() == 1
    assert len(archive.history("a")) == 1


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(archive: Archive) -> None:
    assert store(archive, draft("Two died."), draft("Three died.")) == ["added", "updated"]
    assert [a.text for a in archive.history("a")] == ["Two died.", "Three died."]
    assert archive.article("a").text == "Three died."
    assert archive.article("a", 1).text == "Two died."
    assert [p.text for p in archive.passages_of(["a"])] == ["Three died."]


def test_passages_of_a_superseded_version_are_not_found(archive: Archive) -> None:
    store(archive, draft("Two died."), draft("Three died."))
    assert set(archive.passages(["a.1.0", "a.2.0"])) == {"a.2.0"}


def test_a_removed_article_leaves_search_but_its_text_still_resolves(archive: Archive) -> None:
    store(archive, draft())
    archive.remove("a")
    assert archive.article("a").removed
    assert archive.passages_of(["a"]) == []
    assert list(archive.articles()) == []
    assert archive.digest("a") is None
    assert archive.counts()["articles"] == archive.counts()["passages"] == 0


def test_a_removed_article_comes_back_as_a_new_version(archive: Archive) -> None:
    store(archive, draft())
    archive.remove("a")
    assert store(archive, draft()) == ["updated"]
    assert not archive.article("a").removed
    assert archive.counts()["articles"] == 1


@pytest.mark.parametrize("ask", ["article", "history", "remove"])
def test_an_unknown_article_is_named_with_what_to_do(archive: Archive, ask: str) -> None:
    with pytest.raises(ArticleNotFound, match=r"'nope'.*`dateline articles list`"):
        getattr(archive, ask)("nope")


def test_an_article_is_removed_only_once(archive: Archive) -> None:
    store(archive, draft())
    archive.remove("a")
    with pytest.raises(ArticleNotFound):
        archive.remove("a")


def test_an_unknown_version_is_named(archive: Archive) -> None:
    store(archive, draft())
    with pytest.raises(ArticleNotFound, match="version 7 of article 'a'"):
        archive.article("a", 7)


def test_a_failure_in_the_middle_of_storing_leaves_nothing(archive: Archive) -> None:
    twice = [(0, 3), (0, 5)]  # two passages cannot have one id
    with pytest.raises(IntegrityError):
        archive.store(draft(), "a", digest(draft()), twice)
    assert archive.counts()["articles"] == 0
    assert archive.log.newest() == 0
    with pytest.raises(ArticleNotFound):
        archive.article("a")


def test_a_failure_in_the_middle_of_an_update_leaves_the_old_version(archive: Archive) -> None:
    store(archive, draft("Two died."))
    with pytest.raises(IntegrityError):
        archive.store(draft("Three died."), "a", "other", [(0, 3), (0, 5)])
    assert archive.article("a").text == "Two died."
    assert len(archive.passages_of(["a"])) == 1
    assert archive.log.newest() == 1


def test_archives_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    outcomes: list[str] = []

    def write(who: int) -> None:
        mine = Archive(url)
        for n in range(20):
            outcomes.extend(store(mine, draft(f"Story {n}.", id=f"shared-{n}")))
            outcomes.extend(store(mine, draft(f"Own {n}.", id=f"own-{who}-{n}")))
        mine.close()

    threads = [threading.Thread(target=write, args=(who,)) for who in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    archive = Archive(url)
    assert archive.counts()["articles"] == outcomes.count("added") == 20 + 3 * 20
    assert outcomes.count("unchanged") == 2 * 20
    assert archive.log.newest() == 80
    archive.close()


def test_articles_are_listed_newest_first_and_undated_last(archive: Archive) -> None:
    days = {
        "old": "2026-01-01",
        "new": "2026-03-01",
        "undated": None,
        "mid": "2026-02-01T23:00:00Z",
    }
    store(archive, *(draft(name, id=name, published=day) for name, day in days.items()))
    assert [a.id for a in archive.articles()] == ["new", "mid", "old", "undated"]
    assert [a.id for a in archive.articles(limit=2, offset=1)] == ["mid", "old"]
    assert [a.id for a in archive.articles(["undated", "old"])] == ["old", "undated"]


def test_counts_and_outlets_are_of_what_is_there_now(archive: Archive) -> None:
    store(
        archive,
        draft("One.", id="1", outlet="Echo", published="2026-01-01"),
        draft("Two.", id="2", outlet="Echo", published="2026-02-01"),
        draft("Three.", id="3", outlet="Ledger"),
        draft("Four.", id="4", outlet="Gone"),
    )
    archive.remove("4")
    assert archive.counts() == {
        "articles": 3, "outlets": 2, "undated": 1, "passages": 3,
        "oldest": "2026-01-01", "newest": "2026-02-01",
    }  # fmt: skip
    assert archive.outlets() == [("Echo", 2), ("Ledger", 1)]


def test_a_database_that_cannot_be_opened_is_said_without_its_password() -> None:
    with pytest.raises(LibraryError) as caught:
        Archive("nosuch+driver://user:secret@localhost/news")
    assert "secret" not in str(caught.value)
    assert "DATELINE_ARCHIVE_URL" in str(caught.value)


storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)


@given(text=storable, data=st.data())
def test_a_passage_is_the_very_characters_between_its_offsets(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    archive = Archive("sqlite://")
    archive.store(draft(text), "a", "digest", [(start, end)])
    assert archive.passages_of(["a"])[0].text == text[start:end]
    assert archive.article("a").text == text
    archive.close()
