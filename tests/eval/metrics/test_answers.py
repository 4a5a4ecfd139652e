"""Exact match, token F1, alias match and choices, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.answers import choice, choice_correct, exact_match, stated, token_f1

CASES: list[tuple[str, list[str], float, float, bool]] = [
    # said, accepted, exact match, token F1, stated
    ("Paris", ["Paris"], 1, 1, True),  # always right
    ("London", ["Paris"], 0, 0, False),  # always wrong
    ("", ["Paris"], 0, 0, False),
    ("…", ["Paris"], 0, 0, False),
    ("the PARIS.", ["Paris"], 1, 1, True),
    ("a city, an act", ["city act"], 1, 1, False),
    ("Theatre", ["atre"], 0, 0, False),
    ("  Port \n Sollan ", ["Port Sollan"], 1, 1, True),
    ("Sollan Port", ["Port Sollan"], 0, 1, False),
    ("It is in Paris", ["Paris"], 0, 2 / 5, True),
    ("Paris", ["Paris, France"], 0, 2 / 3, False),
    ("no no yes", ["no"], 0, 2 / 4, True),
    ("no no yes", ["no no no"], 0, 4 / 6, False),
    ("2 people", ["two", "2"], 0, 2 / 3, True),  # the best of several
    ("2 people", ["2", "two"], 0, 2 / 3, True),
    ("2", ["two", "2"], 1, 1, True),
    ("2", ["2", "two"], 1, 1, True),
    ("in 2026", ["2"], 0, 0, False),
    ("11.9 or 1.95", ["1.9"], 0, 0, False),
    ("78–69", ["78-69"], 1, 1, True),
    ("It ended 78–69", ["78 - 69"], 0, 0, True),
    ("It’s “Dawn”", ["it's dawn"], 1, 1, False),
    ("4,180", ["4180"], 1, 1, False),
    ("19", ["1.9"], 1, 1, False),  # SQuAD's way with points
    ("the", ["a"], 1, 1, False),  # nothing is left of either
    ("the", ["a city"], 0, 0, False),
]


@pytest.mark.parametrize(("said", "accepted", "exact", "f1", "stands"), CASES)
def test_an_answer_gets_the_scores_worked_out_by_hand(
    said: str, accepted: list[str], exact: float, f1: float, stands: bool
) -> None:
    assert exact_match(said, accepted) == exact
    assert token_f1(said, accepted) == pytest.approx(f1)
    assert stated(said, accepted) is stands


@pytest.mark.parametrize("metric", [exact_match, token_f1, stated])
def test_a_question_without_accepted_answers_is_refused_and_not_scored_zero(metric: Any) -> None:
    with pytest.raises(ValueError, match="leave the question unscored"):
        metric("Paris", [])


WORDS = st.text("ab 1.,’–", max_size=8)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=3), WORDS)
def test_scores_keep_their_order_and_more_accepted_answers_never_cost(
    said: str, accepted: list[str], alias: str
) -> None:
    exact, f1 = exact_match(said, accepted), token_f1(said, accepted)
    assert 0.0 <= exact <= f1 <= 1.0
    assert exact_match(said, [*accepted, alias]) >= exact
    assert token_f1(said, [*accepted, alias]) >= f1
    assert stated(said, [*accepted, alias]) >= stated(said, accepted)


CHOICES: list[tuple[str, list[str], str | None]] = [
    ("It was York", ["York", "Leeds"], "York"),
    ("It was YORK.", ["York", "Leeds"], "York"),
    ("Leeds", ["York", "Leeds"], "Leeds"),
    ("It was Hull", ["York", "Leeds"], None),
    ("", ["York", "Leeds"], None),
    ("York or Leeds", ["York", "Leeds"], None),
    ("York, I say: York", ["York", "Leeds"], "York"),
    ("Yorkshire", ["York", "Leeds"], None),
    ("In New York", ["York", "New York"], "New York"),
    ("In New York", ["New York", "York"], "New York"),
    ("In York", ["York", "New York"], "York"),
    ("In New York, not in York", ["York", "New York"], None),
    ("York City Hall", ["York City", "City Hall"], None),
    ("York City Hall", ["York City", "City", "City Hall"], None),
    ("York City", ["York City", "York", "City"], "York City"),
    ("yes", ["Yes", "yes"], None),
    ("yes", [], None),
    ("won 78–69", ["69-78", "78-69"], "78-69"),
]


@pytest.mark.parametrize(("said", "choices", "made"), CHOICES)
def test_the_one_choice_that_is_stated_is_the_choice(
    said: str, choices: list[str], made: str | None
) -> None:
    assert choice(said, choices) == made


CORRECT: list[tuple[str, list[str], list[str], bool]] = [
    ("It was York", ["York", "Leeds"], ["York"], True),  # always right
    ("It was Leeds", ["York", "Leeds"], ["York"], False),  # always wrong
    ("York or Leeds", ["York", "Leeds"], ["York"], False),
    ("It was Hull", ["York", "Leeds"], ["York"], False),
    ("", ["York", "Leeds"], ["York"], False),
    ("78-69", ["78–69", "69–78"], ["a win", "78-69"], True),
    ("In York", ["York", "New York"], ["new york"], False),
    ("In New York", ["York", "New York"], ["new york"], True),
    ("In New York", ["York", "New York"], ["york"], False),
]


@pytest.mark.parametrize(("said", "choices", "accepted", "right"), CORRECT)
def test_a_choice_is_right_if_it_is_an_accepted_answer(
    said: str, choices: list[str], accepted: list[str], right: bool
) -> None:
    assert choice_correct(said, choices, accepted) is right


def test_choices_that_nobody_could_get_right_are_refused() -> None:
    with pytest.raises(ValueError, match=r"none of the choices \['York'\] is accepted: \['Hull'\]"):
        choice_correct("York", ["York"], ["Hull"])
    with pytest.raises(ValueError, match="none of the choices"):
        choice_correct("York", [], ["York"])
    with pytest.raises(ValueError, match="leave the question unscored"):
        choice_correct("York", ["York"], [])
