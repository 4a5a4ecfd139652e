from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.support.alignment import FEATURES, UNSEEN, alignment
from tests.rag.making import the_reader

CLAIM = "Seven ceiling panels fell in Skerrel on Tuesday, 12 May."
EVIDENCE = [
    "The harbour tunnel was closed on Tuesday after seven ceiling panels fell.",
    "Engineers said that salt water had corroded the bolts.",
]
LIKES, MIXED, SHARED, STEP_ON, STEP_BACK, JUMP = slice(0, 3), 3, 4, 5, 6, 7
BESIDE, DIGIT, CAPITAL, WEIGHT, MARK = slice(8, 14), 14, 15, 16, 17
EVIDENCE_SIZE, CLAIM_SIZE = 23, 24


def features(claim: str, *evidence: str, weights: dict[int, float] | None = None) -> NDArray:
    said, *held = the_reader().read([claim, *evidence])
    return alignment(claim, said, held, weights or {})


@pytest.mark.parametrize("claim", [CLAIM, "", "Fell.", "北京", "word " * 400])
@pytest.mark.parametrize("evidence", [EVIDENCE, EVIDENCE[:1], ["Fell"], [""], ["", "Fell"]])
def test_every_token_has_its_features_whatever_the_texts(claim: str, evidence: list[str]) -> None:
    found = features(claim, *evidence)
    (said,) = the_reader().read([claim])
    assert found.shape == (len(said.ids), FEATURES)
    assert found.dtype == np.float32
    assert np.isfinite(found).all()


def test_a_claim_that_is_its_evidence_meets_itself_in_order() -> None:
    found = features(CLAIM, CLAIM)
    assert np.allclose(found[:, LIKES], 1, atol=1e-4)
    assert np.allclose(found[:, MIXED], 1, atol=1e-4)
    assert np.allclose(found[:, BESIDE], 1, atol=1e-4)
    assert found[:, SHARED].all()
    assert found[:, STEP_ON].all()
    assert found[:, STEP_BACK].all()
    assert not found[:, JUMP].any()


def test_evidence_of_two_sentences_is_read_as_one_after_the_other() -> None:
    whole = " ".join(EVIDENCE)
    assert features(whole, *EVIDENCE)[:, SHARED].all()
    alone, both = features(CLAIM, EVIDENCE[0]), features(CLAIM, *EVIDENCE)
    assert (both[:, LIKES] >= alone[:, LIKES] - 1e-5).all()


def test_one_token_of_evidence_is_what_every_token_meets() -> None:
    found = features(CLAIM, "Tuesday")
    assert found[:, SHARED].sum() == 1
    assert not found[:-1, STEP_ON].any()  # nothing comes after the only one
    second, best = found[:, 20:23], found[:, LIKES]
    assert np.array_equal(second, best)  # there is no second best


def test_an_empty_claim_is_one_token_that_is_carried_by_nothing() -> None:
    (row,) = features("", *EVIDENCE)
    assert row[SHARED] == 0
    assert row[MIXED] < 0.9


def test_an_altered_word_is_met_worse_than_those_that_were_taken_over() -> None:
    said = features("Seven ceiling panels melted.", *EVIDENCE)[:, MIXED]
    assert said.argmin() == 3 or said[3] < said[:3].min()


def test_words_that_changed_places_do_not_follow_each_other() -> None:
    kept, swapped = "Rastan beat Talbiseh in the final.", "Talbiseh beat Rastan in the final."
    assert features(swapped, kept)[:, STEP_ON].sum() < features(kept, kept)[:, STEP_ON].sum()


@pytest.mark.parametrize(
    ("text", "column", "marked"),
    [
        ("on 12 May", DIGIT, ["12"]),
        ("Nobody saw Talia", CAPITAL, ["Tal"]),
        ("it fell, twice.", MARK, [",", "."]),
    ],
)
def test_digits_capitals_and_punctuation_are_marked(
    text: str, column: int, marked: list[str]
) -> None:
    (read,) = the_reader().read([text])
    found = features(text, *EVIDENCE)[:, column]
    texts = [text[start:end] for start, end in read.offsets]
    assert [t for t, flag in zip(texts, found, strict=True) if flag][: len(marked)] == marked


def test_a_token_weighs_what_training_said_and_an_unknown_one_the_most() -> None:
    (read,) = the_reader().read(["panels fell"])
    found = features("panels fell", *EVIDENCE, weights={int(read.ids[0]): UNSEEN / 3})
    assert found[:, WEIGHT] == pytest.approx([1 / 3, 1.0])


def test_the_sizes_of_both_texts_are_told() -> None:
    found = features("panels fell", "Seven ceiling panels fell")
    assert found[:, EVIDENCE_SIZE] * 150 == pytest.approx([4, 4])
    assert found[:, CLAIM_SIZE] * 40 == pytest.approx([2, 2])
