"""Lists of what an archive holds: narrowed, sorted, a page at a time."""

from __future__ import annotations

from datetime import date

import pytest

from rag.domain import Moment, Scope
from rag.index.archive import Archive
from rag.index.clusters import Member
from rag.index.library import Library
from rag.index.listed import Wanted
from rag.provenance import Address, Quarantined, Signs
from tests.rag.making import draft, put, store


def _fetched(day: str) -> Moment:
    return Moment(f"{day}T08:00:00+00:00", "fetch")


@pytest.fixture
def archive(tmp_path):
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    store(
        opened,
        draft("Ferries are back.", "ferry", title="Ferries return", outlet="The Port Post",
              published="2026-03-01", fetched=_fetched("2026-03-05")),
        draft("The vote was close.", "vote", title="assembly votes 100% yes", outlet="Courier",
              published="2026-03-09T23:30:00+00:00", fetched=_fetched("2026-03-10")),
        draft("A letter found in a drawer.", "letter"),
        draft("Rovers won the cup.", "cup", title="Élan wins cup", outlet="Courier",
              published="2026-05-30"),
    )  # fmt: skip
    yield opened
    opened.close()


def _ids(archive: Archive, limit: int = 10, offset: int = 0, **wanted: object) -> list[str]:
    found, _ = archive.listing.articles(Wanted(**wanted), limit, offset)  # type: ignore[arg-type]
    return [one.id for one in found]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["cup", "vote", "ferry", "letter"]),
        ({"down": False}, ["ferry", "vote", "cup", "letter"]),
        ({"order": "outlet", "down": False}, ["cup", "vote", "ferry", "letter"]),
        ({"order": "outlet"}, ["ferry", "cup", "vote", "letter"]),
        ({"order": "headline", "down": False}, ["vote", "ferry", "cup", "letter"]),
        ({"order": "fetched"}, ["vote", "ferry", "cup", "letter"]),
        ({"words": "FERR"}, ["ferry"]),
        ({"words": "courier votes"}, ["vote"]),
        ({"words": "100%"}, ["vote"]),
        ({"words": "1%0"}, []),
        ({"words": "cup", "found": ("letter", "cup")}, ["cup", "letter"]),
        ({"words": "cup", "found": ("letter", "ferry"), "order": "match"},
         ["letter", "ferry", "cup"]),
        ({"outlet": "Courier"}, ["cup", "vote"]),
        ({"first": date(2026, 3, 2)}, ["cup", "vote"]),
        ({"last": date(2026, 3, 9)}, ["vote", "ferry"]),
        ({"last": date.max}, ["cup", "vote", "ferry"]),
        ({"first": date(2026, 3, 9), "last": date(2026, 3, 9)}, ["vote"]),
        ({"undated": True}, ["letter"]),
        ({"gone": True}, []),
    ],
)  # fmt: skip
def test_a_list_is_narrowed_and_sorted(archive, wanted, ids):
    assert _ids(archive, **wanted) == ids


def test_pages_of_a_list_join_to_the_whole_and_all_are_counted(archive):
    pages = [archive.listing.articles(Wanted(), 3, offset) for offset in (0, 3)]
    assert [one.id for page, _ in pages for one in page] == ["cup", "vote", "ferry", "letter"]
    assert {total for _, total in pages} == {4}


def test_pages_of_the_best_matches_join_to_the_whole(archive):
    wanted = Wanted(words="cup", found=("letter", "ferry"), order="match")
    pages = [archive.listing.articles(wanted, 2, offset) for offset in (0, 2)]
    assert [one.id for page, _ in pages for one in page] == ["letter", "ferry", "cup"]


def test_an_article_without_a_headline_is_listed_by_its_first_words(archive):
    found, _ = archive.listing.articles(Wanted(undated=True), 1)
    assert (found[0].headline, found[0].published) == ("A letter found in a drawer.", None)


def test_a_removed_article_is_not_listed(archive):
    archive.remove("cup")
    assert _ids(archive) == ["vote", "ferry", "letter"]


def test_an_article_says_how_many_versions_it_has_and_that_it_is_gone(tmp_path):
    archive = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    signs = Signs("c", Address("https://example.org/a", "place", "key"))
    archive.store(draft("Old."), "a", "1", [(0, 4)], signs)
    archive.store(draft("New."), "a", "2", [(0, 4)], signs)
    archive.places.mark_gone(["place"], 410, "2026-04-01")
    store(archive, draft("Other.", "b"))
    found, total = archive.listing.articles(Wanted(gone=True), 5)
    assert (total, found[0].id, found[0].version) == (1, "a", 2)
    assert found[0].gone is not None
    assert found[0].gone.status == 410
    archive.close()


@pytest.fixture
def told(archive):
    """The same, where the cup's report is the original of two others."""
    store(
        archive,
        draft("Rovers won the cup!", "late", title="Copy", published="2026-06-02"),
        draft("Rovers won the cup.", "early", title="Copy", published="2026-05-31"),
        draft("Ferries are back!", "ferry2", published="2026-03-02"),
    )
    members = [Member("cup", "cup", "original", 1.0), Member("late", "cup", "copy", 0.9),
               Member("early", "cup", "copy", 0.8), Member("ferry", "ferry", "original", 1.0),
               Member("ferry2", "ferry", "copy", 0.7)]  # fmt: skip
    with archive.clusters.change() as change:
        change.group([], members)
    return archive


def _stories(archive: Archive, wanted: Wanted | None = None, **given: object):
    found, total = archive.listing.stories(wanted or Wanted(), **({"limit": 5} | given))
    return [[one.id for one, _ in story] for story in found], total


def test_stories_begin_with_the_original_and_the_newest_comes_first(told):
    assert _stories(told) == ([["cup", "early", "late"], ["ferry", "ferry2"]], 2)
    assert _stories(told, limit=1, offset=1) == ([["ferry", "ferry2"]], 2)


def test_a_story_fits_where_any_of_its_articles_does(told):
    assert _stories(told, Wanted(words="copy")) == ([["cup", "early", "late"]], 1)
    assert _stories(told, story="ferry") == ([["ferry", "ferry2"]], 1)


def test_a_story_of_which_one_article_is_left_is_none(told):
    told.remove("ferry2")
    assert _stories(told) == ([["cup", "early", "late"]], 1)
    assert _one(told, "ferry").copies == 0


def test_an_article_says_of_how_many_copies_it_is_one(told):
    assert (_one(told, "late").story, _one(told, "late").copies) == ("cup", 3)


def _one(archive: Archive, article_id: str):
    return next(a for a in archive.listing.articles(Wanted(), 99)[0] if a.id == article_id)


def test_days_count_the_articles_of_each_outlet(archive):
    assert archive.listing.days(Wanted()) == [
        ("2026-03-01", "The Port Post", 1),
        ("2026-03-09", "Courier", 1),
        ("2026-05-30", "Courier", 1),
    ]
    assert archive.listing.days(Wanted(outlet="The Port Post")) == [
        ("2026-03-01", "The Port Post", 1)
    ]


def test_what_is_held_back_is_leafed_through_and_searched(archive):
    for n in range(3):
        page = Quarantined(f"https://example.org/{n}", None, f"reason {n}", f"2026-01-0{n + 1}")
        archive.quarantine.put(page, str(n), None)
    pages, total = archive.listing.quarantined("", 2)
    assert ([page.reason for page in pages], total) == (["reason 2", "reason 1"], 3)
    pages, total = archive.listing.quarantined("org/1 reason", 2)
    assert ([page.reason for page in pages], total) == (["reason 1"], 1)


@pytest.mark.parametrize(
    ("words", "scope", "ids"),
    [
        ("bolts corroded", Scope(), ["a"]),
        ("ferries bolts", Scope(), []),
        ("ferries return", Scope(), ["b"]),  # one word of the text, one of the headline
        ("ferries", Scope(outlets=("Nobody",)), []),
        ("the", Scope(), []),
    ],
)
def test_the_keyword_index_finds_articles_that_hold_every_word(words, scope, ids, library: Library):
    put(library, draft(), draft("Ferries are back in the harbour.", "b", title="A return"))
    assert library.keywords.holding(words, 9, scope) == (ids, True)


def test_the_keyword_index_says_where_there_may_be_more(library: Library):
    put(library, draft("Ferries left.", "a"), draft("Ferries came.", "b"))
    found, whole = library.keywords.holding("ferries", 1, Scope())
    assert (len(found), whole) == (1, False)
