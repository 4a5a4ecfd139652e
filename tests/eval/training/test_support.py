"""Features, weights and the whole of teaching on a few examples; needs torch."""

from __future__ import annotations

import json
import random
from itertools import islice
from math import log
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

from eval.claims.articles import training_articles
from eval.training.examples import Example, made, written
from eval.training.support import (
    FOLDS,
    JUDGED,
    SHARES,
    crossed,
    features,
    judged,
    taught,
    token_weights,
    weighed,
)
from rag.support.cross_reader import CrossReader
from rag.support.network import Network
from tests.rag.making import the_reader

DOC = "The harbour tunnel was closed on Tuesday. Seven ceiling panels fell."


def some(size: int = 150) -> list[Example]:
    articles = training_articles()[:10]
    return [
        *islice(written(articles), size),
        *islice(made(articles, random.Random(0)), size),
    ]


@pytest.fixture
def people(tmp_path: Path) -> list[Example]:
    rows = [
        {"doc": DOC, "claim": "Seven panels fell.", "label": "supported", "dataset": "a"},
        {"doc": DOC, "claim": "Nine panels fell.", "label": "unsupported", "dataset": "a"},
        {"doc": DOC, "claim": "Panels fell on Friday.", "label": "partly", "dataset": "b"},
        {"doc": DOC, "claim": "The tunnel was closed.", "label": "supported", "dataset": "b"},
    ]
    path = tmp_path / "claims.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return judged(path)


def test_what_people_judged_is_carried_only_if_it_is_so_in_full(people: list[Example]) -> None:
    assert [e.carried for e in people] == [True, False, False, True]
    assert [e.kind for e in people] == ["a", "a", "b", "b"]
    assert {e.origin for e in people} == {"judged"}
    assert people[0].material is people[1].material


def test_within_a_source_carried_and_not_carried_count_the_same(people: list[Example]) -> None:
    examples = [*some(), *people]
    weights = weighed(examples)
    shares = {
        (source, carried): sum(
            float(weight)
            for weight, e in zip(weights, examples, strict=True)
            if (e.kind if e.origin == "judged" else e.origin) == source and e.carried == carried
        )
        for source in ("written", "made", "a", "b")
        for carried in (True, False)
    }
    assert weights.mean() == pytest.approx(1, abs=1e-4)
    for source in ("written", "made", "a", "b"):
        ratio = shares[source, True] / shares["written", True]
        assert shares[source, True] == pytest.approx(shares[source, False], rel=1e-3)
        assert ratio == pytest.approx(SHARES.get(source, JUDGED) / SHARES["written"], rel=1e-3)


def test_a_token_of_few_sentences_weighs_more() -> None:
    weights = token_weights(the_reader(), ["It fell.", "It rose.", "It came.", "Snow fell."])
    it, fell, rose = (int(the_reader().read([word])[0].ids[0]) for word in ("it", "fell", "rose"))
    assert weights[fell] == pytest.approx(log(4 / 2))
    assert weights[it] == pytest.approx(log(4 / 3))
    assert weights[rose] == pytest.approx(log(4))
    assert list(weights) == sorted(weights)


def test_what_is_taught_is_a_network_of_five_that_tells_some_of_what_it_was_taught(
    capsys: pytest.CaptureFixture[str],
) -> None:
    examples = some()
    weights = token_weights(the_reader(), [e.claim for e in examples])
    paired = features(examples, the_reader(), weights)
    featured = paired.featured
    read = crossed(examples, paired, CrossReader.shipped())
    network = Network(taught(examples, featured, read))
    chances = [
        network.probability(tokens, claim, float(logit))
        for tokens, claim, logit in zip(featured.tokens, featured.claims, read, strict=True)
    ]
    right = [(c >= 0.5) == e.carried for c, e in zip(chances, examples, strict=True)]
    assert np.mean(right) > 0.7
    told = capsys.readouterr().out
    assert f"fold {FOLDS} of {FOLDS}" in told
    assert "written: 150 claims" in told
