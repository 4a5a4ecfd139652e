from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from rag.errors import PackMissing
from rag.models.packs import MINILM
from rag.models.token_reader import EMPTY, LAYERS, WIDTH, TokenReader
from tests.conftest import MODELS
from tests.rag.making import the_reader

TEXTS = ["The river flooded the town.", "a", "北京", "🌊 \x00 \ufffd", "Varrick’s 58–42 vote"]


@pytest.mark.parametrize("text", [*TEXTS, "", " "])
def test_every_token_has_a_vector_of_length_one_in_each_layer(text: str) -> None:
    (read,) = the_reader().read([text])
    tokens = len(read.ids)
    assert tokens == len(read.offsets) > 0
    assert read.vectors.shape == (len(LAYERS), tokens, WIDTH)
    assert (read.vectors.dtype, read.ids.dtype) == (np.float32, np.int64)
    assert np.allclose(np.linalg.norm(read.vectors, axis=2), 1, atol=1e-4)


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_point_into_the_text_one_token_after_another(text: str) -> None:
    (read,) = the_reader().read([text])
    places = [place for span in read.offsets for place in span]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= len(text)


def test_offsets_give_the_words_back() -> None:
    text = "Runa Dessel spoke."
    (read,) = the_reader().read([text])
    pieces = "".join(text[start:end] for start, end in read.offsets)
    assert pieces == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_text_without_tokens_is_read_as_one_unknown_token_at_its_start(text: str) -> None:
    (read,) = the_reader().read([text])
    assert (read.ids.tolist(), read.offsets) == ([EMPTY], ((0, 0),))


def test_no_texts_are_read_as_nothing() -> None:
    assert the_reader().read([]) == []


def test_a_text_that_was_read_is_remembered() -> None:
    one, other, again = the_reader().read(["It fell twice.", "It rose.", "It fell twice."])
    assert again is one
    assert other is not one
    assert the_reader().read(["It fell twice."])[0] is one


def test_a_text_is_read_the_same_alone_and_by_another_reader() -> None:
    fresh = TokenReader(MODELS)
    for text, read in zip(TEXTS, the_reader().read(TEXTS), strict=True):
        (alone,) = fresh.read([text])
        assert np.array_equal(alone.vectors, read.vectors)
        assert np.array_equal(alone.ids, read.ids)


def test_of_a_text_longer_than_the_window_the_first_tokens_are_read() -> None:
    long = "word " * 400
    fits, longer = the_reader().read(["word " * (TokenReader.window - 2), long])
    assert len(longer.ids) == TokenReader.window - 2
    assert np.array_equal(fits.vectors, longer.vectors)
    assert longer.offsets[-1][1] < len(long)


def test_the_first_layer_is_near_the_word_and_the_last_near_the_meaning() -> None:
    gone, lane = the_reader().read(["He left on Friday.", "The left lane closed."])
    near_word, between, near_meaning = (gone.vectors[:, 1] * lane.vectors[:, 1]).sum(1)
    assert near_word > between > near_meaning


def test_without_its_pack_it_says_how_to_fetch_it(tmp_path: Path) -> None:
    with pytest.raises(PackMissing, match="`dateline models pull all-minilm-l6-v2`"):
        TokenReader(tmp_path)


def test_its_graph_is_built_once_beside_the_pack(tmp_path: Path) -> None:
    for file in MINILM.files:
        target = MINILM.path(tmp_path, file.name)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(MINILM.path(MODELS, file.name), target)
    fresh = TokenReader(tmp_path)
    (built,) = MINILM.path(tmp_path).glob("int8-tokens*.onnx")
    before = built.stat().st_mtime_ns
    (read,) = fresh.read([TEXTS[0]])
    assert np.allclose(read.vectors, the_reader().read([TEXTS[0]])[0].vectors, atol=1e-4)
    TokenReader(tmp_path)
    assert built.stat().st_mtime_ns == before
