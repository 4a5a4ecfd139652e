"""Parts left out: each changes what it is named for, and nothing is left out unasked."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answering import Dateline
from rag.domain import Answer, Exchange
from rag.errors import InputError
from rag.index.library import Library
from rag.parts import PARTS, RETRIEVING, Part, parts_of
from rag.retriever import PER_ARTICLE, find
from tests.rag.making import draft, put, the_gate
from tests.rag.provider import provider
from tests.rag.test_chat import GOOD, QUESTION, model_of

TODAY = date(2026, 11, 20)
INVENTED = "The cup was stolen by a gang of otters."
TRIAL = Exchange("How many adults took part in the marsh fever vaccine trial?", "It had 4,180.")


def asked(library: Library, said: str, *without: Part, question: str = QUESTION) -> Answer:
    with provider(said) as server:
        made = Dateline(
            library, model_of(server.url), lambda: TODAY, the_gate(), frozenset(without)
        )
        return made.ask(question)


def test_parts_are_known_by_name() -> None:
    assert parts_of(["gate", "keywords"]) == {"gate", "keywords"}
    assert parts_of([]) == frozenset()
    assert set(RETRIEVING) < set(PARTS)


@pytest.mark.parametrize(
    ("names", "words"),
    [(["gates"], "no part 'gates'"), (["keywords", "vectors"], "nothing can be found")],
)
def test_a_wrong_part_is_refused_with_what_there_is(names: list[str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        parts_of(names)


def test_without_vectors_no_hit_has_a_similarity(sample_library: Library) -> None:
    hits = find(sample_library, QUESTION, without=frozenset({"vectors"}))
    assert hits
    assert all(hit.similarity is None for hit in hits)


def test_without_keywords_every_hit_has_a_similarity(sample_library: Library) -> None:
    hits = find(sample_library, QUESTION, without=frozenset({"keywords"}))
    assert hits
    assert all(hit.similarity is not None for hit in hits)
    scores = [hit.similarity for hit in hits]
    assert scores != sorted(scores)  # fresh and leading passages still gain


def test_without_priors_hits_come_by_similarity_alone(sample_library: Library) -> None:
    left_out: frozenset[Part] = frozenset({"keywords", "lead", "recency", "spread"})
    scores = [hit.similarity for hit in find(sample_library, QUESTION, without=left_out)]
    assert scores == sorted(scores, key=lambda score: -(score or 0.0))


def test_without_recency_an_old_twin_may_come_first(library: Library) -> None:
    words = "The harbour tunnel opened again after nine weeks of repairs."
    put(library, draft(words, "a-old", published="2026-01-05"))
    put(library, draft(words, "b-new", published="2026-11-19"))
    query = "harbour tunnel opened"
    assert find(library, query, today=TODAY)[0].passage.article_id == "b-new"
    plain = find(library, query, today=TODAY, without=frozenset({"recency"}))
    assert plain[0].passage.article_id == "a-old"


def test_without_spread_one_article_may_fill_the_list(library: Library) -> None:
    sentence = "The harbour tunnel ceiling fell and the bolts of the tunnel ceiling had corroded. "
    put(library, draft(sentence * 90, "long"), draft("A tunnel was mentioned elsewhere.", "short"))

    def first(*without: Part) -> list[str]:
        found = find(library, "harbour tunnel ceiling bolts", 4, without=frozenset(without))
        return [hit.passage.article_id for hit in found]

    assert first().count("long") <= max(PER_ARTICLE, 3)
    assert "short" in first()
    assert set(first("spread")) == {"long"}


def test_without_rewriting_a_follow_up_is_searched_as_it_is(sample_library: Library) -> None:
    question = "What did it cost, and who paid?"

    def searched(*without: Part) -> str:
        made = Dateline(sample_library, None, lambda: TODAY, the_gate(), frozenset(without))
        return next(iter(made.stream(question, [TRIAL]))).found.query  # type: ignore[union-attr]

    assert searched() != question
    assert searched("rewrite") == question


def test_without_the_gate_what_nothing_carries_is_said_and_marked(sample_library: Library) -> None:
    gated = asked(sample_library, f"{GOOD} {INVENTED}")
    assert INVENTED not in gated.text
    open_ = asked(sample_library, f"{GOOD} {INVENTED}", "gate", "fallback")
    assert INVENTED in open_.text
    assert [s.status for s in open_.sentences] == ["supported", "unsupported"]
    assert open_.removed == ()


def test_without_the_fallback_a_model_that_gives_nothing_abstains(sample_library: Library) -> None:
    assert asked(sample_library, INVENTED).model == "quotes"
    alone = asked(sample_library, INVENTED, "fallback")
    assert (alone.abstained, alone.reason) == (True, "unverified")


def test_without_the_guard_the_model_is_asked_in_any_case(sample_library: Library) -> None:
    nonsense = "zxqv blorf grumf"
    assert asked(sample_library, GOOD, question=nonsense).tokens is None
    tokens = asked(sample_library, GOOD, "guard", question=nonsense).tokens
    assert tokens is not None


def test_without_the_model_quotes_answer_and_no_token_is_spent(sample_library: Library) -> None:
    answer = asked(sample_library, GOOD, "model")
    assert (answer.model, answer.tokens, answer.notice) == ("quotes", None, None)


def test_tokens_of_all_calls_are_counted(sample_library: Library) -> None:
    with provider(GOOD) as server:
        made = Dateline(sample_library, model_of(server.url), lambda: TODAY, the_gate())
        once = made.ask(QUESTION).tokens
        twice = made.ask("What did it cost, and who paid?", [TRIAL]).tokens
        calls = len(server.asked)
    assert calls == 3
    assert once is not None
    assert twice is not None
    assert (once.prompt, once.completion) == (70, 7)
    assert (twice.prompt, twice.completion) == (140, 14)


def test_confidence_orders_answers_and_is_nothing_for_an_abstention(
    sample_library: Library,
) -> None:
    made = Dateline(sample_library, None, lambda: TODAY, the_gate())
    assert 0.0 < made.ask(QUESTION).confidence <= 1.0
    assert made.ask("zxqv blorf grumf").confidence == 0.0
