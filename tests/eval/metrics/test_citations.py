"""Citation recall and precision as ALCE defines them, quote fidelity and supported sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.citations import (
    citation_precision,
    citation_recall,
    quote_fidelity,
    supported_share,
)

Said = list[tuple[str, list[str]]]


def carries(claim: str, quotes: Sequence[str]) -> bool:
    """A claim is letters; quotes carry it if together they hold every one."""
    assert quotes, "no citations are never asked about"
    return set(claim) <= set("".join(quotes))


CASES: list[tuple[str, Said, float | None, float | None]] = [
    # what, sentences, recall, precision
    ("nothing said", [], None, None),
    ("nothing cited", [("a", []), ("b", [])], 0, None),
    ("always right", [("a", ["a"]), ("b", ["xb"])], 1, 1),
    ("always wrong", [("a", ["b"]), ("b", ["c", "d"])], 0, 0),
    ("one of two sentences", [("a", ["a"]), ("b", ["c"])], 1 / 2, 1 / 2),
    ("one sentence cites nothing", [("a", ["a"]), ("b", [])], 1 / 2, 1),
    ("only together", [("ab", ["a", "b"])], 1, 1),
    ("each alone", [("a", ["a", "ax"])], 1, 1),
    ("one is idle", [("a", ["a", "x"])], 1, 1 / 2),
    ("one is idle, the other way round", [("a", ["x", "a"])], 1, 1 / 2),
    ("two together and one idle", [("ab", ["a", "b", "x"])], 1, 2 / 3),
    ("two of three would do", [("ab", ["a", "b", "a"])], 1, 1 / 3),
    ("needed, but not enough with the others", [("abc", ["a", "b"])], 0, 0),
    ("the same twice", [("a", ["a", "a"])], 1, 1),
    ("a share of citations, not of sentences", [("a", ["a"]), ("b", ["c", "d", "e"])], 0.5, 0.25),
]


@pytest.mark.parametrize(
    ("sentences", "recall", "precision"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_citations_get_the_scores_worked_out_by_hand(
    sentences: Said, recall: float | None, precision: float | None
) -> None:
    assert citation_recall(sentences, carries) == pytest.approx(recall)
    assert citation_precision(sentences, carries) == pytest.approx(precision)


LETTERS = st.text("abc", min_size=1, max_size=3)


@given(st.lists(st.tuples(LETTERS, st.lists(LETTERS, max_size=3)), max_size=4))
def test_scores_lie_between_zero_and_one(sentences: Said) -> None:
    for score in (citation_recall(sentences, carries), citation_precision(sentences, carries)):
        assert score is None or 0.0 <= score <= 1.0


TEXT = "It rained. It snowed."
QUOTES: list[tuple[str, list[tuple[str, str | None, int, int]], float | None]] = [
    ("nothing quoted", [], None),
    ("always right", [("It rained.", TEXT, 0, 10), ("It snowed.", TEXT, 11, 21)], 1),
    ("always wrong", [("It hailed.", TEXT, 0, 10), ("It rained.", TEXT, 1, 11)], 0),
    ("one of two", [("It rained.", TEXT, 0, 10), ("It hailed.", TEXT, 0, 10)], 1 / 2),
    ("the version is gone", [("It rained.", None, 0, 10)], 0),
    ("gone ones count", [("It rained.", None, 0, 10), ("It rained.", TEXT, 0, 10)], 1 / 2),
    ("elsewhere in the text", [("It rained.", TEXT, 11, 21)], 0),
    ("another case", [("it rained.", TEXT, 0, 10)], 0),
    ("one character short", [("It rained", TEXT, 0, 10)], 0),
    ("its end leaves the text", [("It snowed.", TEXT, 11, 22)], 0),
    ("its start leaves the text", [("It snowed.", TEXT, -10, 21)], 0),
    ("the whole text", [(TEXT, TEXT, 0, 21)], 1),
    ("a quote of nothing", [("", TEXT, 3, 3)], 0),
    ("the wrong way round", [("", TEXT, 10, 0)], 0),
]


@pytest.mark.parametrize(
    ("quotes", "expected"), [case[1:] for case in QUOTES], ids=[case[0] for case in QUOTES]
)
def test_a_quote_is_faithful_if_it_stands_where_it_is_said_to(
    quotes: list[tuple[str, str | None, int, int]], expected: float | None
) -> None:
    assert quote_fidelity(quotes) == pytest.approx(expected)


S, U, N = "supported", "unsupported", "not_a_claim"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], None),
        ([N, N], None),
        ([S, S], 1),  # always right
        ([U, U], 0),  # always wrong
        ([S, U, U, U], 1 / 4),
        ([S, N, N], 1),
        ([S, U, N, N], 1 / 2),
    ],
)
def test_sentences_that_claim_nothing_do_not_count(
    statuses: list[str], expected: float | None
) -> None:
    assert supported_share(statuses) == pytest.approx(expected)


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="'maybe'"):
        supported_share([S, "maybe"])
