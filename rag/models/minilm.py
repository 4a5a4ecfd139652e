"""The embedded embedder: all-MiniLM-L6-v2 in int8; it and token_reader alone use tokenizers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from filelock import FileLock
from tokenizers import Encoding, Tokenizer

from rag.errors import EmbeddingFailed
from rag.models.counting import FileCounter
from rag.models.embedding import Done, Vectors
from rag.models.packs import MINILM

RECIPE = "int8-fused-1"
SPECIAL = 2  # [CLS] and [SEP]


class MiniLM:
    """Embeds on every core, one unpadded text a core at a time, longest first.

    Batches of padded texts are slower here: int8 products of one text already fill a core.

    Args:
        models: The directory of model packs; the int8 graph is built there on first use (3 s).
        threads: Texts at a time; all cores if not given.

    Raises:
        PackMissing: If the pack is not there.
    """

    name = f"all-MiniLM-L6-v2/{RECIPE}"
    dimension = 384
    window = 256

    def __init__(self, models: Path, threads: int | None = None) -> None:
        MINILM.require(models)
        graph = _graph(models)
        self._tokenizer = Tokenizer.from_file(str(MINILM.path(models, "tokenizer.json")))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.window)
        self.counter = FileCounter(MINILM.path(models, "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"]
        )
        self._threads = threads or len(os.sched_getaffinity(0))
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="embed")

    def tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text takes, special ones not counted."""
        return self.counter(texts)

    def embed(self, texts: Sequence[str], done: Done | None = None) -> Vectors:
        """Embed texts; see `Embedder`."""
        encodings = self._tokenizer.encode_batch_fast(texts)
        order = sorted(range(len(texts)), key=lambda i: -len(encodings[i].ids))
        vectors = np.empty((len(texts), self.dimension), np.float32)

        def one(i: int) -> None:
            vectors[i] = self._run(encodings[i])
            if done:
                done(1)

        if len(texts) == 1:
            one(0)
        else:
            list(self._pool.map(one, order))
        return vectors

    def _run(self, encoding: Encoding) -> Any:
        ids = np.array([encoding.ids], np.int32)
        try:
            return self._session.run(None, {"input_ids": ids})[0][0]
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as error:
            raise EmbeddingFailed(
                f"the embedder failed on {len(encoding.ids)} tokens: {error}. "
                "Run `dateline doctor`, which checks the model's files."
            ) from error


def _graph(models: Path) -> Path:
    """The int8 graph of the pack, built if it is not there yet."""
    target = MINILM.path(models, f"{RECIPE}.onnx")
    if not target.is_file():
        with FileLock(MINILM.path(models, ".build")):
            if not target.is_file():
                from rag.models.minilm_graph import build  # onnx takes a while to import

                build(MINILM.path(models, "model.onnx"), target)
    return target
