"""The keeper: one writer, indexes that follow, and a thread that outlives its errors."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.domain import Draft
from rag.errors import StampMismatch
from rag.index.archive import Archive
from rag.index.library import Library
from rag.models.embedding import Embedder
from ui.keeper import Keeper

HOLD = """
import sys
from pathlib import Path
from rag.index.lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
assert lock.take_write("dateline ingest")
print("held", flush=True)
sys.stdin.read()
lock.release()
"""


def _until(holds: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


def _store(folder: Path, text: str) -> None:
    archive = Archive(f"sqlite:///{folder / 'archive.db'}")
    archive.store(Draft("test", text, "Zebra"), "zebra", "d", [(0, len(text))])
    archive.close()


@pytest.fixture
def shelf(tmp_path: Path, embedder: Embedder) -> Library:
    return Library(tmp_path / "library", embedder)


def test_an_article_stored_by_another_process_is_found_soon(shelf: Library):
    keeper = Keeper(shelf, every=0.05)
    keeper.start()
    try:
        assert keeper.writes
        _store(shelf.folder, "A zebra escaped from the zoo.")
        assert _until(lambda: shelf.keywords.count() == 1)
        assert _until(lambda: shelf.behind() == 0)
    finally:
        keeper.stop()


def test_while_another_process_writes_it_reads_and_later_takes_over(shelf: Library):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(shelf.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        keeper = Keeper(shelf, every=0.05)
        keeper.start()
        assert not keeper.writes
        assert "dateline ingest" in (shelf.notice or "")
        other.communicate("")
    assert _until(lambda: keeper.writes)
    assert shelf.notice is None
    assert shelf.vectors is not None
    keeper.stop()


class Stumbling(Library):
    """Fails the first time that it should follow."""

    stumbles = 1

    def follow(self, progress=None):
        if self.stumbles:
            self.stumbles -= 1
            raise OSError("the disk is full")
        return super().follow(progress)


def test_an_error_is_logged_and_the_work_goes_on(tmp_path, embedder, caplog):
    library = Stumbling(tmp_path / "library", embedder)
    keeper = Keeper(library, every=0.05)
    keeper.start()
    _store(library.folder, "A zebra escaped from the zoo.")
    assert _until(lambda: library.keywords.count() == 1)
    keeper.stop()
    assert "the disk is full" in caplog.text


class Unopened(Library):
    def open_to_write(self, what, patience=0.0):
        raise StampMismatch("made with another embedder")


def test_a_library_that_cannot_be_opened_is_said_at_the_start(tmp_path, embedder):
    library = Unopened(tmp_path / "library", embedder)
    with pytest.raises(StampMismatch, match="another embedder"):
        Keeper(library).start()
    library.close()


def test_after_it_stops_others_can_write(shelf: Library, embedder: Embedder):
    keeper = Keeper(shelf, every=0.05)
    keeper.start()
    keeper.stop()
    other = Library(shelf.folder, embedder)
    other.open_to_write("another")
    other.close()
