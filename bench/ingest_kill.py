"""Kills `dateline ingest` again and again at random moments, and looks for what that broke.

    python bench/ingest_kill.py --kills 100 --articles 300

Each library is killed five times, in the first run and in those that make good for it, and then let
finish. After every kill the archive is checked, after the last run the indexes too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import generated

from ingest.readers.jsonl import read_article
from rag.domain import Scope
from rag.index.archive import Archive
from rag.index.library import Library
from rag.settings import read_settings
from rag.wiring import open_embedder

KILLS_EACH = 5
LATER = 0.8  # of the kills come after the run has stored something
LONGEST = 3.0  # seconds until a kill, from the start or from what was stored first
MARK = "DATELINE_BENCH"  # tells the processes of a run
WORD = "council"  # stands in every passage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument(
        "--pages", action="store_true", help="a folder of web pages, not JSON Lines"
    )
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    killed, libraries, moments = 0, 0, Counter()
    embedder = open_embedder(read_settings())
    with TemporaryDirectory() as base:
        work = Path(base)
        source = (
            generated.pages(work / "pages", asked.articles)
            if asked.pages
            else generated.lines(work / "articles.jsonl", asked.articles)
        )
        while killed < asked.kills:
            libraries += 1
            folder = work / f"library-{libraries}"
            for _ in range(KILLS_EACH):
                stored = kill_once(folder, source, chance)
                if stored is None:
                    break
                killed += 1
                moments[stored * 10 // asked.articles] += 1
            complete(folder, source, asked.articles)
            check_indexes(folder, embedder, asked.articles)
            print(f"{killed} kills, {libraries} libraries: nothing lost, doubled or half-stored")
    shares = ", ".join(f"{share * 10} %: {moments[share]}" for share in sorted(moments))
    print(f"articles stored when it was killed: {shares}")


def started(folder: Path, source: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ui.cli", "ingest", "--json", "--quiet"]
    return subprocess.Popen(
        [*command, "--library", str(folder), str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {MARK: str(folder)},
    )


def kill_once(folder: Path, source: Path, chance: random.Random) -> int | None:
    """How many articles were stored when it was killed; None if it was done before."""
    with started(folder, source) as running:
        if chance.random() < LATER:
            before = stored_in(folder)
            while stored_in(folder) <= before and running.poll() is None:
                time.sleep(0.01)
        time.sleep(chance.uniform(0.0, LONGEST))
        done = running.poll() is not None
        running.kill()
    assert not left_of(folder), "workers outlived their process"
    return None if done else check_archive(folder)


def stored_in(folder: Path) -> int:
    """How many articles there are by now."""
    if not (folder / "archive.db").exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{folder / 'archive.db'}?mode=ro", uri=True)) as found:
            return int(found.execute("select count(*) from articles").fetchone()[0])
    except sqlite3.OperationalError:  # no table yet
        return 0


def left_of(folder: Path) -> list[str]:
    """Processes of a run that live on after some seconds."""
    for _ in range(100):
        marked = [path for path in Path("/proc").glob("[0-9]*/environ") if is_of(path, folder)]
        if not marked:
            break
        time.sleep(0.1)
    return [path.parent.name for path in marked]


def is_of(environ: Path, folder: Path) -> bool:
    try:
        return f"{MARK}={folder}".encode() in environ.read_bytes().split(b"\0")
    except OSError:  # it has ended
        return False


def check_archive(folder: Path) -> int:
    """Whether every article is whole and there once."""
    archive = Archive(f"sqlite:///{folder / 'archive.db'}")
    count = 0
    for stored in archive.articles():
        n = int(stored.title.rsplit(" ", 1)[1])
        sent = read_article(generated.article(n), source="bench")
        assert (stored.title, stored.text) == (sent.title, sent.text), stored.id
        passages = archive.passages_of([stored.id])
        assert passages[0].start == 0, stored.id
        assert passages[-1].end == len(stored.text), stored.id
        assert len(archive.history(stored.id)) == 1, stored.id
        count += 1
    assert archive.log.newest() == count, "a change without its article, or an article without it"
    archive.close()
    return count


def complete(folder: Path, source: Path, articles: int) -> None:
    """Let a run come to its end."""
    with started(folder, source) as running:
        out, err = running.communicate()
    assert running.returncode == 0, err.decode()
    report = json.loads(out)
    assert (report["articles"], report["waiting"]) == (articles, 0), report
    assert report["added"] + report["unchanged"] == articles, report
    assert check_archive(folder) == articles


def check_indexes(folder: Path, embedder: object, articles: int) -> None:
    """Whether the indexes hold each passage, once, and nothing else."""
    library = Library(folder, embedder)  # type: ignore[arg-type]
    library.open_to_read()
    ids = [article.id for article in library.archive.articles()]
    there = {passage.id for passage in library.archive.passages_of(ids)}
    most = 2 * len(there)
    words = [found for found, _ in library.keywords.best(WORD, most, Scope())]
    assert library.vectors is not None
    near = [found for found, _ in library.vectors.nearest(embedder.embed([WORD])[0], most)]
    for found, name in ((words, "keywords"), (near, "vectors")):
        assert len(found) == len(set(found)), f"{name} hold a passage twice"
        assert set(found) == there, f"{name} differ from the archive"
    assert library.vectors.count() == library.keywords.count() == len(there)
    assert len(ids) == articles
    library.close()


if __name__ == "__main__":
    main()
