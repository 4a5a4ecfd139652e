"""Abstaining as detection, the risk-coverage curve and its area, worked by hand."""

from __future__ import annotations

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.abstention import Abstention, abstention, area, risk_coverage

TP, FN, FP, TN = (False, True), (False, False), (True, True), (True, False)

CASES = [
    # what, outcomes, precision, recall, F1
    ("nothing asked", [], None, None, None),
    ("always right", [TP, TP, TN, TN, TN], 1, 1, 1),
    ("always wrong", [FN, FN, FP], 0, 0, 0),
    ("never abstains", [FN, TN, TN], None, 0, 0),
    ("always abstains", [TP, FP, FP, FP], 1 / 4, 1, 2 / 5),
    ("all could be answered and were", [TN, TN], None, None, None),
    ("all could be answered, one was not", [TN, FP], 0, None, 0),
    ("none could be answered", [TP, FN, FN], 1, 1 / 3, 2 / 4),
    ("some of each", [TP, TP, TP, FN, FP, FP, TN], 3 / 5, 3 / 4, 6 / 9),
]


@pytest.mark.parametrize(
    ("outcomes", "precision", "recall", "f1"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_abstaining_gets_the_scores_worked_out_by_hand(
    outcomes: list[tuple[bool, bool]],
    precision: float | None,
    recall: float | None,
    f1: float | None,
) -> None:
    got = abstention(outcomes)
    assert got.precision == pytest.approx(precision)
    assert got.recall == pytest.approx(recall)
    assert got.f1 == pytest.approx(f1)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_f1_is_the_harmonic_mean_where_it_has_one(outcomes: list[tuple[bool, bool]]) -> None:
    got = abstention(outcomes)
    if got.precision and got.recall:
        mean = 2 * got.precision * got.recall / (got.precision + got.recall)
        assert got.f1 == pytest.approx(mean)
    else:
        assert not got.f1
    assert got == abstention(outcomes[::-1])
    assert isinstance(got, Abstention)


Told = list[tuple[float, bool]]
CURVES: list[tuple[str, Told, int, list[tuple[float, float]], float | None]] = [
    # what, answers, questions, curve, area
    ("nothing asked", [], 0, [], None),
    ("nothing answered", [], 4, [], None),
    ("always right", [(0.9, True), (0.5, True)], 4, [(0.25, 0), (0.5, 0)], 0),
    ("always wrong", [(0.9, False), (0.5, False)], 2, [(0.5, 1), (1, 1)], 1),
    ("sure of the right one", [(0.9, True), (0.5, False)], 2, [(0.5, 0), (1, 0.5)], 0.25),
    ("sure of the wrong one", [(0.9, False), (0.5, True)], 2, [(0.5, 1), (1, 0.5)], 0.75),
    ("surest last", [(0.1, False), (0.9, True)], 2, [(0.5, 0), (1, 0.5)], 0.25),
    ("sure of both alike", [(0.5, True), (0.5, False)], 2, [(1, 0.5)], 0.5),
    ("sure of both alike, turned", [(0.5, False), (0.5, True)], 2, [(1, 0.5)], 0.5),
    (
        "a tie in the middle",
        [(0.9, True), (0.5, False), (0.5, True), (0.1, False)], 8,
        [(1 / 8, 0), (3 / 8, 1 / 3), (4 / 8, 1 / 2)],
        (0 + 1 / 3 + 1 / 3 + 1 / 2) / 4,
    ),
    ("no confidence below zero is lost", [(-1, True), (-2, False)], 2, [(0.5, 0), (1, 0.5)], 0.25),
]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "questions", "curve", "mean"),
    [case[1:] for case in CURVES],
    ids=[case[0] for case in CURVES],
)
def test_the_curve_and_its_area_are_those_worked_out_by_hand(
    answers: Told, questions: int, curve: list[tuple[float, float]], mean: float | None
) -> None:
    got = risk_coverage(answers, questions)
    assert [x for x, _ in got] == pytest.approx([x for x, _ in curve])
    assert [y for _, y in got] == pytest.approx([y for _, y in curve])
    assert area(got) == pytest.approx(mean)


ANSWERS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.booleans()), min_size=1, max_size=12
)


@given(ANSWERS, st.integers(0, 5))
def test_the_order_of_answers_and_abstentions_do_not_move_the_area(
    answers: Told, abstentions: int
) -> None:
    questions = len(answers) + abstentions
    curve = risk_coverage(answers, questions)
    assert risk_coverage(sorted(answers), questions) == curve
    assert risk_coverage(sorted(answers, reverse=True), questions) == curve
    assert area(curve) == pytest.approx(area(risk_coverage(answers, len(answers))))


@given(ANSWERS)
def test_the_area_is_the_mean_of_the_risks_after_each_answer(answers: Told) -> None:
    risks = []
    for confidence, _ in answers:
        surer = [right for other, right in answers if other >= confidence]
        risks.append(surer.count(False) / len(surer))
    assert area(risk_coverage(answers, len(answers))) == pytest.approx(sum(risks) / len(risks))


@given(ANSWERS, st.integers(0, 5))
def test_the_curve_ends_where_every_answer_is_given(answers: Told, abstentions: int) -> None:
    questions = len(answers) + abstentions
    wrong = sum(not right for _, right in answers)
    assert risk_coverage(answers, questions)[-1] == (
        len(answers) / questions,
        wrong / len(answers),
    )


def test_more_answers_than_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="2 answers to 1 questions"):
        risk_coverage([(1.0, True), (1.0, True)], 1)


def test_a_confidence_that_is_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be ordered"):
        risk_coverage([(nan, True)], 1)
