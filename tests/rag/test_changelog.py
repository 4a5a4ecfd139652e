from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.index.archive import Archive
from tests.rag.making import draft, store


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


def test_a_new_archive_has_no_changes(archive: Archive) -> None:
    assert archive.log.newest() == 0
    assert archive.log.after(0, 10) == (0, [])
    assert archive.log.waiting(0) == 0
    assert archive.log.reported() == {}
    assert archive.log.stamp() == {}


def test_every_store_update_and_removal_is_a_change_in_order(archive: Archive) -> None:
    store(archive, draft("One.", id="1"), draft("Two.", id="2"), draft("Two!", id="2"))
    archive.remove("1")
    assert archive.log.after(0, 10) == (4, ["1", "2"])
    assert archive.log.after(1, 10) == (4, ["2", "1"])
    assert archive.log.after(0, 2) == (2, ["1", "2"])
    assert archive.log.after(4, 10) == (4, [])
    assert archive.log.waiting(1) == 3


def test_an_unchanged_article_is_no_change(archive: Archive) -> None:
    store(archive, draft(), draft(), draft())
    assert archive.log.newest() == 1


def test_how_far_a_follower_got_is_kept(archive: Archive) -> None:
    archive.log.report("vectors", 3)
    archive.log.report("keywords", 5)
    archive.log.report("vectors", 4)
    assert archive.log.reported() == {"vectors": 4, "keywords": 5}


def test_the_stamp_keeps_what_it_is_not_told_anew(archive: Archive) -> None:
    archive.log.set_stamp({"format": "1", "embedder": "x"})
    archive.log.set_stamp({"embedder": "y"})
    assert archive.log.stamp() == {"format": "1", "embedder": "y"}
