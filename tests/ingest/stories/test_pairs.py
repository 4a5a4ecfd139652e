from __future__ import annotations

from pathlib import Path

import pytest

from ingest.stories import follow_stories
from rag.domain import Moment
from rag.index.archive import Archive
from rag.sharing import Text, copied_share
from tests.ingest.stories.pairs import COPIES, OTHERS, Told
from tests.rag.making import draft, store

NAMES = [row[0] for row in COPIES + OTHERS]


def text(told: Told) -> Text:
    return Text.of(told.text, told.title, told.published, told.outlet)


def kept(archive: Archive, id: str, told: Told) -> None:  # noqa: A002
    published = Moment(told.published, "test") if told.published else None
    store(archive, draft(told.text, id, title=told.title, outlet=told.outlet, published=published))


@pytest.mark.parametrize(("name", "one", "other"), COPIES, ids=[row[0] for row in COPIES])
def test_a_copy_is_known(name: str, one: Told, other: Told) -> None:
    assert copied_share(text(one), text(other)) is not None, name
    assert copied_share(text(other), text(one)) == copied_share(text(one), text(other))


@pytest.mark.parametrize(("name", "one", "other"), OTHERS, ids=[row[0] for row in OTHERS])
def test_what_only_looks_like_a_copy_is_none(name: str, one: Told, other: Told) -> None:
    assert copied_share(text(one), text(other)) is None, name
    assert copied_share(text(other), text(one)) is None


@pytest.mark.parametrize(
    ("one", "other", "copies"),
    [(one, other, True) for _, one, other in COPIES]
    + [(one, other, False) for _, one, other in OTHERS],
    ids=NAMES,
)
def test_stored_articles_are_told_apart_alike(
    tmp_path: Path, one: Told, other: Told, copies: bool
) -> None:
    """As above, but found through their sketches."""
    archive = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    kept(archive, "one", one)
    kept(archive, "other", other)
    follow_stories(archive)
    assert set(archive.clusters.of(["one", "other"])) == ({"one", "other"} if copies else set())
    archive.close()
