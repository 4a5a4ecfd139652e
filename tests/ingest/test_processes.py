"""Two processes on one library: one feeds it while another serves from it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.index.library import Library
from rag.models.embedding import Embedder
from rag.retriever import find
from tests.cli import dateline, process, rows, said, write_articles
from tests.conftest import MODELS

SERVE = """
import sys, time
from pathlib import Path
from rag.domain import Scope
from rag.index.library import Library
from rag.models.minilm import MiniLM
library = Library(Path(sys.argv[1]), MiniLM(Path(sys.argv[2])))
library.open_to_write("dateline serve")
library.follow()
vector = library.embedder.embed([sys.argv[3]])[0]
sys.stdout.write("ready\\n")
sys.stdout.flush()
until = time.monotonic() + 60
while time.monotonic() < until:
    time.sleep(0.2)
    library.follow()
    words = library.keywords.best(sys.argv[3], 1, Scope())
    near = library.vectors.nearest(vector, 100)
    if words and words[0][0] in {found for found, _ in near}:
        sys.stdout.write(words[0][0] + "\\n")
        sys.stdout.flush()
        break
sys.stdin.readline()
"""


def test_what_is_ingested_beside_a_server_is_found_by_it_within_seconds(
    sample_copy: Path, tmp_path: Path
) -> None:
    file = write_articles(tmp_path / "more.jsonl", 3)
    with process(SERVE, sample_copy, MODELS, "unique2") as server:
        assert said(server) == "ready"
        start = time.monotonic()
        done = dateline("ingest", "--library", sample_copy, "--json", file)
        assert said(server) == "story-2.1.0"
        assert time.monotonic() - start < 30
    report = json.loads(done.stdout)
    assert (done.returncode, report["added"], report["articles"]) == (0, 3, 29)


@pytest.fixture(scope="module")
def served(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample articles while another process has them open to write."""
    folder = tmp_path_factory.mktemp("served") / "library"
    shutil.copytree(sample_folder, folder)
    with process(SERVE, folder, MODELS, "nothingofthatname") as server:
        assert said(server) == "ready"
        yield folder


def test_asking_beside_a_server_goes_by_keywords_and_says_so(served: Path) -> None:
    asked = dateline("ask", "--library", served, "--json", "Who won the cup?")
    (answer,) = rows(asked.stdout)
    assert asked.returncode == 0
    assert "sample-harbour-cup-1" in {c["article_id"] for c in answer["citations"]}
    assert "`dateline serve`" in answer["notice"]
    assert "keywords alone" in answer["notice"]


def test_removing_beside_a_server_takes_the_article_out_of_search(
    served: Path, embedder: Embedder
) -> None:
    done = dateline("articles", "remove", "--library", served, "sample-tessmoor-trams-1")
    assert done.returncode == 0, done.stderr
    library = Library(served, embedder)
    library.open_to_read()
    hits = find(library, "trams in Tessmoor")
    library.close()
    assert hits
    assert "sample-tessmoor-trams-1" not in {hit.passage.article_id for hit in hits}


def test_the_doctor_beside_a_server_names_it_and_finds_nothing_wrong(served: Path) -> None:
    done = dateline("doctor", "--library", served, "--json")
    state = json.loads(done.stdout)
    assert (done.returncode, state["problems"], state["waiting"]) == (0, [], 0)
    assert state["writer"].startswith("`dateline serve` (process ")


def test_repair_beside_a_server_is_refused_naming_it(served: Path) -> None:
    done = dateline("doctor", "--library", served, "--repair")
    assert done.returncode == 1
    assert "`dateline serve` (process " in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_deleted_indexes_come_back_at_the_next_use(sample_copy: Path) -> None:
    for name in ("vectors", "keywords"):
        shutil.rmtree(sample_copy / name)
    asked = dateline("ask", "--library", sample_copy, "--json", "Who won the cup?")
    (answer,) = rows(asked.stdout)
    assert answer["citations"][0]["article_id"] == "sample-harbour-cup-1"
    assert answer["notice"] is None
