"""The seam of embedding: one protocol for ingestion and question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Done = Callable[[int], None]
"""Called with how many more texts are done."""


class Embedder(Protocol):
    """Turns texts into unit vectors.

    Attributes:
        name: What is stamped on a library; another name means other vectors.
        dimension: Numbers in a vector.
        window: Tokens of a text that count; what is longer is cut off by the model.
    """

    @property
    def name(self) -> str:
        """For the stamp."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    @property
    def window(self) -> int:
        """Tokens."""
        ...

    def tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens of the window each text takes, at least; special ones not counted."""
        ...

    def embed(self, texts: Sequence[str], done: Done | None = None) -> Vectors:
        """Embed texts.

        Returns:
            An array of shape `[len(texts), dimension]` whose rows have length 1.

        Raises:
            EmbeddingFailed: If the model gave no vectors.
        """
        ...
