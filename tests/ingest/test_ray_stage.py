"""The stage of reading and embedding on a local Ray of two workers; skipped where ray is not."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from rag.domain import Scope
from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.cli import dateline, write_articles

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="needs ray: pip install 'dateline[ray]'"
)

PAGE = (
    "<html><head><title>Bridge at {n} shut</title></head><body><article><h1>Bridge at {n} shut</h1>"
    "<p>{text}</p></article></body></html>"
)


def contents(folder: Path, embedder: Embedder) -> tuple[Any, ...]:
    library = Library(folder, embedder)
    library.open_to_read()
    ids = library.archive.log.after(0, 1000)[1]
    passages = [(p.id, p.text) for p in library.archive.passages_of(sorted(ids))]
    vector = embedder.embed(["bridge"])[0]
    assert library.vectors is not None
    near = [(found, round(score, 5)) for found, score in library.vectors.nearest(vector, 500)]
    words = library.keywords.best("bridge council", 500, Scope())
    library.close()
    return ids, passages, sorted(near), sorted(words)


def test_a_cluster_gives_the_same_library_as_this_machine(
    tmp_path: Path, embedder: Embedder
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(6):
        text = f"The bridge at crossing {n} was shut after a crack was found in a beam. " * 8
        (pages / f"{n}.html").write_text(PAGE.format(n=n, text=text), encoding="utf-8")
    (pages / "broken.pdf").write_bytes(b"%PDF-1.4 nothing of a PDF follows")
    sources = [pages, write_articles(tmp_path / "articles.jsonl", 40)]

    reports, libraries = [], []
    for name, options in (("here", []), ("there", ["--ray", "local"])):
        done = dateline("ingest", "--library", tmp_path / name, "--json", *options, *sources)
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stdout)
        report.pop("seconds")
        reports.append(report)
        libraries.append(contents(tmp_path / name, embedder))
    assert reports[0] == reports[1]
    assert reports[0]["added"] == 46
    assert [r["source"] for r in reports[0]["rejected"]] == [str(pages / "broken.pdf")]
    assert libraries[0] == libraries[1]


def test_a_cluster_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    file = write_articles(tmp_path / "articles.jsonl", 1)
    done = dateline("ingest", "--library", tmp_path / "l", "--ray", "127.0.0.1:1", file)
    assert done.returncode == 1
    assert "no Ray cluster answers at '127.0.0.1:1'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
