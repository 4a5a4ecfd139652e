"""What became of each question, and that the report knows every figure by name."""

from __future__ import annotations

from typing import Any

import pytest

from eval.names import METRICS
from eval.report import meanings
from eval.report.outcomes import failures, right, said
from tests.eval.report.making import KINDS, rows


def row(**given: Any) -> dict[str, Any]:
    usual = next(r for r in rows() if r["correct"] is False and not r["answer"]["abstained"])
    return usual | given


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"correct": True}, True),
        ({"correct": False}, False),
        ({"correct": False, "error": "it broke"}, None),
        ({"correct": None, "scores": {"recall@10": 1.0}}, True),
        ({"correct": None, "scores": {"recall@10": 0.5}}, False),
        ({"correct": None, "scores": {"recall@10": None}}, None),
        ({"correct": None, "scores": {}}, None),
    ],
)
def test_a_question_is_right_wrong_or_unscored(given: dict[str, Any], wanted: bool | None) -> None:
    assert right(row(**given)) is wanted


def test_every_wrong_or_errored_question_is_a_failure_and_no_other() -> None:
    told = rows()
    wrong = {r["id"] for r in told if r["error"] or r["correct"] is False}
    assert {failure.id for failure in failures(told)} == wrong
    assert [f.error is not None for f in failures(told)][:2] == [True, True]


def test_a_row_of_an_error_needs_nothing_but_the_error() -> None:
    (failure,) = failures(
        [{"id": "q", "kind": "single", "question": "Who?", "as_of": None, "answerable": True,
          "answers": ["she"], "error": "no model"}]
    )  # fmt: skip
    assert failure.error == "no model"
    assert (failure.said, failure.expected, failure.first) == (None, (), None)


def test_expected_evidence_tells_its_rank_and_whether_it_is_cited() -> None:
    cited = {"article_id": "a", "quote": "Two  people died in the flood."}
    wanted = [[{"article_id": "a", "quote": "people died in the flood"}],
              [{"article_id": "a", "quote": "other words"}, {"article_id": "b", "quote": None}],
              [{"article_id": None, "quote": None}]]  # fmt: skip
    answer = row()["answer"] | {"abstained": False, "citations": [cited]}
    found = [{"rank": rank, "article_id": "b", "text": "So."} for rank in (3, 7)]
    (failure,) = failures([row(expected=wanted, answer=answer, found=found)])
    told = [[(one.rank, one.cited) for one in group] for group in failure.expected]
    assert told == [
        [(None, "cited")],
        [(None, "its article is cited"), (3, "not cited")],
        [(None, "not cited")],
    ]


def test_an_abstention_says_why_and_cites_nothing() -> None:
    answer = row()["answer"] | {"abstained": True, "reason": "outside_window", "citations": []}
    (failure,) = failures([row(answer=answer)])
    assert (failure.said, failure.abstained) == (None, "nothing in these days")
    assert {one.cited for group in failure.expected for one in group} == {""}
    assert said(row(answer=answer)) == "no answer: nothing in these days"


def test_every_metric_and_kind_has_a_meaning() -> None:
    assert {metric.name for metric in METRICS} == set(meanings.METRICS)
    assert {metric.group for metric in METRICS} == set(meanings.GROUPS)
    assert set(KINDS) == set(meanings.KINDS)
    assert all(text.endswith(".") for text in meanings.METRICS.values())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Waters\n\nfell.", "Waters fell."),
        ("Four of its 151 members ab", "Four of its 151 members ab …"),
    ],
)
def test_what_was_found_first_is_told_in_one_line_and_cut_visibly(text: str, wanted: str) -> None:
    (failure,) = failures([row(found=[{"rank": 1, "article_id": "a", "text": text}])])
    assert failure.first["text"] == wanted
