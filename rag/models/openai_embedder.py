"""Embeddings from any OpenAI-compatible endpoint, through langchain-openai."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from langchain_openai import OpenAIEmbeddings

from rag.errors import EmbeddingFailed
from rag.models.counting import CharacterCounter
from rag.models.embedding import Done, Vectors
from rag.models.provider_errors import PROVIDER_ERRORS, our_error

BATCH = 128  # texts a request
CHARACTERS_A_TOKEN = 2  # counted low, so that a passage is never longer than it may be


class OpenAIEmbedder:
    """Embeds through an endpoint; see `Embedder`.

    Args:
        model: The endpoint's name of the model.
        key: The key; any word for a server that asks for none.
        base_url: The endpoint; OpenAI's own if empty.
        timeout: Seconds a request may take.
    """

    window = 8000
    counter = CharacterCounter(CHARACTERS_A_TOKEN)

    def __init__(self, model: str, key: str, base_url: str, timeout: float) -> None:
        self.name = f"openai:{model}"
        self._client = OpenAIEmbeddings(
            model=model,
            api_key=key or "none",  # type: ignore[arg-type]
            base_url=base_url or None,
            timeout=timeout,
            max_retries=2,
            chunk_size=BATCH,
            check_embedding_ctx_length=False,  # other servers take text, not OpenAI's tokens
        )

    @cached_property
    def dimension(self) -> int:
        """Numbers in a vector, found by asking once."""
        return int(self.embed(["dimension"]).shape[1])

    def tokens(self, texts: Sequence[str]) -> list[int]:
        """An upper bound for the usual tokenizers."""
        return self.counter(texts)

    def embed(self, texts: Sequence[str], done: Done | None = None) -> Vectors:
        """Embed texts; see `Embedder`."""
        rows: list[list[float]] = []
        for at in range(0, len(texts), BATCH):
            batch = list(texts[at : at + BATCH])
            try:
                rows += self._client.embed_documents(batch)
            except PROVIDER_ERRORS as error:
                raise EmbeddingFailed(str(our_error(error, self.name))) from error
            if done:
                done(len(batch))
        vectors = np.array(rows, np.float32)
        if len(vectors) != len(texts) or vectors.ndim != 2:
            raise EmbeddingFailed(
                f"the embedder {self.name!r} gave {len(rows)} vectors for {len(texts)} texts"
            )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)
