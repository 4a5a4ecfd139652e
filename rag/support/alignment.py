"""A claim's tokens aligned with those of its evidence, as numbers for the network. Pure.

Each token of the claim meets the token of the evidence that is most like it, near the word, in
between and near the meaning; what its neighbours meet tells whether words were taken over in order.
After soft alignment in BERTScore (Zhang et al. 2020), with what one altered word leaves behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rag.models.token_reader import Read

FEATURES = 25
UNSEEN = 9.0  # weight of a token that training never met, in nats


def alignment(
    claim: str, said: Read, evidence: Sequence[Read], weights: Mapping[int, float]
) -> NDArray[np.float32]:
    """Features of each token of a claim.

    Args:
        claim: Its text.
        said: The claim as read.
        evidence: The sentences that may carry it, as read, in order.
        weights: How much a token tells: inverse sentence frequency in nats.

    Returns:
        float32 of shape `[tokens, FEATURES]`.
    """
    held = np.concatenate([read.vectors for read in evidence], axis=1)
    ids = np.concatenate([read.ids for read in evidence])
    likes = said.vectors @ held.transpose(0, 2, 1)  # [layers, tokens, held]
    mixed = likes.mean(0)
    met = mixed.argmax(1)
    tokens, size = mixed.shape
    rows = np.arange(tokens)
    tops = likes.argmax(2)
    step = met[1:] - met[:-1]
    texts = [claim[start:end] for start, end in said.offsets]
    columns = [
        *likes.max(2),
        mixed.max(1),
        np.isin(said.ids, ids),
        np.append(step == 1, True),
        np.append(True, step == 1),
        np.append(step < -2, False),
        *(_beside(likes[layer], met, by) for layer in (2, 1, 0) for by in (-1, 1)),
        np.array([any(c.isdigit() for c in text) for text in texts]),
        np.array([claim[start : start + 1].isupper() and start > 0 for start, _ in said.offsets]),
        np.array([weights.get(int(i), UNSEEN) / UNSEEN for i in said.ids]),
        np.array([not any(c.isalnum() for c in text) for text in texts]),
        likes[2][rows, tops[0]],
        likes[0][rows, tops[2]],
        *(_second(layer) for layer in likes),
        np.full(tokens, size / 150),
        np.full(tokens, tokens / 40),
    ]
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _beside(likes: NDArray[np.float32], met: NDArray[np.int64], by: int) -> NDArray[np.float32]:
    """How like the neighbour of each token is to the neighbour of what it met."""
    tokens, size = likes.shape
    mine = np.clip(np.arange(tokens) + by, 0, tokens - 1)
    theirs = np.clip(met + by, 0, size - 1)
    return likes[mine, theirs]


def _second(likes: NDArray[np.float32]) -> NDArray[np.float32]:
    """The second best likeness of each token."""
    if likes.shape[1] == 1:
        return likes[:, 0]
    return np.partition(likes, -2, axis=1)[:, -2]
