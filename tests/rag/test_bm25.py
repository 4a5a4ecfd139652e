from __future__ import annotations

import pytest

from rag.domain import Scope
from rag.index.bm25 import bm25
from rag.index.library import Library

QUESTIONS = [
    "Who won the Harbour Cup?",
    "How many people were hurt in the tunnel?",
    "interest rate",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_passage_is_scored_as_the_index_would(sample_library: Library, question: str) -> None:
    archive, keywords = sample_library.archive, sample_library.keywords
    all_there = archive.passages_of([article.id for article in archive.articles()])
    scored = keywords.scores(question, all_there, all_there)
    best = dict(keywords.best(question, 500, Scope()))
    assert set(scored) == set(best)
    for found, score in best.items():
        assert scored[found] == pytest.approx(score, rel=0.05)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    held = {"tunnel": 1, "said": 90}
    rare, common, none = bm25(
        ["tunnel", "said"], [["tunnel"], ["said"], ["boat"]], held.__getitem__, 100, 1.0
    )
    assert rare > common > none == 0.0


def test_more_of_a_word_in_a_shorter_text_fits_better() -> None:
    texts = [["cup", "cup"], ["cup", "won"], ["cup", *["won"] * 9], []]
    scores = bm25(["cup"], texts, lambda _: 3, 10, 4.0)
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0.0


@pytest.mark.parametrize("question", ["", "the of", "\x00"])
def test_a_question_without_words_scores_nothing(sample_library: Library, question: str) -> None:
    passages = sample_library.archive.passages_of(["sample-harbour-cup-1"])
    assert sample_library.keywords.scores(question, passages, passages) == {}
