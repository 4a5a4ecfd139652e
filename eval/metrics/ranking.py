"""How well a ranking finds the evidence of a question: hit, recall, MRR, MAP and nDCG. Pure.

A ranking is `gains`: for each rank, from the first, the groups of evidence that its item bears. All
groups are needed, and a group counts once, at the first item that bears it: a copy of what was
found already is worth no more than an item that bears nothing. Where every group has one
alternative and every item bears one group, these are the classic measures of binary relevance.

One item may bear several groups. Counted naively it would give a precision above 1 and beat an
ideal of one group a rank. So the j-th group found, at rank r, counts as found at max(r, j): an item
can do no better than fill the places that the ideal has so far. Every score then is at most 1, and
a ranking whose first item bears everything gets 1.

Every function raises ValueError for `k` below 1; those that are given `groups` raise it for none
(an unanswerable question has no ranking to score) and for gains that name other groups.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import log2

Gains = Sequence[frozenset[int]]


def gains_of(ranked: Sequence[str], evidence: Sequence[Collection[str]]) -> list[frozenset[int]]:
    """The groups that each ranked item bears.

    Args:
        ranked: Ids, best first.
        evidence: For each group, the ids that bear it.
    """
    return [
        frozenset(group for group, bearers in enumerate(evidence) if item in bearers)
        for item in ranked
    ]


def distinct(ids: Iterable[str]) -> list[str]:
    """The ids, each once, in the order of their first appearance: passages' articles as a ranking.

    Without it an article with five passages at the top would push all others five ranks down.
    """
    return list(dict.fromkeys(ids))


def hit(gains: Gains, k: int) -> float:
    """1 if any of the first `k` items bears a group, else 0 (Success@k of trec_eval)."""
    return float(any(_top(gains, k)))


def recall(gains: Gains, groups: int, k: int) -> float:
    """Share of the groups that the first `k` items bear, 0 to 1 (R@k of trec_eval).

    0 where they bear none, 1 where they bear all; below 1 if there are more groups than can fit.
    """
    return len(_found(gains, groups, k)) / groups


def reciprocal_rank(gains: Gains, k: int) -> float:
    """1 / rank of the first item that bears a group (Voorhees, TREC-8 1999), 0 to 1.

    1 where the first item does, 0 where none of the first `k` does. The mean over questions is MRR.
    """
    return next((1 / rank for rank, bears in enumerate(_top(gains, k), 1) if bears), 0.0)


def average_precision(gains: Gains, groups: int, k: int) -> float:
    """Sum over found groups of the precision where they were found, / `groups`, 0 to 1.

    The precision of the j-th, at rank r, is j / max(r, j) (Buckley and Voorhees, SIGIR 2000; cut
    at `k` as trec_eval's map_cut). 1 where all groups come first, 0 where none is found; groups
    beyond `k` count as not found. The mean over questions is MAP.
    """
    found = _found(gains, groups, k)
    return sum(j / max(rank, j) for j, rank in enumerate(found, 1)) / groups


def ndcg(gains: Gains, groups: int, k: int) -> float:
    """Sum over found groups of 1 / log2(1 + max(r, j)), over that of the ideal, 0 to 1.

    The ideal finds min(groups, k) groups, one a rank (Järvelin and Kekäläinen, TOIS 2002, with
    the gain 0 or 1; ndcg_cut of trec_eval). 1 where all groups that fit come first, 0 where none
    is found.
    """
    found = _found(gains, groups, k)[:k]
    ideal = sum(1 / log2(1 + j) for j in range(1, min(groups, k) + 1))
    return sum(1 / log2(1 + max(rank, j)) for j, rank in enumerate(found, 1)) / ideal


def _top(gains: Gains, k: int) -> Gains:
    if k < 1:
        raise ValueError(f"k={k} makes no sense: score at least the first item")
    return gains[:k]


def _found(gains: Gains, groups: int, k: int) -> list[int]:
    """For each group found, in order, the rank of the first item that bears it."""
    if groups < 1:
        raise ValueError(
            f"groups={groups}: a ranking is scored against at least one group of evidence; "
            "leave questions without evidence unscored"
        )
    seen: set[int] = set()
    ranks: list[int] = []
    for rank, bears in enumerate(_top(gains, k), 1):
        ranks += [rank] * len(bears - seen)
        seen |= bears
    strange = sorted(seen - set(range(groups)))
    if strange:
        raise ValueError(f"the gains name groups {strange}, but {groups=} are needed, from 0")
    return ranks
