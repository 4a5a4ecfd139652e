from __future__ import annotations

from pathlib import Path

import pytest

from ingest import cutting
from ingest.pipeline import EXTRACTOR
from ingest.repair import repair
from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.rag.making import draft, put


@pytest.fixture
def folder(tmp_path: Path, embedder: Embedder) -> Path:
    library = Library(tmp_path / "library", embedder)
    library.open_to_write("a test")
    put(library, draft(id="a"), draft("Another story.", id="b"))
    library.archive.log.set_stamp({"cutter": cutting.VERSION, "extractor": EXTRACTOR})
    library.close()
    return tmp_path / "library"


def mended(folder: Path, embedder: Embedder) -> list[str]:
    library = Library(folder, embedder, check=False)
    done = repair(library)
    library.close()
    library = Library(folder, embedder)
    assert library.damaged() is None
    library.close()
    return done


def test_a_sound_library_needs_nothing(folder: Path, embedder: Embedder) -> None:
    assert mended(folder, embedder) == []


def test_repairing_twice_finds_nothing_the_second_time(folder: Path, embedder: Embedder) -> None:
    (folder / "keywords" / "applied.json").write_text("garbage", encoding="utf-8")
    assert any(
        "dropped both indexes because of damage" in line for line in mended(folder, embedder)
    )
    assert mended(folder, embedder) == []


def test_changes_that_wait_are_applied(folder: Path, embedder: Embedder) -> None:
    library = Library(folder, embedder)
    library.archive.store(draft("A third story.", id="c"), "c", "digest", [(0, 14)])
    library.close()
    assert mended(folder, embedder) == ["let the indexes catch up with 1 articles"]


def test_articles_of_another_cutter_are_cut_again_and_not_touched(
    folder: Path, embedder: Embedder
) -> None:
    library = Library(folder, embedder)
    library.archive.recut("a", 1, [(0, 5)])
    library.archive.log.set_stamp({"cutter": "older-1"})
    before = [(a.id, a.version, a.digest) for a in library.archive.articles()]
    library.close()
    assert "cut 2 articles again" in mended(folder, embedder)
    library = Library(folder, embedder)
    assert [(a.id, a.version, a.digest) for a in library.archive.articles()] == before
    (whole,) = library.archive.passages_of(["a"])
    assert whole.text == library.archive.article("a").text
    assert library.archive.log.stamp()["cutter"] == cutting.VERSION
    library.close()
