from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from eval.training.folds import READERS
from rag.models.token_reader import WIDTH
from rag.support.alignment import FEATURES, alignment
from rag.support.comparison import comparison
from rag.support.cross_reader import LONGEST, CrossReader, inner
from rag.support.network import Network
from tests.rag.making import the_reader, the_support
from tests.rag.support.test_score import ARTICLE

LARGEST = 30_000_000  # bytes of package data
WEIGHTS = Network.shipped().weights


def logit(cross: CrossReader, claim: str, *texts: str) -> float:
    said, *held = the_reader().read([claim, *texts])
    features = comparison(claim, ARTICLE, (0,)).features
    tokens = alignment(claim, said, held, WEIGHTS)
    return cross.logit(inner([said]), inner(held), tokens, features)


def test_the_logit_is_the_mean_of_what_each_reader_says() -> None:
    cross = the_support().cross
    alone = [
        logit(cross.member(n), "Nine ceiling panels fell.", *ARTICLE.texts) for n in range(READERS)
    ]
    assert len(set(alone)) == READERS
    both = logit(cross, "Nine ceiling panels fell.", *ARTICLE.texts)
    assert both == pytest.approx(np.mean(alone), abs=1e-5)


@pytest.mark.parametrize(
    ("carried", "other"),
    [
        ("Seven ceiling panels fell.", "Nine ceiling panels fell."),
        ("The tunnel was closed on Tuesday.", "The tunnel was not closed on Tuesday."),
        ("The harbour tunnel was shut.", "The harbour tunnel was reopened."),
    ],
)
def test_what_is_carried_is_surer_than_what_was_altered(carried: str, other: str) -> None:
    cross = the_support().cross
    assert logit(cross, carried, ARTICLE.texts[0]) > logit(cross, other, ARTICLE.texts[0])


def test_what_was_read_of_texts_stands_side_by_side() -> None:
    read = the_reader().read(["Seven panels fell.", "Salt water had corroded the bolts."])
    both = inner(read)
    assert both.shape == (sum(len(r.ids) for r in read), WIDTH)
    assert np.allclose(np.linalg.norm(both, axis=1), 1, atol=1e-4)


def test_no_more_than_the_longest_evidence_is_looked_at() -> None:
    chance = np.random.default_rng(0)
    vectors = chance.normal(size=(LONGEST + 40, WIDTH)).astype(np.float32) / WIDTH**0.5
    tokens = chance.normal(size=(9, FEATURES)).astype(np.float32)
    features = comparison("Seven panels fell.", ARTICLE, (0,)).features
    cross, said = the_support().cross, vectors[:9]
    whole = cross.logit(said, vectors, tokens, features)
    assert whole == cross.logit(said, vectors[:LONGEST], tokens, features)
    assert whole != cross.logit(said, vectors[: LONGEST - 40], tokens, features)


def test_the_shipped_readers_are_small() -> None:
    folder = files("rag.support")
    size = sum(len(folder.joinpath(f).read_bytes()) for f in ("cross_reader.onnx", "network.npz"))
    assert size < LARGEST
