from __future__ import annotations

import pytest

from rag.models.embedding import Embedder
from rag.quotes import best_quotes, fits
from rag.relevance import coverage, relevance, weights
from tests.rag.making import hit

HITS = [
    hit(
        "Sollan Rovers won the Harbour Cup on Saturday. It rained in the second half. "
        "Aldo Wrey scored the winner after 114 minutes.",
        article="cup",
    ),
    hit("The National Bank cut its key rate to 4 percent on Thursday.", 2, "bank"),
]


def weighed(question: str) -> dict[str, float]:
    return weights(question, lambda terms: dict.fromkeys(terms, 1), 100)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who won the Harbour Cup?", "Sollan Rovers won the Harbour Cup on Saturday."),
        ("Who scored the winner?", "Aldo Wrey scored the winner after 114 minutes."),
        (
            "What is the key rate of the National Bank?",
            "The National Bank cut its key rate to 4 percent on Thursday.",
        ),
    ],
)
def test_the_sentence_that_answers_best_is_quoted_first(
    embedder: Embedder, question: str, quote: str
) -> None:
    assert best_quotes(question, weighed(question), HITS, embedder)[0].text == quote


def test_nothing_is_quoted_where_nothing_bears_on_the_question(embedder: Embedder) -> None:
    question = "How tall is the lighthouse of Quizzle?"
    assert best_quotes(question, weighed(question), HITS, embedder) == []


def test_nothing_is_quoted_from_nothing(embedder: Embedder) -> None:
    assert best_quotes("Who won?", weighed("Who won?"), [], embedder) == []


def test_what_says_the_same_is_quoted_once(embedder: Embedder) -> None:
    copies = [hit("Sollan Rovers won the Harbour Cup on Saturday.", n, str(n)) for n in (1, 2, 3)]
    question = "Who won the Harbour Cup?"
    assert len(best_quotes(question, weighed(question), copies, embedder)) == 1


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("How many people came?", "Some 41,206 people came.", "Many people came."),
        ("Who spoke?", "Then Ilse Varrick spoke.", "Then somebody spoke."),
        ("When did it open?", "It opened on Tuesday.", "It opened late."),
    ],
)
def test_a_sentence_fits_that_holds_the_kind_of_thing_asked_for(
    question: str, fitting: str, other: str
) -> None:
    assert fits(question, fitting)
    assert not fits(question, other)


def test_coverage_is_the_share_of_the_asked_weight() -> None:
    given = {"tunnel": 3.0, "fell": 1.0}
    assert coverage(given, "A tunnel.") == 0.75
    assert coverage(given, "") == 0.0
    assert coverage({}, "A tunnel.") == 0.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    counted = weights("tunnel council", lambda _: {"tunnel": 1, "council": 90}, 100)
    assert counted["tunnel"] > counted["council"] > 0


def test_relevance_of_nothing_is_nothing() -> None:
    assert relevance({"tunnel": 1.0}, []) == 0.0
    assert relevance({"harbour": 1.0}, HITS[:1]) > relevance({"quizzle": 1.0}, HITS[:1])


def test_a_question_that_an_article_asks_answers_nothing(embedder: Embedder) -> None:
    asks = hit(
        "Who won the Harbour Cup on Saturday? It was Sollan Rovers, after extra time.", 1, "q"
    )
    question = "Who won the Harbour Cup on Saturday?"
    quotes = best_quotes(question, weighed(question), [asks, *HITS], embedder)
    assert quotes
    assert not any(quote.text.endswith("?") for quote in quotes)
