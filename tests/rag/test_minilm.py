from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import PackMissing
from rag.models.embedding import Embedder
from rag.models.minilm import MiniLM
from rag.models.packs import MINILM
from tests.conftest import MODELS

TEXTS = ["The river flooded the town.", "a", "", "北京", "word " * 400, "🌊 \x00 \ufffd"]


def test_vectors_have_length_one_whatever_the_text(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_the_same_text_has_the_same_vector_alone_in_company_and_again(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    assert np.array_equal(together, embedder.embed(TEXTS))
    assert np.array_equal(together[::-1], embedder.embed(TEXTS[::-1]))
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(embedder.embed([text])[0], vector)


def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimension)
    assert embedder.tokens([]) == []


def test_what_is_longer_than_the_window_does_not_count(embedder: Embedder) -> None:
    fits = " ".join(["word"] * (embedder.window - 2))
    assert embedder.tokens([fits]) == [embedder.window - 2]
    assert np.array_equal(*embedder.embed([fits, fits + " and much more after it"]))
    shorter = " ".join(["word"] * 100)
    assert not np.array_equal(*embedder.embed([shorter, shorter + " flood"]))


@given(text=st.text(max_size=80), more=st.text(max_size=80))
def test_tokens_of_a_text_are_no_more_than_those_of_its_parts(
    embedder: Embedder, text: str, more: str
) -> None:
    whole, first, second = embedder.tokens([f"{text}\n{more}", text, more])
    assert whole <= first + second


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("The bank lowered interest rates.", "Borrowing costs were cut.", "A goalkeeper was hurt."),
        ("The river flooded homes.", "Houses were under water.", "Shares rose on Thursday."),
        ("The manager was sacked.", "The club dismissed its coach.", "A vaccine trial succeeded."),
        ("Ferries were cancelled.", "Boats did not sail.", "The mayor won the election."),
    ],
)
def test_a_paraphrase_is_nearer_than_another_story(
    embedder: Embedder, text: str, like: str, unlike: str
) -> None:
    one, near, far = embedder.embed([text, like, unlike])
    assert one @ near > one @ far + 0.1


def test_progress_counts_every_text(embedder: Embedder) -> None:
    counted: list[int] = []
    embedder.embed(TEXTS, counted.append)
    assert sum(counted) == len(TEXTS)


def test_without_its_pack_it_says_how_to_fetch_it(tmp_path: Path) -> None:
    with pytest.raises(PackMissing, match="`dateline models pull all-minilm-l6-v2`"):
        MiniLM(tmp_path)


def test_the_int8_graph_is_built_once_and_gives_the_same_vectors(
    tmp_path: Path, embedder: Embedder
) -> None:
    for file in MINILM.files:
        target = MINILM.path(tmp_path, file.name)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(MINILM.path(MODELS, file.name), target)
    fresh = MiniLM(tmp_path, threads=1)
    built = list(MINILM.path(tmp_path).glob("int8*.onnx"))
    assert len(built) == 1
    assert np.allclose(fresh.embed(TEXTS), embedder.embed(TEXTS), atol=1e-5)
    before = built[0].stat().st_mtime_ns
    MiniLM(tmp_path)
    assert built[0].stat().st_mtime_ns == before
