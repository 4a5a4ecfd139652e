"""The network that says how surely evidence carries a claim; its numbers come as package data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

SHAPE = 4  # features of a claim, the last, that say how long it and its document are


class Network:
    """Several small networks of the same form; the mean of their logits counts.

    Each looks at every token by itself and beside its neighbours (a dense layer, a convolution
    over three tokens that adds to it, a dense layer), pools what it saw (mean, highest, lowest),
    adds the features of the claim and gives one logit (two dense layers). A line fitted on held-out
    claims turns it, with that of `CrossReader` and with how long claim and document are, into a
    probability (Platt scaling): the same logit says more of a long claim than of a short one.

    Args:
        arrays: Named arrays, as `eval.training` writes them.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._arrays = {name: np.asarray(array) for name, array in arrays.items()}
        self._members = int(self._arrays["members"])

    @classmethod
    def shipped(cls) -> Network:
        """The one that comes with the product."""
        with files("rag.support").joinpath("network.npz").open("rb") as stream:
            return cls.read(stream)

    @classmethod
    def read(cls, stream: IO[bytes]) -> Network:
        """Read a file of arrays."""
        with np.load(stream) as arrays:
            return cls({name: arrays[name] for name in arrays.files})

    @cached_property
    def weights(self) -> dict[int, float]:
        """How much each token tells, in nats."""
        pairs = zip(self._arrays["token_ids"], self._arrays["token_weights"], strict=True)
        return {int(token): float(weight) for token, weight in pairs}

    def member(self, n: int) -> Network:
        """One of its parts alone, on the same line: the part that was not taught with fold `n`."""
        own = {f"0.{m.split('.', 1)[1]}": a for m, a in self._arrays.items() if m[:2] == f"{n}."}
        shared = {name: a for name, a in self._arrays.items() if not name[0].isdigit()}
        return Network(own | shared | {"members": 1})

    def probability(self, tokens: Array, claim: Array, read: float) -> float:
        """How surely evidence carries a claim, from 0 to 1.

        Args:
            tokens: Features of each token, `[tokens, features]`.
            claim: Features of the claim, `[features]`.
            read: The logit of the readers that see claim and evidence together.
        """
        *slopes, shift = self._arrays["calibration"]
        points = [self.logit(tokens, claim), read, *claim[-SHAPE:]]
        return float(1 / (1 + np.exp(-(np.dot(slopes, points) + shift))))

    def logit(self, tokens: Array, claim: Array) -> float:
        """The mean logit of the members, before calibration."""
        known = self._arrays
        tokens = (tokens - known["token_mean"]) / known["token_scale"]
        claim = (claim - known["claim_mean"]) / known["claim_scale"]
        return float(np.mean([self._one(n, tokens, claim) for n in range(self._members)]))

    def _one(self, n: int, tokens: Array, claim: Array) -> float:
        alone = self._dense(n, "token_1", tokens)
        seen = self._dense(n, "token_2", alone + self._beside(n, alone))
        pooled = np.concatenate([seen.mean(0), seen.max(0), seen.min(0), claim])
        hidden = self._dense(n, "claim_1", pooled)
        out = hidden @ self._arrays[f"{n}.claim_2.weight"].T + self._arrays[f"{n}.claim_2.bias"]
        return float(out[0])

    def _beside(self, n: int, tokens: Array) -> Array:
        """What each token is together with the one before and the one after it."""
        weight, bias = (self._arrays[f"{n}.token_near.{part}"] for part in ("weight", "bias"))
        reach = weight.shape[2] // 2
        wide = np.pad(tokens, ((reach, reach), (0, 0)))
        shifted = (wide[k : k + len(tokens)] @ weight[:, :, k].T for k in range(weight.shape[2]))
        out: Array = np.maximum(sum(shifted) + bias, 0.0)
        return out

    def _dense(self, n: int, name: str, x: Array) -> Array:
        weight, bias = (self._arrays[f"{n}.{name}.{part}"] for part in ("weight", "bias"))
        out: Array = np.maximum(x @ weight.T + bias, 0.0)
        return out
