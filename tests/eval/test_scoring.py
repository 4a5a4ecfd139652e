"""Scores of one reply: the always-right, the always-wrong, and what each metric does not score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from eval.gold.question import Alternative
from eval.scoring import score
from rag.domain import Window
from tests.eval.making import (
    AS_OF,
    Archive,
    abstention,
    answer,
    citation,
    gold,
    reply,
    right,
    unanswerable,
    wrong,
)

TEXTS = Archive()
ALWAYS_RIGHT = {
    "hit@1", "hit@5", "recall@5", "recall@10", "MRR@10", "MAP@10", "nDCG@10", "quote recall@10",
    "answer in context", "correct", "answer stated", "evidence cited", "citation precision",
    "citation recall", "quote fidelity", "supported sentences",
}  # fmt: skip


def scores_of(question: Any, said: Any, *texts: str) -> dict[str, float | None]:
    return score(question, reply(said, *texts), TEXTS)[0]


def test_the_always_right_system_gets_one_everywhere() -> None:
    scores, served, why = score(gold(), reply(right(gold())), TEXTS)
    assert (served, why) == (True, "")
    assert {name for name, value in scores.items() if value == 1.0} == ALWAYS_RIGHT
    assert scores["exact match"] == 0.0  # it says more than the bare answer
    assert scores["token F1"] == pytest.approx(2 * 1 / (3 + 1))


def test_the_always_wrong_system_gets_zero_everywhere_it_is_scored() -> None:
    scores, served, why = score(gold(), reply(wrong(gold()), "Rain.", "Snow."), TEXTS)
    assert served is False
    assert why == "the right article was found, but not the passage with the answer"
    told = {name: value for name, value in scores.items() if not name.startswith(("hit", "rec"))}
    ranked = ("MRR@10", "MAP@10", "nDCG@10")
    assert {value for name, value in told.items() if name not in ranked} == {0.0, None}


def test_saying_nothing_is_right_only_where_there_is_nothing_to_say() -> None:
    assert score(unanswerable(), reply(abstention()), TEXTS)[1] is True
    assert score(unanswerable(), reply(wrong(unanswerable())), TEXTS)[1:] == (
        False, "it answered, though the articles hold no answer",
    )  # fmt: skip
    assert score(gold(), reply(abstention()), TEXTS)[1] is False


def test_an_unanswerable_question_has_no_score_of_retrieval_or_words() -> None:
    scores = scores_of(unanswerable(), abstention())
    assert {name for name, value in scores.items() if value is not None} == {"correct"}


def test_retrieval_alone_scores_no_answer() -> None:
    scores, served, _ = score(gold(), reply(None), TEXTS)
    assert served is None
    assert "correct" not in scores
    assert scores["hit@1"] == 1.0


def test_every_group_of_evidence_is_needed_and_any_alternative_suffices() -> None:
    both = (Alternative("a", None, "Seven panels fell."), Alternative("z", None, "elsewhere"))
    two = gold(evidence=(both, (Alternative("z", None, "never found"),)))
    scores = scores_of(two, right(two))
    assert scores["recall@10"] == scores["quote recall@10"] == scores["evidence cited"] == 0.5
    assert scores["hit@1"] == 1.0


def test_an_article_without_a_quote_counts_as_cited_wherever_it_is_quoted() -> None:
    bare = gold(evidence=((Alternative("a"),),))
    scores = scores_of(bare, answer("Nobody was killed [1].", citation("Nobody was killed.")))
    assert scores["evidence cited"] == 1.0
    assert scores["quote recall@10"] is None


def test_a_quote_from_another_place_of_the_article_is_not_the_evidence() -> None:
    said = answer("Nobody was killed [1].", citation("Nobody was killed."))
    scores, _, why = score(gold(), reply(said), TEXTS)
    assert scores["evidence cited"] == 0.0
    assert why == "the answer was found, but something else was said"


@pytest.mark.parametrize(
    ("said", "metric", "expected"),
    [
        ("Eight panels fell [1].", "supported sentences", 0.0),
        ("Eight panels fell [1].", "citation recall", 0.0),
        ("Eight panels fell [1].", "correct", 0.0),
        ("Seven panels fell [1].", "supported sentences", 1.0),
    ],
)
def test_what_carries_a_sentence_is_judged_anew(said: str, metric: str, expected: float) -> None:
    assert scores_of(gold(), answer(said))[metric] == expected


def test_a_second_citation_that_carries_nothing_costs_precision() -> None:
    two = (citation("Seven panels fell."), citation("Nobody was killed.", n=2))
    scores = scores_of(gold(), answer("Seven panels fell [1][2].", *two))
    assert scores["citation precision"] == 0.5
    assert scores["citation recall"] == 1.0


def test_a_quote_that_was_moved_by_a_character_is_not_faithful() -> None:
    moved = citation("Seven panels fell.")
    moved = moved | {"start": moved["start"] + 1}
    assert scores_of(gold(), answer("Seven panels fell [1].", moved))["quote fidelity"] == 0.0
    gone = citation("Seven panels fell.") | {"version": 9}
    assert scores_of(gold(), answer("Seven panels fell [1].", gone))["quote fidelity"] == 0.0


def test_a_removed_sentence_is_not_counted_as_said() -> None:
    said = answer()
    said["sentences"].append(
        {"text": "Otters stole the panels at night.", "status": "unsupported", "citations": []}
    )
    assert scores_of(gold(), said)["supported sentences"] == 0.5
    said["removed"] = [{"text": "Otters stole the panels at night.", "why": "nothing says so"}]
    assert scores_of(gold(), said)["supported sentences"] == 1.0


@pytest.mark.parametrize(
    ("expected", "got", "value"),
    [
        (None, None, 1.0),
        (Window(date(2026, 4, 13), None), {"from": "2026-04-13", "to": None}, 1.0),
        (Window(date(2026, 4, 13), None), None, 0.0),
        (None, {"from": "2026-04-13", "to": None}, 0.0),
    ],
)
def test_the_window_that_was_searched_is_compared(
    expected: Window | None, got: dict[str, Any] | None, value: float
) -> None:
    question = gold(window=expected, windowed=True)
    assert scores_of(question, answer(window=got))["window accuracy"] == value
    assert "window accuracy" not in scores_of(gold(), answer(window=got))


def test_nothing_may_be_later_than_the_clock() -> None:
    early, late = replace(gold(), as_of=AS_OF), replace(gold(), as_of=date(2026, 4, 1))
    assert scores_of(early, right(early))["nothing later than as-of"] == 1.0
    assert scores_of(late, right(late))["nothing later than as-of"] == 0.0


def test_of_choices_the_one_that_was_said_counts() -> None:
    many = gold(choices=("Six", "Seven", "Eight"))
    assert scores_of(many, right(many))["choice accuracy"] == 1.0
    assert scores_of(many, answer("Six or seven panels fell [1]."))["choice accuracy"] == 0.0
    assert scores_of(many, abstention())["choice accuracy"] == 0.0


def test_a_sentence_that_was_said_counts_though_it_was_set_aside_as_well() -> None:
    said = answer()
    said["removed"] = [{"text": said["text"], "why": "it does not answer the question"}]
    assert scores_of(gold(), said)["supported sentences"] == 1.0
