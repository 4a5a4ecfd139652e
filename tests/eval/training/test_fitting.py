"""The fitted network and the one that runs it in the product are the same; needs torch."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np
import pytest

pytest.importorskip("torch")

from eval.training.fitting import Featured, Scales, fit
from rag.support.network import Network

TOKEN, CLAIM = 25, 45


def learnable(size: int = 400) -> Featured:
    """Examples that are carried where the first value of the claim is above nought."""
    chance = np.random.default_rng(0)
    claims = chance.normal(size=(size, CLAIM)).astype(np.float32)
    tokens = [
        chance.normal(size=(int(chance.integers(1, 30)), TOKEN)).astype(np.float32)
        for _ in range(size)
    ]
    return Featured(
        tokens, claims, (claims[:, 0] > 0).astype(np.float32), np.ones(size, np.float32)
    )


def network(featured: Featured, seed: int = 7) -> Network:
    scales = Scales.of(featured)
    one = {f"0.{name}": array for name, array in fit(featured, scales, seed).items()}
    return Network(one | asdict(scales) | {"members": 1, "calibration": (1.0, 0.0)})


def test_what_can_be_learnt_is_learnt_and_runs_without_torch() -> None:
    known, new = learnable(1000), learnable(100)
    taught = network(known)
    said = [taught.logit(t, c) > 0 for t, c in zip(new.tokens, new.claims, strict=True)]
    assert np.mean(np.array(said) == (new.carried > 0)) > 0.85


def test_the_same_seed_fits_the_same_network() -> None:
    known = learnable(128)
    some = known.tokens[0], known.claims[0]
    assert network(known).logit(*some) == network(known).logit(*some)
    assert network(known, 8).logit(*some) != network(known).logit(*some)


def test_scales_bring_features_to_nought_and_one() -> None:
    known = learnable()
    scales = Scales.of(known)
    tokens = (np.concatenate(list(known.tokens)) - scales.token_mean) / scales.token_scale
    assert np.allclose(tokens.mean(0), 0, atol=1e-3)
    assert np.allclose(tokens.std(0), 1, atol=1e-3)


def test_some_examples_are_those_asked_for() -> None:
    known = learnable(10)
    some = known.only([3, 1])
    assert some.tokens[0] is known.tokens[3]
    assert np.array_equal(some.claims, known.claims[[3, 1]])
