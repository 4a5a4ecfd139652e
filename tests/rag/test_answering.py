"""Questions to the sample articles, answered by their own best sentences: no model is asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest

from rag.answering import Dateline
from rag.domain import Answer, Exchange, Scope, Window
from rag.events import Checked, Evidence, Finished
from rag.index.library import Library
from rag.wire import answer_json, article_json, found_json
from tests.conftest import GOLD, SAMPLES
from tests.eval.gold.test_sample import rows
from tests.rag.making import draft, put, the_gate

TODAY = date(2026, 11, 20)
ARTICLES = {row["id"]: row for row in rows(SAMPLES)}
QUESTIONS = [q for q in rows(GOLD) if q["kind"] in ("single", "follow-up", "unanswerable")]


@pytest.fixture(scope="module")
def dateline(sample_library: Library) -> Dateline:
    return Dateline(sample_library, None, lambda: TODAY, the_gate())


def history(question: dict) -> list[Exchange]:
    return [Exchange(turn["question"], turn["answer"]) for turn in question.get("history", [])]


def check_promises(answer: Answer, texts: dict) -> None:
    """What holds for every answer, whatever it says."""
    numbers = [citation.n for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    used = [n for sentence in answer.sentences for n in sentence.citations]
    assert list(dict.fromkeys(used)) == numbers
    for citation in answer.citations:
        assert citation.quote == texts[citation.article_id]["text"][citation.start : citation.end]
    for sentence in answer.sentences:
        assert (sentence.text in answer.text) == (sentence.status == "supported")
    assert answer.abstained == (answer.reason is not None)
    assert answer.text.strip()
    if answer.abstained:
        assert answer.citations == answer.sentences == ()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_every_answer_keeps_the_promises(dateline: Dateline, question: dict) -> None:
    answer = dateline.ask(question["question"], history(question))
    check_promises(answer, ARTICLES)
    assert answer.model == "quotes"


def test_events_come_in_order(dateline: Dateline) -> None:
    events = list(dateline.stream("Who won the cup?"))
    assert isinstance(events[0], Evidence)
    assert isinstance(events[-1], Finished)
    assert [type(e) for e in events].count(Evidence) == 1
    assert all(isinstance(e, Checked) for e in events[1:-1])
    assert events[0].found.hits


def test_the_right_article_is_cited(dateline: Dateline) -> None:
    answer = dateline.ask("How much did Halvane spend on fuel?")
    assert "46.8 million marls" in answer.text
    assert answer.citations[0].article_id == "sample-halvane-results-1"


def test_most_gold_questions_are_answered_from_the_right_article(dateline: Dateline) -> None:
    single = [q for q in QUESTIONS if q["kind"] == "single"]
    right = [q["id"] for q in single if cites(dateline.ask(q["question"]), q)]
    assert len(right) >= 0.8 * len(single)


def cites(answer: Answer, question: dict) -> bool:
    wanted = {a["article_id"] for group in question["evidence"] for a in group}
    return bool(wanted & {citation.article_id for citation in answer.citations})


@pytest.mark.parametrize(
    "question", ["zxqv blorf grumf", "", "?", "🌊", "What is the capital of Peru?", "x" * 5000]
)
def test_what_the_articles_do_not_answer_is_not_answered(dateline: Dateline, question: str) -> None:
    answer = dateline.ask(question)
    assert (answer.abstained, answer.reason) == (True, "nothing_found")
    check_promises(answer, ARTICLES)


@pytest.mark.parametrize(
    "scope",
    [Scope(Window(date(1999, 1, 1), date(1999, 12, 31))), Scope(outlets=("Nobody’s Gazette",))],
)
def test_a_scope_that_nothing_fits_is_said_as_such(dateline: Dateline, scope: Scope) -> None:
    answer = dateline.ask("Who won the cup?", scope=scope)
    assert answer.reason == "outside_window"
    assert answer.window == scope.window


def test_a_clock_hides_what_came_later(dateline: Dateline) -> None:
    question = "What did the National Bank do with its key rate?"
    answer = dateline.ask(question, scope=Scope(as_of=date(2026, 4, 1)))
    assert answer.as_of == date(2026, 4, 1)
    assert {c.article_id for c in answer.citations} <= {"sample-bank-rate-1"}
    assert dateline.ask(question).as_of == TODAY


@pytest.mark.parametrize(
    ("question", "turns", "article"),
    [
        (
            "What did it cost, and who paid?",
            [("How many adults took part in the marsh fever vaccine trial?", "It had 4,180.")],
            "sample-marsh-fever-1",
        ),
        (
            "How many people saw it?",
            [("Who won the Harbour Cup?", "Sollan Rovers won the Harbour Cup.")],
            "sample-harbour-cup-1",
        ),
    ],
)
def test_a_follow_up_is_searched_with_what_was_said_before(
    dateline: Dateline, question: str, turns: Sequence[tuple[str, str]], article: str
) -> None:
    answer = dateline.ask(question, [Exchange(*turn) for turn in turns])
    assert answer.question == question
    assert article in {citation.article_id for citation in answer.citations}


def test_asking_again_gives_the_same_answer(dateline: Dateline) -> None:
    one, two = (answer_json(dateline.ask("Who won the cup?")) for _ in range(2))
    del one["seconds"], two["seconds"]
    assert one == two


def test_an_empty_library_answers_that_it_found_nothing(library: Library) -> None:
    answer = Dateline(library, None, lambda: TODAY, the_gate()).ask("Who won the cup?")
    assert answer.reason == "nothing_found"


INTERFACE = {
    "question", "as_of", "window", "abstained", "reason", "text", "sentences", "citations",
    "removed", "model", "seconds",
}  # fmt: skip
# fields may be added to the interface, never taken away
ADDED = {"notice", "confidence", "tokens", "sources", "nearest"}
CITATION = {
    "n", "article_id", "version", "title", "outlet", "url", "published_at", "passage_id", "quote",
    "start", "end", "live_url",
}  # fmt: skip
LABELLED = {"labels"}  # added to citations and results
RESULT = {
    "rank", "score", "passage_id", "article_id", "title", "url", "outlet", "published_at", "text",
    "start", "end",
}  # fmt: skip


@pytest.mark.parametrize("question", ["Who won the cup?", "zxqv blorf"])
def test_an_answer_as_json_has_the_fields_of_the_interface(
    dateline: Dateline, question: str
) -> None:
    row = json.loads(json.dumps(answer_json(dateline.ask(question))))
    assert set(row) == INTERFACE | ADDED
    assert all(set(c) == CITATION | LABELLED for c in row["citations"])
    assert all(set(s) == {"text", "status", "why", "citations"} for s in row["sentences"])
    assert set(row["seconds"]) == {"retrieve", "first_token", "total"}
    assert row["as_of"] == "2026-11-20"


def test_a_search_as_json_has_the_fields_of_the_interface(dateline: Dateline) -> None:
    scope = Scope(Window(date(2026, 1, 1), None))
    row = json.loads(json.dumps(found_json(dateline.search("the cup", scope, 4))))
    assert set(row) == {"query", "window", "seconds", "results", "notice"}
    assert row["window"] == {"from": "2026-01-01", "to": None, "origin": "given"}
    assert len(row["results"]) == 4
    for result in row["results"]:
        assert set(result) == RESULT | LABELLED | {"version"}
        text = ARTICLES[result["article_id"]]["text"]
        assert result["text"] == text[result["start"] : result["end"]]


def test_an_exported_article_is_the_article_that_was_ingested(sample_library: Library) -> None:
    for article in sample_library.archive.articles():
        row, sent = article_json(article), ARTICLES[article.id]
        assert {name: row[name] for name in sent} == sent


def test_lone_surrogates_in_a_question_are_no_error(dateline: Dateline) -> None:
    answer = dateline.ask("Who won the cup \ud800?", [Exchange("\udcff?", "\ud800.")])
    assert json.dumps(answer_json(answer))
    assert dateline.search("cup \ud800").hits


def test_a_quote_of_an_opinion_says_that_it_is_one(library: Library) -> None:
    put(library, draft(labels=("opinion",), published="2026-05-02", outlet="Echo"))
    asked = Dateline(library, None, lambda: TODAY, the_gate())
    answer = asked.ask("Why was the harbour tunnel closed?")
    assert [citation.labels for citation in answer.citations] == [("opinion",)]
    assert answer_json(answer)["citations"][0]["labels"] == ["opinion"]
    assert found_json(asked.search("harbour tunnel"))["results"][0]["labels"] == ["opinion"]
