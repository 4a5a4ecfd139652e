from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from eval.claims.articles import material_of
from rag.spans import Material
from rag.support.comparison import KINDS, Comparison, comparison

TEXT = (
    "The harbour tunnel in Skerrel was closed on Tuesday after seven ceiling panels fell. "
    "Engineers said that salt water had corroded the bolts. "
    "Fire Commander Runa Dessel came to Skerrel. "
    "She said that nobody had been killed."
)
ARTICLE = material_of(TEXT, "Tunnel closed", "2026-05-13")
SPEAKER, HER_WORDS = 2, 3
TOGETHER, ALONE = slice(0, len(KINDS)), slice(len(KINDS), 2 * len(KINDS))
NAMING = 2 * len(KINDS)  # then gone, missing, beside, next to, before, between
LEANS = NAMING + 6
HELD = LEANS + 2
AROUND = HELD + 6 + 4
PICKED = AROUND + 3


def compared(claim: str, *picked: int, article: Material = ARTICLE) -> Comparison:
    return comparison(claim, article, picked or (0,))


@pytest.mark.parametrize("picked", [(0,), (2, 0), (3, 2), (0, 1, 2, 3)])
@pytest.mark.parametrize(
    "claim", ["Seven ceiling panels fell.", "", "?", "Nobody was killed. " * 9]
)
def test_features_are_as_many_as_the_shipped_network_wants(
    claim: str, picked: tuple[int, ...]
) -> None:
    with (
        files("rag.support").joinpath("network.npz").open("rb") as stream,
        np.load(stream) as known,
    ):
        wanted = known["claim_mean"].shape
    found = compared(claim, *picked).features
    assert found.shape == wanted
    assert found.dtype == np.float32
    assert np.isfinite(found).all()


def test_what_is_said_in_the_same_words_differs_in_nothing() -> None:
    found = compared(ARTICLE.texts[0])
    assert (found.differences, found.alone) == ((), ())
    assert not found.features[:NAMING].any()
    assert found.features[HELD : HELD + 6].tolist() == [1, 1, 1, 1, pytest.approx(1 / 14), 1]
    assert found.features[AROUND : AROUND + 3].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Nine ceiling panels fell.", "number"),
        ("The harbour tunnel in Skerrel was closed on Friday.", "date"),
        ("The harbour tunnel in Dunmarrow was closed on Tuesday.", "name"),
        ("The harbour tunnel was not closed on Tuesday.", "negation"),
    ],
)
def test_a_difference_raises_the_flag_of_its_kind(claim: str, kind: str) -> None:
    found = compared(claim)
    assert kind in {difference.kind for difference in found.differences}
    assert found.features[TOGETHER][KINDS.index(kind)] == 1
    assert found.features[ALONE][KINDS.index(kind)] == 1


def test_flags_say_no_more_than_the_differences_do() -> None:
    found = compared("Nine ceiling panels fell in Dunmarrow.", 0, 1)
    for flags, differences in (
        (found.features[TOGETHER], found.differences),
        (found.features[ALONE], found.alone),
    ):
        flagged = {kind for kind, flag in zip(KINDS, flags, strict=True) if flag}
        assert flagged == {difference.kind for difference in differences} - {"words"}


def test_a_name_that_only_the_sentence_beside_gives_is_told_from_one_that_nobody_gives() -> None:
    beside = compared("Runa Dessel said that nobody had been killed.", HER_WORDS, SPEAKER)
    gone = compared("Ilse Varrick said that nobody had been killed.", HER_WORDS, SPEAKER)
    names = slice(NAMING, NAMING + 5)
    assert beside.features[names].tolist() == [0, 0, 0.5, 1, 1]
    assert gone.features[names].tolist()[:3] == [1, 0.5, 0.5]
    assert "name" in {difference.kind for difference in beside.alone}
    assert "name" not in {difference.kind for difference in beside.differences}


def test_a_sentence_that_leans_on_others_is_marked() -> None:
    assert compared("Nobody had been killed.", HER_WORDS).features[LEANS : LEANS + 2].tolist() == [
        1, 0,
    ]  # fmt: skip
    assert compared("She came to Skerrel.", SPEAKER).features[LEANS : LEANS + 2].tolist() == [0, 1]


def test_how_much_was_picked_and_from_how_much_is_told() -> None:
    found = compared("Seven panels fell and she came.", 0, HER_WORDS).features
    assert found[PICKED:].tolist() == pytest.approx([2 / 4, 6 / 30, 1, 4 / 50])


def test_the_order_in_which_sentences_were_picked_tells_which_is_best() -> None:
    one, other = compared("She came.", 2, 3), compared("She came.", 3, 2)
    assert one.differences == other.differences
    assert not np.array_equal(one.features, other.features)
