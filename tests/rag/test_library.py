"""One library, several processes: who may write, who is told what, and what readers still get."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from rag.answering import Dateline
from rag.errors import IndexBroken, LibraryHeld
from rag.index.library import Library
from rag.index.lock import LibraryLock
from rag.models.embedding import Embedder
from tests.cli import process, said
from tests.rag.making import draft, put, the_gate

HOLD = """
import sys
from pathlib import Path
from rag.index.lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
ok = lock.take_write("a long ingest") if sys.argv[2] == "write" else lock.take_read()
sys.stdout.write(f"{ok}\\n")
sys.stdout.flush()
sys.stdin.readline()
lock.release()
sys.stdout.write("released\\n")
sys.stdout.flush()
sys.stdin.readline()
"""


def test_while_one_writes_another_is_told_who(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path, embedder)
    with process(HOLD, tmp_path, "write") as other:
        assert said(other) == "True"
        with pytest.raises(LibraryHeld, match=rf"`a long ingest` \(process {other.pid}, since"):
            library.open_to_write("a test")
    library.close()


def test_when_the_writer_is_done_the_next_may_write(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path, embedder)
    with process(HOLD, tmp_path, "write") as other:
        assert said(other) == "True"
        other.stdin.write("\n")
        other.stdin.flush()
        assert said(other) == "released"
        library.open_to_write("a test")
    library.close()


def test_a_writer_that_was_killed_holds_nothing(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path, embedder)
    with process(HOLD, tmp_path, "write") as other:
        assert said(other) == "True"
        other.kill()
        other.wait()
        library.open_to_write("a test", patience=2.0)
    library.close()


def test_many_may_read_and_then_none_may_write(tmp_path: Path, embedder: Embedder) -> None:
    with process(HOLD, tmp_path, "read") as one, process(HOLD, tmp_path, "read") as two:
        assert (said(one), said(two)) == ("True", "True")
        library = Library(tmp_path, embedder)
        with pytest.raises(LibraryHeld):
            library.open_to_write("a test")
        library.open_to_read()
        assert library.vectors is not None
        assert library.notice is None
        library.close()


def test_a_reader_gets_keywords_and_a_notice_while_another_writes(
    sample_copy: Path, embedder: Embedder
) -> None:
    with process(HOLD, sample_copy, "write") as other:
        assert said(other) == "True"
        library = Library(sample_copy, embedder)
        library.open_to_read()
        assert library.vectors is None
        answer = Dateline(library, None, lambda: date(2026, 11, 20), the_gate()).ask(
            "Who won the cup?"
        )
        library.close()
    assert "sample-harbour-cup-1" in {citation.article_id for citation in answer.citations}
    assert answer.notice is not None
    assert "`a long ingest`" in answer.notice
    assert "keywords alone" in answer.notice
    assert "DATELINE_CHROMA_URL" in answer.notice


def test_a_reader_lets_the_indexes_catch_up_first(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path, embedder)
    library.archive.store(draft("Panels fell."), "a", "digest", [(0, 12)])
    assert library.behind() == 1
    library.open_to_read()
    assert library.behind() == 0
    assert library.vectors is not None
    assert library.vectors.count() == library.keywords.count() == 1
    library.close()


def test_a_reader_takes_over_when_the_writer_is_gone(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path, embedder)
    with process(HOLD, tmp_path, "write") as other:
        assert said(other) == "True"
        library.open_to_read()
        assert not library.take_over("a test")
        assert library.notice is not None
    assert library.take_over("a test")
    assert library.notice is None
    put(library, draft("Panels fell."))
    assert library.vectors is not None
    assert library.vectors.count() == 1
    library.close()


def test_a_reader_of_both_takes_over_and_keeps_searching(
    sample_copy: Path, embedder: Embedder
) -> None:
    library = Library(sample_copy, embedder)
    library.open_to_read()
    assert library.take_over("a test")
    assert library.vectors is not None
    put(library, draft("The Quizzle festival opened.", id="new"))
    answer = Dateline(library, None, lambda: date(2026, 11, 20), the_gate()).search(
        "Quizzle festival"
    )
    assert answer.hits[0].passage.article_id == "new"
    library.close()


def test_a_library_that_is_not_open_says_so(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path, embedder)
    with pytest.raises(IndexBroken, match="open_to_read"):
        _ = library.keywords
    library.close()


def test_the_note_of_the_writer_is_there_while_it_writes(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path)
    assert lock.holder() == "another process"
    assert lock.take_write("a test")
    assert lock.holder().startswith(f"`a test` (process {os.getpid()}, since 20")
    lock.release()
    assert not (tmp_path / "writer.json").exists()


def test_an_unreadable_note_is_no_error(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path)
    (tmp_path / "writer.json").write_text("{", encoding="utf-8")
    assert lock.holder() == "another process"
    lock.release()


@pytest.mark.parametrize("index", ["vectors", "keywords"])
def test_a_broken_index_says_how_to_mend_it_and_repair_does(
    sample_copy: Path, embedder: Embedder, index: str
) -> None:
    from ingest.repair import repair

    name = {"vectors": "chroma.sqlite3", "keywords": "meta.json"}[index]
    (sample_copy / index / name).write_bytes(b"garbage" * 1000)
    library = Library(sample_copy, embedder)
    assert "`dateline doctor --repair`" in (library.damaged() or "")
    library.close()
    library = Library(sample_copy, embedder)
    repair(library)
    library.close()
    library = Library(sample_copy, embedder)
    assert library.damaged() is None
    library.close()
