"""Where each group has one alternative, the scores are those of trec_eval."""

from __future__ import annotations

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import AP, RR, R, Success, nDCG

from eval.metrics.ranking import average_precision, gains_of, hit, ndcg, recall, reciprocal_rank

POOL = [f"article-{n:02}" for n in range(20)]


@given(st.permutations(POOL), st.integers(1, 20), st.integers(1, 14))
def test_the_scores_are_those_of_trec_eval(order: list[str], length: int, groups: int) -> None:
    ranked, relevant = order[:length], sorted(POOL)[3 : 3 + groups]
    wanted = {
        RR @ 10: reciprocal_rank(gains := gains_of(ranked, [{r} for r in relevant]), 10),
        AP @ 10: average_precision(gains, groups, 10),
        nDCG @ 10: ndcg(gains, groups, 10),
        R @ 5: recall(gains, groups, 5),
        Success @ 5: hit(gains, 5),
        AP @ 3: average_precision(gains, groups, 3),
        nDCG @ 1: ndcg(gains, groups, 1),
    }
    run = [ir_measures.ScoredDoc("q", item, float(100 - rank)) for rank, item in enumerate(ranked)]
    qrels = [ir_measures.Qrel("q", item, 1) for item in relevant]
    theirs = ir_measures.calc_aggregate(list(wanted), qrels, run)
    assert theirs == pytest.approx(wanted, abs=1e-9)
