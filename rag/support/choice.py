"""Which sentences of an article may carry a claim together, by their words and by their meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rag.evidence import MOST, Weighed, weighed
from rag.models.token_reader import TokenReader
from rag.support.alignment import UNSEEN

LOOKED = 24  # sentences of a long text that are read; those that hold most words
GAIN = 0.06  # share of a claim's weight that a further sentence must add
BEFORE = 0.02  # what the sentence before a chosen one gains: it says who "she" is
MEANING = 1.5  # weight of meaning against words; likenesses lie closer together than shares
WORDS = 0.5


def choose(
    claim: str,
    sentences: Sequence[str],
    reader: TokenReader,
    weights: Mapping[int, float],
    most: int = MOST,
) -> list[int]:
    """The sentences that hold most of a claim, chosen one after the other.

    What a sentence adds is the weight of the words that none chosen before holds, and how much
    better it meets the claim's tokens in meaning than they. Words alone miss a claim that rewords:
    of such claims they choose the carrying sentences for three in five, both together for nine in
    ten (`eval/claims/train`).

    Args:
        claim: A sentence.
        sentences: Those of one article, in order.
        reader: The encoder.
        weights: How much a token tells, in nats.
        most: How many at the most.

    Returns:
        Indexes in the order of choice; empty where there are no sentences.
    """
    if not sentences:
        return []
    words = weighed(claim, sentences)
    looked = _looked(words, len(sentences))
    said, *read = reader.read([claim, *(sentences[i] for i in looked)])
    tells = np.array([weights.get(int(i), UNSEEN) for i in said.ids], np.float32)
    likes = np.stack([(said.vectors[-1] @ r.vectors[-1].T).max(1) for r in read])
    return [looked[i] for i in _greedy(words, looked, likes, tells / tells.sum(), most)]


def _looked(words: Weighed, size: int) -> list[int]:
    """The sentences to read, in order."""
    best = sorted(range(size), key=lambda i: (-words.gain(i, words.weights), i))
    return sorted(best[:LOOKED])


def _greedy(
    words: Weighed,
    looked: Sequence[int],
    likes: NDArray[np.float32],
    tells: NDArray[np.float32],
    most: int,
) -> list[int]:
    """Positions in `looked`, in the order of choice."""
    picked: list[int] = []
    left, met = dict(words.weights), np.zeros(likes.shape[1], np.float32)
    while len(picked) < min(most, len(looked)):
        meant = np.maximum(likes - met, 0) @ tells
        gains = [
            -1.0 if at in picked
            else WORDS * words.gain(i, left) + MEANING * float(meant[at])
            + BEFORE * (i + 1 in {looked[p] for p in picked})
            for at, i in enumerate(looked)
        ]  # fmt: skip
        best = int(np.argmax(gains))
        if picked and gains[best] < GAIN:
            break
        picked.append(best)
        met = np.maximum(met, likes[best])
        left = {t: w for t, w in left.items() if t not in words.held[looked[best]]}
    return picked
