"""Rankings worked by hand, and what holds of every ranking."""

from __future__ import annotations

from math import log2
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.ranking import (
    average_precision,
    distinct,
    gains_of,
    hit,
    ndcg,
    recall,
    reciprocal_rank,
)

A, B, BOTH, NONE = frozenset({0}), frozenset({1}), frozenset({0, 1}), frozenset[int]()
D = [0.0, *(1 / log2(1 + rank) for rank in range(1, 20))]  # the discount at each rank

CASES: list[tuple[str, list[frozenset[int]], int, int, tuple[float, ...]]] = [
    # what, gains, groups, k, then hit, recall, RR, AP and nDCG
    ("always right, one group", [A, NONE], 1, 10, (1, 1, 1, 1, 1)),
    ("always right, two groups", [A, B, NONE], 2, 10, (1, 1, 1, 1, 1)),
    ("always right, one item bears all", [BOTH], 2, 10, (1, 1, 1, 1, 1)),
    ("always right, all at the cut", [A, B], 2, 2, (1, 1, 1, 1, 1)),
    ("always wrong", [NONE] * 10, 2, 10, (0, 0, 0, 0, 0)),
    ("nothing found", [], 2, 10, (0, 0, 0, 0, 0)),
    ("second of one", [NONE, A], 1, 10, (1, 1, 1 / 2, 1 / 2, D[2])),
    ("just before the cut", [NONE, NONE, A], 1, 3, (1, 1, 1 / 3, 1 / 3, 0.5)),
    ("just behind the cut", [NONE, NONE, A], 1, 2, (0, 0, 0, 0, 0)),
    ("k is longer than the list", [NONE, A], 1, 500, (1, 1, 0.5, 0.5, D[2])),
    ("one of two", [A, NONE], 2, 10, (1, 0.5, 1, 0.5, 1 / (1 + D[2]))),
    (
        "a copy is worth nothing",
        [A, A, B], 2, 10,
        (1, 1, 1, (1 + 2 / 3) / 2, (1 + D[3]) / (1 + D[2])),
    ),
    (
        "copies alone never reach the other group",
        [A, A, A], 2, 10,
        (1, 0.5, 1, 0.5, 1 / (1 + D[2])),
    ),
    (
        "the second group comes third, by an item that bears both",
        [A, NONE, BOTH], 2, 10,
        (1, 1, 1, (1 + 2 / 3) / 2, (1 + D[3]) / (1 + D[2])),
    ),
    (
        "an item that bears both comes second",
        [NONE, BOTH], 2, 10,
        (1, 1, 1 / 2, (1 / 2 + 2 / 2) / 2, 2 * D[2] / (1 + D[2])),
    ),
    (
        "of four groups the third item bears two",
        [A, NONE, frozenset({1, 2}), frozenset({3})], 4, 10,
        (1, 1, 1, (1 + 2 / 3 + 3 / 3 + 1) / 4, (1 + 2 * D[3] + D[4]) / (1 + D[2] + D[3] + D[4])),
    ),
    (
        "more groups than places",
        [A, B, frozenset({2})], 3, 2,
        (1, 2 / 3, 1, 2 / 3, 1),
    ),
    (
        "one item bears more than there are places",
        [frozenset(range(5))], 5, 2,
        (1, 1, 1, 1, 1),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("gains", "groups", "k", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_ranking_gets_the_scores_worked_out_by_hand(
    gains: list[frozenset[int]], groups: int, k: int, expected: tuple[float, ...]
) -> None:
    got = (
        hit(gains, k),
        recall(gains, groups, k),
        reciprocal_rank(gains, k),
        average_precision(gains, groups, k),
        ndcg(gains, groups, k),
    )
    assert got == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("metric", [recall, average_precision, ndcg])
def test_a_question_without_evidence_is_refused_and_not_scored_zero(metric: Any) -> None:
    with pytest.raises(ValueError, match="leave questions without evidence unscored"):
        metric([], 0, 10)


@pytest.mark.parametrize("metric", [recall, average_precision, ndcg])
def test_gains_that_name_a_group_too_many_are_refused(metric: Any) -> None:
    with pytest.raises(ValueError, match=r"name groups \[1\]"):
        metric([BOTH], 1, 10)


@pytest.mark.parametrize("k", [0, -1])
def test_no_rank_at_all_is_refused(k: int) -> None:
    for score in (hit, reciprocal_rank):
        with pytest.raises(ValueError, match="makes no sense"):
            score([A], k)
    for score in (recall, average_precision, ndcg):
        with pytest.raises(ValueError, match="makes no sense"):
            score([A], 1, k)


GROUPS = 4
RANKINGS = st.lists(st.frozensets(st.integers(0, GROUPS - 1), max_size=3), max_size=12)


@given(RANKINGS, st.integers(1, 14))
def test_every_score_lies_between_zero_and_one(gains: list[frozenset[int]], k: int) -> None:
    for score in every(gains, k):
        assert 0.0 <= score <= 1.0


@given(RANKINGS, st.integers(1, 14), st.integers(0, 11))
def test_an_idle_item_put_in_never_helps(gains: list[frozenset[int]], k: int, place: int) -> None:
    worse = [*gains[:place], NONE, *gains[place:]]
    for after, before in zip(every(worse, k), every(gains, k), strict=True):
        assert after <= before + 1e-12


@given(RANKINGS, st.integers(1, 14))
def test_copies_after_the_first_score_as_if_they_bore_nothing(
    gains: list[frozenset[int]], k: int
) -> None:
    seen: set[int] = set()
    novel = []
    for bears in gains:
        novel.append(frozenset(bears - seen))
        seen |= bears
    assert every(novel, k) == every(gains, k)


@given(RANKINGS, st.integers(1, 13))
def test_looking_further_never_finds_less(gains: list[frozenset[int]], k: int) -> None:
    assert hit(gains, k) <= hit(gains, k + 1)
    assert recall(gains, GROUPS, k) <= recall(gains, GROUPS, k + 1)
    assert reciprocal_rank(gains, k) <= reciprocal_rank(gains, k + 1)
    assert average_precision(gains, GROUPS, k) <= average_precision(gains, GROUPS, k + 1)


def every(gains: list[frozenset[int]], k: int) -> list[float]:
    return [
        hit(gains, k),
        reciprocal_rank(gains, k),
        recall(gains, GROUPS, k),
        average_precision(gains, GROUPS, k),
        ndcg(gains, GROUPS, k),
    ]


def test_each_item_gets_the_groups_that_name_it() -> None:
    evidence = [{"a", "copy of a"}, ["b"], ("a", "b")]
    assert gains_of(["x", "copy of a", "b", "a", "b"], evidence) == [
        NONE,
        frozenset({0}),
        frozenset({1, 2}),
        frozenset({0, 2}),
        frozenset({1, 2}),
    ]
    assert gains_of([], evidence) == []
    assert gains_of(["a"], []) == [NONE]


def test_articles_are_ranked_by_their_first_passage() -> None:
    assert distinct(["b", "a", "b", "c", "a"]) == ["b", "a", "c"]
    assert distinct([]) == []
