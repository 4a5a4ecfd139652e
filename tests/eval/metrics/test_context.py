"""Whether an answer stands in what a model would be shown."""

from __future__ import annotations

import pytest

from eval.metrics.context import CHARACTERS, answer_in_context

CASES = [
    # what, answers, texts, characters, expected
    ("always right", ["Two"], ["Two people died."], 4000, True),
    ("always wrong", ["Two"], ["It rained.", "It snowed."], 4000, False),
    ("nothing found", ["Two"], [], 4000, False),
    ("the alias alone", ["two", "2"], ["In all, 2 died"], 4000, True),
    ("a number in a year", ["2"], ["In 2026 it rained"], 4000, False),
    ("a number in a larger one", ["1.9"], ["11.9 and 1.95"], 4000, False),
    ("typography", ["78-69"], ["They won 78–69"], 4000, True),
    ("in the last text", ["two"], ["It rained.", "Two died"], 4000, True),
    ("ends at the cut", ["two"], ["one two"], 7, True),
    ("ends after the cut", ["two"], ["one two"], 6, False),
    ("cut into something else", ["1.9"], ["at 1.95"], 6, False),
    ("the newline between texts counts", ["two"], ["one", "two"], 7, True),
    ("the newline takes the last place", ["two"], ["one", "two"], 6, False),
    ("each text takes its place", ["d"], ["aa", "b", "d"], 6, True),
    ("each text takes its place, one less", ["d"], ["aa", "b", "d"], 5, False),
    ("behind the cut, in a later text", ["d"], ["abc d", "d"], 4, False),
    ("no characters", ["two"], ["two"], 0, False),
    ("an answer does not span two texts", ["New York"], ["New", "York"], 4000, False),
    ("but it spans two lines of one", ["New York"], ["New\nYork"], 4000, True),
    ("an answer without words", ["…", ""], ["… and so on"], 4000, True),
    ("an answer of nothing", [""], ["so on"], 4000, False),
]


@pytest.mark.parametrize(
    ("answers", "texts", "characters", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_an_answer_stands_in_the_context(
    answers: list[str], texts: list[str], characters: int, expected: bool
) -> None:
    assert answer_in_context(answers, texts, characters) is expected


def test_by_default_it_looks_at_four_thousand_characters() -> None:
    assert CHARACTERS == 4000
    assert answer_in_context(["two"], [" " * 3997 + "two"])
    assert not answer_in_context(["two"], [" " * 3998 + "two"])


def test_a_question_without_accepted_answers_is_refused_and_not_scored_zero() -> None:
    with pytest.raises(ValueError, match="leave the question unscored"):
        answer_in_context([], ["Two people died."])
