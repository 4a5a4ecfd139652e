from __future__ import annotations

import itertools
import random
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.stories import follow_stories, rebuild_stories
from ingest.stories.sketching import keys, may_hold, sketch
from rag.domain import Draft, Moment
from rag.index.archive import Archive
from rag.index.clusters import Member
from rag.sharing import Text
from tests.ingest.stories.texts import FERRY, FERRY_OWN, RATES, RATES_OWN
from tests.rag.making import draft, store

HALF = FERRY[: len(FERRY) // 2]
REST = FERRY[len(FERRY) // 2 :]
WIRED = "ESTREL (IPW) — " + FERRY
CREDITED = "ESTREL (AP) — " + FERRY


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield opened
    opened.close()


def told(text: str, id: str, outlet: str, day: str = "2026-02-10", **known: object) -> Draft:  # noqa: A002
    return draft(text, id, outlet=outlet, published=Moment(day, "test"), **known)


def roles(archive: Archive) -> dict[str, tuple[str, str]]:
    """Each article's story and role."""
    return {
        one.article_id: (one.story, one.role) for story in archive.clusters.all() for one in story
    }


def test_a_new_article_joins_its_story(archive: Archive) -> None:
    store(archive, told(FERRY, "a", "A"), told(RATES, "r", "A"))
    assert follow_stories(archive) == 2
    assert roles(archive) == {}
    store(archive, told(HALF, "b", "B"))
    assert follow_stories(archive) == 1
    assert roles(archive) == {"a": ("a", "original"), "b": ("a", "copy")}
    store(archive, told(FERRY_OWN, "c", "C"), told("Look.\n" + FERRY, "d", "D", "2026-02-11"))
    follow_stories(archive)
    assert set(roles(archive)) == {"a", "b", "d"}
    member = archive.clusters.of(["b"])["b"]
    assert member == Member("b", "a", "copy", pytest.approx(1.0, abs=0.02))
    assert [one.article_id for one in archive.clusters.story("d")] == ["a", "b", "d"]
    assert follow_stories(archive) == 0


def test_one_that_joins_two_stories_makes_them_one(archive: Archive) -> None:
    store(archive, told(HALF, "x", "X"), told(REST, "y", "Y"), told(HALF + " End.", "x2", "X2"))
    follow_stories(archive)
    assert set(roles(archive)) == {"x", "x2"}
    store(archive, told(FERRY, "whole", "W"))
    follow_stories(archive)
    assert {story for story, _ in roles(archive).values()} == {"whole"}


def test_removing_what_joined_them_parts_them_again(archive: Archive) -> None:
    names = {"x": HALF, "x2": HALF + " End.", "y": REST, "whole": FERRY}
    store(archive, *(told(text, name, name) for name, text in names.items()))
    follow_stories(archive)
    assert set(roles(archive)) == set(names)
    archive.remove("whole")
    assert set(roles(archive)) == {"x", "x2", "y"}  # at once, as far as reading goes
    follow_stories(archive)
    assert set(roles(archive)) == {"x", "x2"}
    store(archive, told(FERRY, "whole", "whole", title="Back"))
    follow_stories(archive)
    assert set(roles(archive)) == set(names)


def test_a_new_version_leaves_a_story_or_joins_one(archive: Archive) -> None:
    store(archive, told(FERRY, "a", "A"), told(FERRY, "b", "B"), told(RATES, "r", "A"))
    follow_stories(archive)
    assert set(roles(archive)) == {"a", "b"}
    store(archive, told(RATES, "b", "B"))
    follow_stories(archive)
    assert set(roles(archive)) == {"b", "r"}
    store(archive, told(FERRY_OWN, "b", "B"))
    follow_stories(archive)
    assert roles(archive) == {}


@pytest.mark.parametrize(
    ("articles", "original"),
    [
        # the agency's own report, though it came out later
        ([("a", FERRY, "A", "2026-02-10"), ("w", WIRED, "IPW", "2026-02-11")], "w"),
        # the one that names the agency
        ([("a", FERRY, "A", "2026-02-10"), ("b", CREDITED, "B", "2026-02-10")], "b"),
        # the earliest
        ([("a", FERRY, "A", "2026-02-11"), ("b", HALF, "B", "2026-02-10")], "b"),
        ([("a", FERRY, "A", "2026-02-10T09:00Z"), ("b", HALF, "B", "2026-02-10T08:00Z")], "b"),
        # a day alone may be any time of it
        ([("a", HALF, "A", "2026-02-10"), ("b", FERRY, "B", "2026-02-10T23:00Z")], "b"),
        # the longest
        ([("a", HALF, "A", "2026-02-10"), ("b", FERRY, "B", "2026-02-10")], "b"),
    ],
)  # fmt: skip
def test_the_original_is_the_agencys_else_the_earliest_else_the_longest(
    archive: Archive, articles: list[tuple[str, str, str, str]], original: str
) -> None:
    for one in itertools.permutations(articles):
        store(archive, *(told(text, name, outlet, day) for name, text, outlet, day in one))
        rebuild_stories(archive)
        assert {story for story, _ in roles(archive).values()} == {original}


def test_an_undated_copy_is_no_original(archive: Archive) -> None:
    store(archive, told(HALF, "a", "A"), replace(told(FERRY, "b", "B"), published=None))
    follow_stories(archive)
    assert roles(archive)["a"] == ("a", "original")


def test_stories_come_back_from_the_archive_alike(archive: Archive) -> None:
    texts = [FERRY, HALF, REST, "So.\n" + FERRY, FERRY_OWN, RATES, RATES + FERRY_OWN, RATES_OWN]
    store(archive, *(told(text, f"n{n}", f"O{n}") for n, text in enumerate(texts)))
    follow_stories(archive)
    archive.remove("n0")
    follow_stories(archive)
    first = list(archive.clusters.all())
    assert rebuild_stories(archive) == 9
    assert list(archive.clusters.all()) == first


def test_nothing_is_lost_or_doubled_where_it_is_cut_off(archive: Archive, tmp_path: Path) -> None:
    """A process that dies leaves whole steps behind, and the next goes on after the last."""
    texts = [FERRY, HALF, "So.\n" + FERRY, RATES, RATES + "\nEnd."]
    store(archive, *(told(text, f"n{n}", f"O{n}") for n, text in enumerate(texts)))
    for _ in texts:
        with pytest.raises(KeyboardInterrupt):
            follow_stories(archive, _interrupted)
    assert follow_stories(archive) == 0
    assert set(roles(archive)) == {"n0", "n1", "n2", "n3", "n4"}
    with sqlite3.connect(tmp_path / "archive.db") as db:
        (orphans,) = db.execute(
            "select count(*) from story_buckets where number not in"
            " (select number from story_sketches)"
        ).fetchone()
        (kept,) = db.execute("select count(*) from story_sketches").fetchone()
    assert (orphans, kept) == (0, len(texts))
    db.close()


def _interrupted(_count: int) -> None:
    raise KeyboardInterrupt


def test_no_bucket_of_an_article_that_went_stays(archive: Archive, tmp_path: Path) -> None:
    store(archive, told(FERRY, "a", "A"), told(FERRY, "b", "B"))
    follow_stories(archive)
    store(archive, told(RATES, "a", "A"))
    archive.remove("b")
    follow_stories(archive)
    archive.remove("a")
    follow_stories(archive)
    with sqlite3.connect(tmp_path / "archive.db") as db:
        for table in ("buckets", "sketches", "links", "members"):
            assert db.execute(f"select count(*) from story_{table}").fetchone() == (0,)
    db.close()


def test_two_at_once_find_what_one_finds(archive: Archive, tmp_path: Path) -> None:
    texts = [FERRY, HALF, "So.\n" + FERRY, RATES, RATES + "\nEnd.", FERRY_OWN]
    store(archive, *(told(text, f"n{n}", f"O{n}") for n, text in enumerate(texts)))
    other = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    threads = [threading.Thread(target=follow_stories, args=(a,)) for a in (archive, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert set(roles(archive)) == {"n0", "n1", "n2", "n3", "n4"}
    assert follow_stories(archive) == 0


def test_most_copies_share_a_bucket_and_hardly_any_other_texts_do() -> None:
    drawn = random.Random(1)
    vocabulary = [f"word{n}" for n in range(5000)]
    texts = [" ".join(drawn.choices(vocabulary, k=600)) for _ in range(60)]
    made = [Text.of(text) for text in texts]
    buckets = [set(keys(sketch(text.runs))) for text in made]
    assert not any(one & other for one, other in itertools.combinations(buckets, 2))
    for kept in (1.0, 0.8, 0.6, 0.4):
        cut = [Text.of(text[: int(kept * len(text))]) for text in texts]
        sketches = [sketch(text.runs) for text in cut]
        found = sum(bool(set(keys(s)) & b) for s, b in zip(sketches, buckets, strict=True))
        assert found >= 59, kept
        for short, s, whole in zip(cut, sketches, made, strict=True):
            assert may_hold(s, len(short.runs), sketch(whole.runs), len(whole.runs), 0.5)
