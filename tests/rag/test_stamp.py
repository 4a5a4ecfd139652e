from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.pipeline import stamp_check
from ingest.repair import repair
from rag.errors import StampMismatch
from rag.index.library import Library
from rag.models.embedding import Embedder, Vectors
from tests.rag.making import draft, put


class Letters:
    """An embedder that counts letters: another name and another dimension than the real one."""

    name, dimension, window = "letters-26", 26, 512

    def tokens(self, texts: list[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def embed(self, texts: list[str], done: object = None) -> Vectors:
        counts = [[text.lower().count(chr(97 + n)) + 0.01 for n in range(26)] for text in texts]
        vectors = np.array(counts, np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def make(folder: Path, embedder: Embedder) -> None:
    library = Library(folder, embedder)
    library.open_to_write("a test")
    put(library, draft())
    library.close()


def test_another_embedder_is_refused_naming_both_and_the_command(
    tmp_path: Path, embedder: Embedder
) -> None:
    make(tmp_path, embedder)
    with pytest.raises(StampMismatch) as caught:
        Library(tmp_path, Letters())
    said = str(caught.value)
    assert repr(embedder.name) in said
    assert "'letters-26'" in said
    assert "`dateline doctor --repair`" in said


@pytest.mark.parametrize("part", ["cutter", "extractor"])
def test_another_cutter_or_extractor_is_refused_naming_both(
    tmp_path: Path, embedder: Embedder, part: str
) -> None:
    make(tmp_path, embedder)
    library = Library(tmp_path, embedder)
    stamp_check(library.archive)
    library.archive.log.set_stamp({part: "older-1"})
    with pytest.raises(StampMismatch, match=rf"{part} 'older-1', in use is '.*doctor --repair"):
        stamp_check(library.archive)
    library.close()


def test_another_format_says_to_install_that_version(tmp_path: Path, embedder: Embedder) -> None:
    make(tmp_path, embedder)
    library = Library(tmp_path, embedder)
    library.archive.log.set_stamp({"format": "99"})
    library.close()
    with pytest.raises(StampMismatch, match=r"format '99', in use is '1'.*install that version"):
        Library(tmp_path, embedder)


def test_repair_embeds_a_library_again_with_another_embedder(
    tmp_path: Path, embedder: Embedder
) -> None:
    make(tmp_path, embedder)
    library = Library(tmp_path, Letters(), check=False)
    done = repair(library)
    library.close()
    assert any("another embedder and dimension" in line for line in done)
    library = Library(tmp_path, Letters())
    assert library.damaged() is None
    library.open_to_write("a test")
    assert library.vectors is not None
    assert library.vectors.nearest(Letters().embed(["tunnel"])[0], 1)[0][0] == "a.1.0"
    library.close()
