from __future__ import annotations

import io
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from rag.support.alignment import FEATURES
from rag.support.network import SHAPE, Network

TOKEN, CLAIM, SEEN, POOLED, HIDDEN = 5, 4, 6, 3, 7
SHIPPED_MEMBERS = 5
LARGEST = 30_000_000  # bytes of package data
SHAPES = {
    "token_1": (SEEN, TOKEN),
    "token_near": (SEEN, SEEN, 3),
    "token_2": (POOLED, SEEN),
    "claim_1": (HIDDEN, 3 * POOLED + CLAIM),
    "claim_2": (1, HIDDEN),
}


LINE = (1.5, 0.5, 0.0, 0.0, 0.0, 0.0, -0.25)
"""Slopes of both logits and of what says how long claim and document are, and the shift."""


def arrays(members: int = 2, line: tuple[float, ...] = LINE, seed: int = 0) -> Any:
    """Those of a small network, by chance."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> Any:
        return chance.normal(size=shape).astype(np.float32)

    layers = {
        f"{n}.{name}.{part}": some(*(shape if part == "weight" else shape[:1]))
        for n in range(members)
        for name, shape in SHAPES.items()
        for part in ("weight", "bias")
    }
    scales = {
        "token_mean": some(TOKEN), "token_scale": np.abs(some(TOKEN)) + 0.5,
        "claim_mean": some(CLAIM), "claim_scale": np.abs(some(CLAIM)) + 0.5,
    }  # fmt: skip
    tokens = {"token_ids": np.array([7, 101]), "token_weights": np.array([2.5, 0.5])}
    return layers | scales | tokens | {"members": members, "calibration": np.array(line)}


def given(tokens: int = 3, seed: int = 1) -> tuple[Any, Any]:
    chance = np.random.default_rng(seed)
    return (
        chance.normal(size=(tokens, TOKEN)).astype(np.float32),
        chance.normal(size=CLAIM).astype(np.float32),
    )


def by_hand(known: Any, n: int, tokens: Any, claim: Any) -> float:
    """One member's logit, a value at a time."""

    def dense(name: str, x: list[float], bend: bool = True) -> list[float]:
        weight, bias = known[f"{n}.{name}.weight"], known[f"{n}.{name}.bias"]
        out = [
            sum(float(w) * value for w, value in zip(row, x, strict=True)) + float(b)
            for row, b in zip(weight, bias, strict=True)
        ]
        return [max(value, 0.0) for value in out] if bend else out

    def scaled(values: Any, kind: str) -> list[float]:
        return [
            float((v - m) / s)
            for v, m, s in zip(values, known[f"{kind}_mean"], known[f"{kind}_scale"], strict=True)
        ]

    def beside(alone: list[list[float]], at: int) -> list[float]:
        weight, bias = known[f"{n}.token_near.weight"], known[f"{n}.token_near.bias"]
        found = []
        for out in range(SEEN):
            near = float(bias[out])
            for k, j in enumerate((at - 1, at, at + 1)):
                if 0 <= j < len(alone):
                    near += sum(float(weight[out, i, k]) * alone[j][i] for i in range(SEEN))
            found.append(alone[at][out] + max(near, 0.0))
        return found

    alone = [dense("token_1", scaled(token, "token")) for token in tokens]
    seen = [dense("token_2", beside(alone, at)) for at in range(len(alone))]
    columns = list(zip(*seen, strict=True))
    pooled = [sum(c) / len(c) for c in columns] + [max(c) for c in columns]
    pooled += [min(c) for c in columns] + scaled(claim, "claim")
    return dense("claim_2", dense("claim_1", pooled), bend=False)[0]


@pytest.mark.parametrize("members", [1, 2, 5])
@pytest.mark.parametrize("tokens", [1, 3, 40])
def test_the_logit_is_the_mean_of_what_each_member_computes(members: int, tokens: int) -> None:
    known, (words, claim) = arrays(members), given(tokens)
    expected = sum(by_hand(known, n, words, claim) for n in range(members)) / members
    assert Network(known).logit(words, claim) == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_one_member_alone_says_what_it_computes() -> None:
    known, (words, claim) = arrays(3), given()
    for n in range(3):
        alone = Network(known).member(n).logit(words, claim)
        assert alone == pytest.approx(by_hand(known, n, words, claim), rel=1e-4, abs=1e-4)


def test_the_probability_is_both_logits_on_the_fitted_line() -> None:
    network, (words, claim) = Network(arrays(line=(2.0, 0.5, 0.1, 0.2, 0.3, 0.4, -1.0))), given()
    shape = 0.1 * claim[-4] + 0.2 * claim[-3] + 0.3 * claim[-2] + 0.4 * claim[-1]
    on = 2 * network.logit(words, claim) + 0.5 * 3 + shape - 1
    assert network.probability(words, claim, 3.0) == pytest.approx(1 / (1 + np.exp(-on)))


def test_a_higher_logit_is_a_higher_probability() -> None:
    network = Network(arrays())
    pairs = sorted(
        (network.logit(*some), network.probability(*some, 0.0))
        for some in (given(seed=seed) for seed in range(60))
    )
    chances = [chance for _, chance in pairs]
    assert chances == sorted(chances)
    assert all(0 <= chance <= 1 for chance in chances)
    assert len(set(chances)) > 50


def test_each_token_counts_and_what_stands_beside_it() -> None:
    network, (words, claim) = Network(arrays()), given()
    turned = words[[1, 0, 2]]
    assert network.logit(turned, claim) != pytest.approx(network.logit(words, claim), abs=1e-5)
    assert network.logit(words[:2], claim) != pytest.approx(network.logit(words, claim), abs=1e-5)


def test_what_is_written_is_read_again() -> None:
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays())
    stream.seek(0)
    read, some = Network.read(stream), given()
    assert read.logit(*some) == Network(arrays()).logit(*some)
    assert read.weights == {7: 2.5, 101: 0.5}


def test_the_shipped_network_is_whole_and_small() -> None:
    file = files("rag.support").joinpath("network.npz")
    data = file.read_bytes()
    assert len(data) < LARGEST
    with np.load(io.BytesIO(data)) as known:
        names = set(known.files)
        assert int(known["members"]) == SHIPPED_MEMBERS
        assert known["token_mean"].shape == known["token_scale"].shape == (FEATURES,)
        assert all(np.isfinite(known[name]).all() for name in names)
        assert known["calibration"].shape == (3 + SHAPE,)
        assert (known["calibration"][:2] > 0).all()  # surer is never less probable
    members = {name.split(".")[0] for name in names if name[0].isdigit()}
    assert members == {str(n) for n in range(SHIPPED_MEMBERS)}
    assert all(weight >= 0 for weight in Network.shipped().weights.values())
