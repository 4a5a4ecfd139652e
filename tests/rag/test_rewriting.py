"""A sentence that code cannot put right is written again by its model, and checked again."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from rag.checking import Draft, Writing
from rag.models.chat import Count, open_chat_model
from rag.rewriting import MOST, PATIENCE, Rewriting, rewriting_by
from rag.settings import Settings
from tests.conftest import MODELS
from tests.rag.making import passage, the_gate
from tests.rag.provider import Provider, provider
from tests.rag.test_chat import model_of

BANK = passage("The bank cut its rate to 4 percent. Five members voted for it. Two did not.")
WRONG = "Otto Brandt voted for it."
RIGHT = "Five members voted for it."
AGAIN = "written again by openai:test"


def stopped() -> float:
    return 0.0


def written(
    server: Provider,
    text: str,
    *,
    gated: bool = True,
    clock: Callable[[], float] = stopped,
    count: Count | None = None,
) -> Draft:
    rewriting = Rewriting(model_of(server.url), count, clock)
    writing = Writing([BANK], [BANK], the_gate(), gated=gated, rewriting=rewriting)
    writing.feed(text)
    writing.end()
    assert rewriting.asked == len(server.asked)
    return writing.draft()


def test_a_failing_sentence_is_written_again_from_the_nearest_quotes_and_that_is_told() -> None:
    with provider(RIGHT) as server:
        draft = written(server, WRONG)
        (asked,) = server.asked
    prompt = asked["messages"][-1]["content"]
    assert "Quotes: Five members voted for it." in prompt
    assert "does not name 'Brandt'" in prompt
    assert f"Sentence: {WRONG}" in prompt
    assert (draft.text, draft.removed) == ("Five members voted for it [1].", ())
    (sentence,) = draft.sentences
    assert sentence.written == WRONG
    assert sentence.why is not None
    assert sentence.why.startswith(f"{AGAIN}: ")


@pytest.mark.parametrize(
    "said",
    [
        "Otto Brandt and four others voted for it.",
        WRONG,
        "NO ANSWER",
        "The quotes do not say who voted.",
        "",
        "Did five members vote for it?",
    ],
)
def test_a_sentence_whose_rewriting_is_not_carried_is_removed_with_its_own_reason(
    said: str,
) -> None:
    with provider(said) as server:
        draft = written(server, WRONG)
        assert len(server.asked) == 1
    assert [r.text for r in draft.removed] == [WRONG]
    assert "does not name 'Brandt'" in draft.removed[0].why


def test_of_a_rewriting_the_first_sentence_counts_and_its_markers_do_not() -> None:
    with provider("Five members voted for it [3]. Otto Brandt is happy.") as server:
        assert written(server, WRONG).text == "Five members voted for it [1]."


def test_what_was_said_already_is_not_said_again_in_a_rewriting() -> None:
    with provider(RIGHT) as server:
        draft = written(server, f"{RIGHT} {WRONG}")
    assert draft.text == "Five members voted for it [1]."
    assert [r.text for r in draft.removed] == [WRONG]


@pytest.mark.parametrize("sentence", [RIGHT, "Eight members voted for it."])
def test_what_is_carried_or_put_right_in_code_is_not_asked_for(sentence: str) -> None:
    with provider("") as server:
        assert written(server, sentence).text == "Five members voted for it [1]."
        assert server.asked == []


def test_what_no_article_comes_near_is_not_asked_for() -> None:
    with provider(RIGHT) as server:
        assert written(server, "Whales sang.").reason == "unverified"
        assert server.asked == []


def test_the_model_is_asked_for_a_few_sentences_of_an_answer_only() -> None:
    wrong = [f"{name} Brandt voted for it." for name in ("Otto", "Ida", "Emil", "Nora")]
    with provider("NO ANSWER") as server:
        draft = written(server, " ".join(wrong))
        assert len(server.asked) == MOST
    assert [r.text for r in draft.removed] == wrong


def test_the_model_is_not_asked_once_a_reader_has_waited_long() -> None:
    clock = itertools.chain([0.0], itertools.repeat(PATIENCE + 1))
    with provider(RIGHT) as server:
        assert written(server, WRONG, clock=lambda: next(clock)).reason == "unverified"
        assert server.asked == []


@pytest.mark.parametrize("manner", [500, 401, "sleeps", "garbles", "breaks"])
def test_a_model_that_fails_to_rewrite_is_not_asked_again_and_fails_nothing(
    manner: str | int,
) -> None:
    with provider("Half a", manner) as server:
        model = model_of(server.url)
        rewriting = Rewriting(model, clock=stopped)
        writing = Writing([BANK], [BANK], the_gate(), rewriting=rewriting)
        writing.feed(f"{RIGHT} {WRONG} Ida Brandt voted for it.")
        writing.end()
        assert len(server.asked) == 1
    draft = writing.draft()
    assert draft.text == "Five members voted for it [1]."
    assert len(draft.removed) == 2


def test_where_nothing_is_removed_nothing_is_written_again() -> None:
    with provider(RIGHT) as server:
        assert written(server, WRONG, gated=False).text == WRONG
        assert server.asked == []


def test_the_tokens_of_a_rewriting_count() -> None:
    count = Count()
    with provider(RIGHT) as server:
        written(server, WRONG, count=count)
    assert count.tokens is not None
    assert (count.tokens.prompt, count.tokens.completion) == (70, 7)


def test_neither_quotes_alone_nor_the_embedded_model_write_sentences_again() -> None:
    embedded = open_chat_model(Settings(_env_file=None, llm="local", models=MODELS))
    with provider() as server:
        assert rewriting_by(model_of(server.url)) is not None
    assert embedded is not None
    assert rewriting_by(embedded) is None
    assert rewriting_by(None) is None
