"""Ingestion that is killed at any moment loses nothing and leaves nothing half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from ingest.identity import digest
from ingest.pipeline import AT_ONCE, FINISHING, ingest
from ingest.readers.jsonl import lines_of, read_article, read_jsonl
from ingest.report import Report
from rag.domain import Scope
from rag.index.archive import Archive
from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.cli import command, rows, write_articles
from tests.rag.making import embedded

ARTICLES = 60
MANY = 300  # more than are in hand at a time


def check_archive(folder: Path, sent: dict[str, dict]) -> int:
    """What the archive holds is whole, whenever the process was killed.

    Returns:
        How many articles there are.
    """
    archive = Archive(f"sqlite:///{folder / 'archive.db'}")
    count = 0
    for article in archive.articles():
        draft = read_article(sent[article.id], source="test")
        assert (article.title, article.text) == (draft.title, draft.text)
        assert article.digest == digest(draft)
        passages = archive.passages_of([article.id])
        assert passages
        assert passages[0].start == 0
        assert passages[-1].end == len(article.text)
        count += 1
    assert archive.log.newest() == count  # one change for each article, none lost
    archive.close()
    return count


def kill_while(folder: Path, file: Path, wait: float) -> int:
    """Start to ingest, and end it some time after its first article was stored."""
    before = stored(folder)
    running = subprocess.Popen(
        command("ingest", "--library", folder, "--quiet", file),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with running:
        until = time.monotonic() + 60
        while stored(folder) == before and running.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(wait)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate(timeout=60)
    return running.returncode


def stored(folder: Path) -> int:
    if not (folder / "archive.db").is_file():
        return 0
    archive = Archive(f"sqlite:///{folder / 'archive.db'}")
    count: int = archive.counts()["articles"]
    archive.close()
    return count


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_ingestion_that_is_killed_loses_nothing_and_a_rerun_does_the_rest(
    tmp_path: Path, embedder: Embedder, seed: int
) -> None:
    file = write_articles(tmp_path / "articles.jsonl", ARTICLES)
    sent = {row["id"]: row for row in rows(file.read_text(encoding="utf-8"))}
    folder = tmp_path / "library"
    kill_while(folder, file, random.Random(seed).uniform(0.0, 0.6))
    had = check_archive(folder, sent)
    assert had > 0

    report = rerun(folder, file, embedder)
    assert (report.outcomes["added"], report.outcomes["unchanged"]) == (ARTICLES - had, had)
    assert (report.articles, report.waiting) == (ARTICLES, 0)
    assert check_archive(folder, sent) == ARTICLES

    library = Library(folder, embedder)
    assert library.damaged() is None
    library.close()
    library = Library(folder, embedder)
    library.open_to_read()
    ids = {p.id for p in library.archive.passages_of(list(sent))}
    assert embedded(library) == ids
    assert {found for found, _ in library.keywords.best("council", 1000, Scope())} == ids
    library.close()


def rerun(folder: Path, file: Path, embedder: Embedder) -> Report:
    """The same ingestion again, in this process."""
    library = Library(folder, embedder)
    library.open_to_write("a test", patience=5.0)
    with file.open("rb") as lines:
        report = ingest(read_jsonl(lines_of(lines), source="test"), library)
    library.close()
    return report


def interrupted(folder: Path, file: Path, again: float | None) -> tuple[int, str]:
    """How an ingestion ends that is interrupted once or, seconds later, twice; and what it says."""
    running = subprocess.Popen(
        command("ingest", "--library", folder, "--quiet", file),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with running:
        until = time.monotonic() + 60
        while not stored(folder) and running.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        os.kill(running.pid, signal.SIGINT)
        if again is not None:
            assert running.stderr is not None
            said = running.stderr.readline()
            time.sleep(again)
            os.kill(running.pid, signal.SIGINT)
        else:
            said = ""
        _, rest = running.communicate(timeout=60)
    return running.returncode, said + rest


@pytest.mark.parametrize("again", [None, 0.0])
def test_ctrl_c_stops_with_130_says_so_and_a_rerun_does_the_rest(
    tmp_path: Path, embedder: Embedder, again: float | None
) -> None:
    file = write_articles(tmp_path / "articles.jsonl", MANY)
    sent = {row["id"]: row for row in rows(file.read_text(encoding="utf-8"))}
    folder = tmp_path / "library"
    code, said = interrupted(folder, file, again)
    assert code == 130
    lines = [line for line in said.splitlines() if line]
    assert lines == [FINISHING, *([] if again is None else [AT_ONCE]), "stopped"]
    had = check_archive(folder, sent)
    assert 0 < had < MANY
    report = rerun(folder, file, embedder)
    assert (report.outcomes["added"], report.outcomes["unchanged"]) == (MANY - had, had)
    assert report.waiting == 0
