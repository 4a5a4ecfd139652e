"""Reads a text token by token with the embedded encoder: a few unit vectors for each token."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from filelock import FileLock
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rag.models.packs import MINILM

RECIPE = "int8-tokens-1"
LAYERS = (1, 3, 6)  # near the word, in between, near the meaning
WIDTH = 384
KEPT = 4096  # texts that are remembered
EMPTY = 100  # the token for what the encoder does not know stands for an empty text


@dataclass(frozen=True, slots=True)
class Read:
    """A text as its encoder sees it.

    Attributes:
        ids: Token numbers, shape `[tokens]`, special ones left out.
        offsets: Start and end of each token in the text.
        vectors: Unit vectors, float32 of shape `[layers, tokens, WIDTH]`.
    """

    ids: NDArray[np.int64]
    offsets: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32]


class TokenReader:
    """Reads texts with MiniLM; what was read lately is remembered.

    Args:
        models: The directory of model packs; the graph is built there on first use (3 s).

    Raises:
        PackMissing: If the pack is not there.
    """

    window = 256

    def __init__(self, models: Path) -> None:
        MINILM.require(models)
        self._tokenizer = Tokenizer.from_file(str(MINILM.path(models, "tokenizer.json")))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.window)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(_graph(models)), options, providers=["CPUExecutionProvider"]
        )
        self._known: OrderedDict[str, Read] = OrderedDict()

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Read texts, each by itself."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Read:
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
        else:
            known = self._run(text)
            self._known[text] = known
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return known

    def _run(self, text: str) -> Read:
        encoding = self._tokenizer.encode(text)
        ids, offsets = list(encoding.ids), list(encoding.offsets)
        if len(ids) == 2:
            ids, offsets = [ids[0], EMPTY, ids[1]], [offsets[0], (0, 0), offsets[1]]
        found: Any = self._session.run(None, {"input_ids": np.array([ids], np.int32)})[0]
        inner = found[0, 1:-1].reshape(len(ids) - 2, len(LAYERS), WIDTH)
        return Read(
            np.array(ids[1:-1], np.int64),
            tuple(offsets[1:-1]),
            np.ascontiguousarray(inner.transpose(1, 0, 2)),
        )


def _graph(models: Path) -> Path:
    target = MINILM.path(models, f"{RECIPE}.onnx")
    if not target.is_file():
        with FileLock(MINILM.path(models, ".build")):
            if not target.is_file():
                from rag.models.minilm_graph import build  # onnx takes a while to import

                build(MINILM.path(models, "model.onnx"), target, LAYERS)
    return target
