"""Libraries for evaluations: built once for the same articles, whole or not at all."""

from __future__ import annotations

import gzip
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from eval import corpora
from eval.corpora import file_digest, open_corpus
from rag.errors import InputError, LibraryHeld
from rag.index.library import Library
from rag.models.embedding import Embedder
from rag.settings import Settings
from tests.conftest import MODELS, SAMPLES


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, library=tmp_path / "mine", models=MODELS)


def test_articles_become_a_library_that_is_used_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_corpus(settings, SAMPLES) as corpus:
        assert corpus.articles == 26
        assert corpus.newest == date(2026, 11, 9)
        first, folder = corpus.digest, corpus.library.folder
    monkeypatch.setattr(corpora, "ingest", None)  # a second time nothing is built
    copied = tmp_path / "copy.jsonl"
    shutil.copy(SAMPLES, copied)
    with open_corpus(settings, copied) as corpus:
        assert (corpus.digest, corpus.library.folder) == (first, folder)
    assert not settings.library.exists()


def test_packed_articles_are_the_same_articles(tmp_path: Path) -> None:
    packed = tmp_path / "articles.jsonl.gz"
    packed.write_bytes(gzip.compress(SAMPLES.read_bytes()))
    assert file_digest(packed) == file_digest(SAMPLES)


def test_other_articles_are_another_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    one = file_digest(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert file_digest(tmp_path) != one


def test_progress_is_told(settings: Settings) -> None:
    told: list[tuple[str, int, int]] = []
    with open_corpus(settings, SAMPLES, lambda *step: told.append(step)):
        pass
    assert ("articles", 26, 26) in told


def test_a_corpus_with_a_rejected_article_is_refused(settings: Settings, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "The tunnel closed on Tuesday."}, {"id": "b"}]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with pytest.raises(InputError, match=r"articles\.jsonl:2"), open_corpus(settings, path):
        pass


def test_a_library_that_is_not_there_is_refused_and_not_made(settings: Settings) -> None:
    with pytest.raises(InputError, match="--articles"), open_corpus(settings, None):
        pass
    assert not settings.library.exists()


def test_a_library_without_its_vectors_is_not_measured(
    sample_copy: Path, embedder: Embedder
) -> None:
    settings = Settings(_env_file=None, library=sample_copy, models=MODELS)
    serving = Library(sample_copy, embedder)
    serving.open_to_write("dateline serve")
    try:
        with pytest.raises(LibraryHeld, match="dateline serve"), open_corpus(settings, None):
            pass
    finally:
        serving.close()


def test_articles_that_are_not_there_are_an_error_of_ours(settings: Settings) -> None:
    missing = Path("nowhere.jsonl")
    with pytest.raises(InputError, match=r"nowhere\.jsonl"), open_corpus(settings, missing):
        pass


def test_a_library_is_measured_where_it_lies(sample_copy: Path) -> None:
    settings = Settings(_env_file=None, library=sample_copy, models=MODELS)
    with open_corpus(settings, None) as one:
        digest = one.digest
        assert one.text("sample-harbour-cup-1", 1)
        assert one.text("sample-harbour-cup-1", 9) is None
        assert one.text("nobody") is None
    with open_corpus(settings, None) as again:
        assert again.digest == digest
