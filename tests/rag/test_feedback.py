from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from rag.index.archive import Archive
from rag.index.feedback import Record
from rag.index.library import Library
from tests.rag.making import draft, store


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


def record(name: str = "a", at: str = "2026-11-23T08:00:00.000+00:00", **said: Any) -> Record:
    return Record(
        id=name,
        at=at,
        rating=said.get("rating", "down"),
        comment=said.get("comment"),
        correction=said.get("correction"),
        history=said.get("history", []),
        answer={"question": "Who won?", "text": "Rovers won [1].", "citations": []},
    )


def test_a_new_archive_has_no_feedback(archive: Archive) -> None:
    assert archive.feedback.all() == []


def test_feedback_comes_back_oldest_first_as_it_went_in(archive: Archive) -> None:
    late = record("a", "2026-11-24T08:00:00.000+00:00", rating="up")
    early = record("b", history=[{"question": "Böe?", "answer": "🌊"}], correction="Nobody.")
    archive.feedback.store(late)
    archive.feedback.store(early)
    assert archive.feedback.all() == [early, late]


def test_feedback_with_the_same_id_replaces_what_was_said(archive: Archive) -> None:
    archive.feedback.store(record())
    archive.feedback.store(record(rating="up", at="2026-11-25T08:00:00.000+00:00"))
    assert archive.feedback.all() == [record(rating="up", at="2026-11-25T08:00:00.000+00:00")]


def test_feedback_is_no_change_that_an_index_would_follow(archive: Archive) -> None:
    archive.feedback.store(record())
    assert archive.log.newest() == 0


def test_a_library_made_before_there_was_feedback_gets_its_table(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    older = Archive(url)
    store(older, draft())
    older.close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE feedback"))
    engine.dispose()
    opened = Archive(url)
    opened.feedback.store(record())
    assert opened.feedback.all() == [record()]
    assert opened.counts()["articles"] == 1
    opened.close()


def test_feedback_is_stored_while_another_ingests(library: Library) -> None:
    def ingest() -> None:
        for n in range(30):
            store(library.archive, draft(f"Article {n}.", id=str(n)))

    other = Archive(f"sqlite:///{library.folder / 'archive.db'}")  # the library's lock is held
    ingesting = threading.Thread(target=ingest)
    ingesting.start()
    for n in range(30):
        other.feedback.store(record(str(n)))
    ingesting.join()
    assert len(other.feedback.all()) == 30
    assert other.counts()["articles"] == 30
    other.close()


@given(words=st.text())
def test_whatever_a_reader_writes_comes_back(words: str) -> None:
    archive = Archive("sqlite://")
    archive.feedback.store(record(comment=words))
    assert archive.feedback.all()[0]["comment"] == words
    archive.close()
