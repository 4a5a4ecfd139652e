"""Reads a claim against its evidence: the encoder's upper layers, taught to; uses onnxruntime.

What the encoder's lower layers made of each text by itself is known from `token_reader`. Here the
claim goes through the upper ones, in which its tokens look at those of the evidence as at their
own (late crossing after PreTTR, MacAvaney et al. 2020). Three such readers were taught on
different claims, from layers 4 to 6 of all-MiniLM-L6-v2 (Apache-2.0), changed by it; their graph,
in int8, comes as package data.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from rag.models.token_reader import LAYERS, Read

LAYER = LAYERS.index(3)  # the one that goes in; those above it were taught
LONGEST = 256  # tokens of evidence that are looked at

Array = NDArray[np.float32]


def inner(texts: Sequence[Read]) -> Array:
    """What the lower layers made of texts, side by side: unit vectors, `[tokens, WIDTH]`."""
    return np.concatenate([text.vectors[LAYER] for text in texts])


class CrossReader:
    """Says how surely evidence carries a claim, before calibration.

    Args:
        graph: As `eval.training.cross_graph` writes it.
        only: The number of the one reader that counts; the mean of all if not given.
    """

    def __init__(self, graph: bytes, only: int | None = None) -> None:
        self._graph, self._only = graph, only

    @classmethod
    def shipped(cls) -> CrossReader:
        """The one that comes with the product."""
        return cls(files("rag.support").joinpath("cross_reader.onnx").read_bytes())

    def member(self, n: int) -> CrossReader:
        """One of its readers alone."""
        return CrossReader(self._graph, n)

    def logit(self, said: Array, held: Array, tokens: Array, claim: Array) -> float:
        """How surely evidence carries a claim.

        Args:
            said: The claim as `inner` gives it.
            held: The sentences that may carry it, likewise, in order.
            tokens: Features of each token of the claim, `[tokens, features]`.
            claim: Features of the claim, `[features]`.
        """
        given = {"said": said, "held": held[:LONGEST], "features": tokens, "claim": claim}
        found: Any = self._session.run(None, given)[0]
        return float(found.mean() if self._only is None else found[self._only])

    @cached_property
    def _session(self) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            self._graph, options, providers=["CPUExecutionProvider"]
        )
