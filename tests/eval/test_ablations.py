"""What a part is worth: paired differences on the sample questions, and how they are told."""

from __future__ import annotations

from pathlib import Path

from eval.ablations import Loss, ablate, ablation_json, cell, duration, markdown
from eval.measuring import Plan, sample_articles
from rag.settings import Settings
from tests.conftest import MODELS


def test_parts_are_left_out_in_turn_and_compared_question_by_question(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, llm="quotes", models=MODELS)
    plan = Plan(
        articles=sample_articles(), retrieval_only=True, limit=12, root=tmp_path, report=False
    )
    found = ablate(plan, settings, ["keywords", "vectors"])
    assert [a.part for a in found] == [None, "keywords", "vectors"]
    whole = found[0].losses["hit@5"]
    assert (whole.difference, whole.low, whole.high) == (0.0, 0.0, 0.0)
    for a in found[1:]:
        loss = a.losses["MRR@10"]
        assert loss.value is not None
        assert loss.difference is not None
        assert abs(loss.value - (found[0].losses["MRR@10"].value or 0) - loss.difference) < 1e-9
    table = markdown(found)
    assert table.count("\n") == 5
    assert "keywords: passages found by words" in table
    assert [row["without"] for row in ablation_json(found)] == [None, "keywords", "vectors"]
    assert len(list(tmp_path.iterdir())) == 3


def test_a_difference_that_is_no_chance_stands_out() -> None:
    assert cell(Loss(0.5, -0.2, -0.3, -0.1), whole=False) == "**-0.200 (-0.300 to -0.100)**"
    assert cell(Loss(0.5, -0.2, -0.3, 0.1), whole=False) == "-0.200 (-0.300 to +0.100)"
    assert cell(Loss(0.5, 0.0, 0.0, 0.0), whole=True) == "0.500"
    assert cell(Loss(None, None, None, None), whole=False) == "—"


def test_durations_are_told_for_people() -> None:
    assert (duration(0.0123), duration(8.04)) == ("12 ms", "8.0 s")
