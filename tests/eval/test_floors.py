"""The gate's floors: they hold, they rise, they fall only if told to, and they know their data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.floors import (
    BASELINE,
    SUITES,
    Standing,
    Suite,
    check,
    raised,
    read_baseline,
    standings,
    write_baseline,
)
from eval.names import METRICS
from rag.errors import EvaluationFailed, InputError
from tests.eval.making import about

SUITE = Suite("small", "quotes", ("correct", "quote fidelity"), ("quote fidelity",))


def summary(correct: float | None, fidelity: float | None = 1.0, n: int = 10) -> dict[str, Any]:
    return {
        "metrics": [
            {"name": "correct", "value": correct, "n": n},
            {"name": "quote fidelity", "value": fidelity, "n": n},
        ]
    }


def base(correct: float = 0.8) -> dict[str, Any]:
    return raised(SUITE, {}, about(), summary(correct))


def test_a_first_floor_lies_a_question_below_and_a_promise_lies_where_it_was() -> None:
    assert base()["small"]["floors"] == {"correct": 0.7, "quote fidelity": 1.0}
    assert base()["small"]["gold"] == about()["gold"]["digest"]


@pytest.mark.parametrize(
    ("correct", "fidelity", "fallen"),
    [(0.8, 1.0, []), (0.7, 1.0, []), (0.69, 1.0, ["correct"]), (0.9, 0.99, ["quote fidelity"]),
     (None, None, ["correct", "quote fidelity"])],
)  # fmt: skip
def test_a_figure_below_its_floor_fails(
    correct: float | None, fidelity: float | None, fallen: list[str]
) -> None:
    found = standings(SUITE, base(), about(), summary(correct, fidelity))
    assert [s.metric for s in found if s.fallen] == fallen
    if fallen:
        with pytest.raises(EvaluationFailed, match=fallen[0]):
            check(found)
    else:
        check(found)


@pytest.mark.parametrize("name", ["gold", "corpus"])
def test_floors_of_other_data_are_no_floors(name: str) -> None:
    other = about(**{name: about()[name] | {"digest": "x" * 64}})
    with pytest.raises(EvaluationFailed, match=f"other data: {name}"):
        standings(SUITE, base(), other, summary(0.9))


def test_a_figure_without_a_floor_does_not_pass_unseen() -> None:
    known = base()
    del known["small"]["floors"]["correct"]
    with pytest.raises(EvaluationFailed, match="no floor for correct"):
        standings(SUITE, known, about(), summary(0.9))


def test_a_suite_without_floors_says_how_to_set_them() -> None:
    with pytest.raises(EvaluationFailed, match="--update"):
        standings(SUITE, {}, about(), summary(0.9))


def test_updating_raises_and_never_lowers_by_itself() -> None:
    higher = raised(SUITE, base(0.8), about(), summary(0.95))
    assert higher["small"]["floors"]["correct"] == 0.85
    same = raised(SUITE, higher, about(), summary(0.9))
    assert same["small"]["floors"]["correct"] == 0.85
    with pytest.raises(EvaluationFailed, match="--allow-regression"):
        raised(SUITE, higher, about(), summary(0.6))
    lower = raised(SUITE, higher, about(), summary(0.6), allow_regression=True)
    assert lower["small"]["floors"]["correct"] == 0.5


def test_a_figure_that_is_gone_may_not_go_unseen() -> None:
    with pytest.raises(EvaluationFailed, match="correct fell"):
        raised(SUITE, base(), about(), summary(None))
    assert "correct" not in raised(
        SUITE, base(), about(), summary(None), allow_regression=True
    )["small"]["floors"]  # fmt: skip


def test_a_baseline_reads_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "none.json") == {}
    write_baseline(tmp_path / "b.json", base())
    assert read_baseline(tmp_path / "b.json") == base()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"small": 1}', '{"small": {}}', '{"small": {"floors": {"correct": NaN}}}']
)
def test_a_broken_baseline_is_an_error_of_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        read_baseline(tmp_path / "b.json")


def test_every_suite_measures_what_exists_and_promises_what_it_measures() -> None:
    known = {metric.name for metric in METRICS}
    for suite in SUITES.values():
        assert set(suite.exact) <= set(suite.metrics) <= known


def test_the_committed_floors_are_of_the_suites_and_promises_are_kept_whole() -> None:
    committed = json.loads(BASELINE.read_text(encoding="utf-8"))
    assert set(committed) == set(SUITES)
    for name, suite in SUITES.items():
        floors = committed[name]["floors"]
        assert set(floors) == set(suite.metrics)
        assert {floors[metric] for metric in suite.exact} == {1.0}


def test_a_standing_without_a_floor_cannot_fall() -> None:
    assert not Standing("small", "new", None, 0.0).fallen
