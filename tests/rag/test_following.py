from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rag.domain import Scope
from rag.index.following import catch_up
from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.rag.making import draft, put, store

TUNNEL = draft("Seven ceiling panels fell in the harbour tunnel.", id="tunnel")
CUP = draft("Sollan Rovers won the cup after extra time.", id="cup")


def ids(library: Library, word: str) -> set[str]:
    return {found.split(".")[0] for found, _ in library.keywords.best(word, 10, Scope())}


def by_meaning(library: Library) -> set[str]:
    assert library.vectors is not None
    vector = library.embedder.embed(["anything"])[0]
    return {found for found, _ in library.vectors.nearest(vector, 100)}


def test_both_indexes_hold_what_was_stored(library: Library) -> None:
    put(library, TUNNEL, CUP)
    assert by_meaning(library) == {"tunnel.1.0", "cup.1.0"}
    assert ids(library, "panels") == {"tunnel"}
    assert library.behind() == 0


def test_an_updated_article_replaces_its_passages(library: Library) -> None:
    put(library, TUNNEL, CUP)
    put(library, draft("The bridge at Hallin was shut.", id="tunnel"))
    assert by_meaning(library) == {"tunnel.2.0", "cup.1.0"}
    assert ids(library, "panels") == set()
    assert ids(library, "bridge") == {"tunnel"}


def test_a_removed_article_disappears_from_both(library: Library) -> None:
    put(library, TUNNEL, CUP)
    library.archive.remove("tunnel")
    library.follow()
    assert by_meaning(library) == {"cup.1.0"}
    assert ids(library, "panels") == set()


def test_an_outlet_that_changed_is_filtered_by_its_new_name(library: Library) -> None:
    put(library, draft(id="a", outlet="Echo"))
    put(library, draft(id="a", outlet="Ledger"))
    assert library.keywords.best("tunnel", 5, Scope(outlets=("Echo",))) == []
    assert len(library.keywords.best("tunnel", 5, Scope(outlets=("Ledger",)))) == 1


@pytest.mark.parametrize("index", ["vectors", "keywords"])
def test_applying_twice_changes_nothing(library: Library, index: str) -> None:
    put(library, TUNNEL, CUP)
    follower = getattr(library, index)
    before = follower.count()
    follower.apply(["tunnel", "cup"], library.archive.passages_of(["tunnel", "cup"]), 2)
    assert follower.count() == before
    assert follower.applied == 2


@pytest.mark.parametrize("lost", [["vectors"], ["keywords"], ["vectors", "keywords"]])
def test_a_deleted_index_comes_back_from_the_archive(
    tmp_path: Path, embedder: Embedder, lost: list[str]
) -> None:
    first = Library(tmp_path / "library", embedder)
    first.open_to_write("a test")
    put(first, TUNNEL, CUP)
    first.close()
    for name in lost:
        shutil.rmtree(tmp_path / "library" / name)
    second = Library(tmp_path / "library", embedder)
    second.open_to_write("a test")
    second.follow()
    assert by_meaning(second) == {"tunnel.1.0", "cup.1.0"}
    assert ids(second, "panels") == {"tunnel"}
    second.close()
    third = Library(tmp_path / "library", embedder)
    assert third.damaged() is None
    third.close()


def test_a_follower_stops_and_goes_on_between_batches(library: Library) -> None:
    store(library.archive, *(draft(f"Story {n}.", id=str(n)) for n in range(10)))
    told: list[tuple[str, int, int]] = []
    seen = catch_up(library.archive, library.keywords, lambda *step: told.append(step), batch=4)
    assert seen == 10
    assert [done for _, done, _ in told] == [4, 8, 10]
    assert library.archive.log.reported()["keywords"] == 10
    assert catch_up(library.archive, library.keywords) == 0


def test_damage_is_told_and_repair_by_dropping_heals_it(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path / "library", embedder)
    library.open_to_write("a test")
    put(library, TUNNEL, CUP)
    assert library.vectors is not None
    library.vectors._collection.delete(ids=["cup.1.0"])  # behind our back
    library.close()
    library = Library(tmp_path / "library", embedder)
    assert library.damaged() == "vectors hold 1 of 2 passages"
    library.drop_indexes()
    library.open_to_write("a test")
    library.follow()
    library.close()
    library = Library(tmp_path / "library", embedder)
    assert library.damaged() is None
    library.close()
