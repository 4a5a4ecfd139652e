"""Readers learn what can be learnt, and the graph computes what was taught; needs torch."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("torch")

import torch

from eval.training.cross_graph import write
from eval.training.crossing import Crossing, Paired, length, teach
from eval.training.fitting import Array, Featured, Scales
from rag.models.minilm_graph import taken_apart
from rag.models.packs import MINILM
from rag.models.token_reader import WIDTH
from rag.support.cross_reader import LONGEST, CrossReader
from tests.conftest import MODELS

TOKEN, CLAIM = 25, 45


@cache
def weights() -> dict[str, Array]:
    return taken_apart(MINILM.path(MODELS, "model.onnx"))


def units(chance: np.random.Generator, tokens: int) -> NDArray[np.float16]:
    some = chance.normal(size=(tokens, WIDTH))
    made: NDArray[np.float16] = (some / np.linalg.norm(some, axis=1, keepdims=True)).astype("f2")
    return made


def learnable(size: int) -> Paired:
    """Claims that are carried where their features lie above nought."""
    chance = np.random.default_rng(0)
    vectors, texts, tokens = {}, [], []
    carried = (chance.random(size) < 0.5).astype(np.float32)
    for n in range(size):
        vectors |= {f"claim {n}": units(chance, 6), f"text {n}": units(chance, 9)}
        texts.append((f"claim {n}", f"text {n}"))
        tokens.append(chance.normal(size=(6, TOKEN)).astype(np.float32))
    claims = chance.normal(size=(size, CLAIM)).astype(np.float32)
    claims += (2 * carried - 1)[:, None]
    featured = Featured(tokens, claims, carried, np.ones(size, np.float32))
    return Paired(featured, texts, vectors)


def test_what_can_be_learnt_is_learnt_and_runs_without_torch(tmp_path: Path) -> None:
    known = learnable(800)
    new, taught = known.only(range(700, 800)), known.only(range(700))
    scales = Scales.of(taught.featured)
    arrays = teach(taught, scales, weights(), seed=7)
    write([arrays], scales, length(weights()), tmp_path / "one.onnx")
    cross = CrossReader((tmp_path / "one.onnx").read_bytes())
    right = [
        (asked(cross, new, i) > 0) == bool(new.featured.carried[i]) for i in range(len(new.texts))
    ]
    assert np.mean(right) > 0.8


def asked(cross: CrossReader, paired: Paired, i: int) -> float:
    said = paired.vectors[paired.texts[i][0]].astype(np.float32)
    held = paired.held(i).astype(np.float32)
    return cross.logit(said, held, paired.featured.tokens[i], paired.featured.claims[i])


def test_the_graph_computes_in_int8_nearly_what_torch_does(tmp_path: Path) -> None:
    paired = learnable(8)
    scales = Scales.of(paired.featured)
    torch.manual_seed(0)
    nets = [Crossing(weights(), scales).eval() for _ in range(2)]
    arrays = [{n: t.numpy() for n, t in net.state_dict().items()} for net in nets]
    write(arrays, scales, length(weights()), tmp_path / "two.onnx")
    cross = CrossReader((tmp_path / "two.onnx").read_bytes())
    for n, net in enumerate(nets):
        for i in range(len(paired.texts)):
            expected = by_torch(net, scales, paired, i)
            assert asked(cross.member(n), paired, i) == pytest.approx(expected, abs=0.1)


def by_torch(net: Crossing, scales: Scales, paired: Paired, i: int) -> float:
    said, held = paired.vectors[paired.texts[i][0]], paired.held(i)
    tokens = (paired.featured.tokens[i] - scales.token_mean) / scales.token_scale
    claim = (paired.featured.claims[i] - scales.claim_mean) / scales.claim_scale
    batch = {"said": said, "evidence": held, "features": tokens, "claims": claim}
    given = {name: torch.tensor(np.asarray(x, np.float32))[None] for name, x in batch.items()}
    given["words"] = torch.ones(1, len(said), dtype=torch.bool)
    given["held"] = torch.ones(1, len(held), dtype=torch.bool)
    with torch.no_grad():
        return float(net(given))


def test_evidence_is_cut_where_the_product_cuts_it() -> None:
    chance = np.random.default_rng(0)
    long = {"a": units(chance, 3), "b": units(chance, LONGEST), "c": units(chance, 5)}
    paired = Paired(learnable(2).featured, [("a", "b", "c"), ("a", "c")], long)
    assert len(paired.held(0)) == LONGEST
    assert np.array_equal(paired.held(1), long["c"])


def test_some_pairs_are_those_asked_for_with_what_they_need() -> None:
    known = learnable(10)
    some = known.only([3, 1])
    assert some.texts == [known.texts[3], known.texts[1]]
    assert set(some.vectors) == {"claim 3", "text 3", "claim 1", "text 1"}
