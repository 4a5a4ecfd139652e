from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.stages.work import Cut, Measure, Unread
from ingest.stages.workers import Worker
from rag.errors import SourceRejected
from rag.index.library import Library
from tests.ingest import hostile_reads as reads
from tests.rag.making import draft

DEATHS = [
    (reads.killed, "was killed, perhaps because memory ran out"),
    (reads.segfaults, "crashed (SIGSEGV)"),
    (reads.exits, "crashed (exit status 3)"),
    (reads.swells, "takes more memory than it may"),
    (reads.stumbles, "its reader failed: IndexError: list index out of range"),
    (reads.rejects, "it is broken"),
]


def reasons(done: list[Cut | SourceRejected]) -> list[str]:
    return [found.reason for found in done if isinstance(found, SourceRejected)]


@pytest.mark.parametrize(("read", "reason"), DEATHS)
def test_a_reader_that_dies_costs_its_source_and_no_other(
    library: Library, read: Callable[[bytes], list], reason: str
) -> None:
    items = [draft(id="a"), reads.unread(1), Unread("bad", b"", read), reads.unread(2)]
    report = ingest(items, library)
    assert report.outcomes == {"added": 3}
    (rejected,) = report.rejected
    assert rejected.source == "bad"
    assert reason in rejected.reason


def test_a_reader_that_hangs_is_ended() -> None:
    worker = Worker(None, slowest=1.0)
    assert reasons(worker.read(Unread("bad", b"", reads.hangs))) == [
        "reading it took longer than 1 seconds"
    ]
    assert len(worker.read(reads.unread(1))) == 1
    worker.close()


def test_what_a_library_prints_is_no_answer() -> None:
    worker = Worker(None)
    (found,) = worker.read(Unread("loud", b"", reads.chatters))
    assert isinstance(found, Cut)
    worker.close()


def test_a_worker_needs_no_model_no_index_and_no_torch() -> None:
    worker = Worker(None)
    (said,) = reasons(worker.read(Unread("modules", b"", reads.tells_modules)))
    heavy = {"torch", "onnxruntime", "chromadb", "sqlalchemy", "tantivy", "langchain_core", "httpx"}
    assert heavy & set(said.split()) == set()
    worker.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_a_worker_holds_nothing_of_the_library(library: Library) -> None:
    report = ingest([Unread("files", b"", reads.tells_files)], library)
    assert str(library.folder) not in report.rejected[0].reason
    assert ".db" not in report.rejected[0].reason


def test_a_worker_cuts_as_this_process_does(library: Library, embedder: object) -> None:
    unit = reads.unread(5)
    worker = Worker(Measure(embedder.window, embedder.counter))  # type: ignore[attr-defined]
    (there,) = worker.read(unit)
    worker.close()
    ingest([unit], library)
    assert isinstance(there, Cut)
    kept = [(p.start, p.end) for p in library.archive.passages_of(["n5"])]
    assert there.spans == kept
    assert len(kept) > 1


def test_a_worker_ends_with_the_process_that_started_it() -> None:
    code = (
        "import os, signal\n"
        "from ingest.stages.workers import Worker\n"
        "from tests.ingest.hostile_reads import unread\n"
        "worker = Worker(None)\n"
        "worker.read(unread(1))\n"
        "print(worker._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert gone(int(done.stdout))


def gone(pid: int) -> bool:
    """Whether a process ends within some seconds."""
    code = (
        "import os, sys, time\n"
        "for _ in range(100):\n"
        "    try: os.kill(int(sys.argv[1]), 0)\n"
        "    except ProcessLookupError: sys.exit(0)\n"
        "    if open(f'/proc/{sys.argv[1]}/stat').read().split()[2] == 'Z': sys.exit(0)\n"
        "    time.sleep(0.1)\n"
        "sys.exit(1)\n"
    )
    return subprocess.run([sys.executable, "-c", code, str(pid)]).returncode == 0


def test_a_file_that_is_gone_or_too_large_is_a_rejection(tmp_path: Path) -> None:
    worker = Worker(None)
    missing = Unread("gone", tmp_path / "gone.html", reads.rejects)
    assert reasons(worker.read(missing)) == ["it cannot be read: No such file or directory"]
    large = tmp_path / "large.html"
    with large.open("wb") as file:
        file.truncate(101 * 2**20)
    assert reasons(worker.read(Unread("large", large, reads.rejects))) == [
        "the file is larger than 100 MB; split it"
    ]
    worker.close()
