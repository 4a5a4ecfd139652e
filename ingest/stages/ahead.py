"""Vectors made before the index asks for them, so that it never waits for the model."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from ingest.stages.belt import Halted
from rag.models.embedding import Done, Embedder, Vectors

STEP = 32  # texts embedded between two looks at whether all was halted


class Ahead:
    """An embedder that knows some vectors already and asks another for the rest.

    Args:
        embedder: Asked for what is not known.
        halted: Set to make it give up.
    """

    def __init__(self, embedder: Embedder, halted: threading.Event) -> None:
        self._embedder, self._halted = embedder, halted
        self._known: dict[str, Vectors] = {}
        self._latest: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """That of the other."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """That of the other."""
        return self._embedder.dimension

    @property
    def window(self) -> int:
        """That of the other."""
        return self._embedder.window

    def tokens(self, texts: Sequence[str]) -> list[int]:
        """As the other counts."""
        return self._embedder.tokens(texts)

    def know(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep vectors of shape `[len(texts), dimension]` until they are forgotten."""
        self._known.update(self._latest)
        self._latest = dict(zip(texts, vectors, strict=True))

    def forget(self) -> None:
        """Drop what is known, but for the latest: the articles of some of it are not stored yet."""
        self._known.clear()

    def embed(self, texts: Sequence[str], done: Done | None = None) -> Vectors:
        """Embed texts; see `Embedder`.

        Raises:
            Halted: If all was halted; what was applied until then stays so.
        """
        found = [self._known.get(text, self._latest.get(text)) for text in texts]
        missing = [i for i, vector in enumerate(found) if vector is None]
        for at in range(0, len(missing), STEP):
            if self._halted.is_set():
                raise Halted
            some = missing[at : at + STEP]
            made = self._embedder.embed([texts[i] for i in some], done)
            for i, vector in zip(some, made, strict=True):
                found[i] = vector
        return np.array(found, np.float32).reshape(len(texts), -1)
