"""The edge to language models: every way in which a provider fails is an error of ours."""

from __future__ import annotations

from datetime import date

import openai
import pytest
from langchain_core.prompt_values import StringPromptValue

from rag import errors
from rag.answering import Dateline
from rag.errors import LLMBroken, LLMError, SettingsError
from rag.events import Checked, Finished, Token
from rag.index.library import Library
from rag.models.chat import ChatModel, open_chat_model
from rag.models.provider_errors import MEANINGS, PROVIDER_ERRORS, our_error
from rag.settings import Settings
from tests.conftest import MODELS
from tests.rag.making import the_gate
from tests.rag.provider import Provider, provider

TUNNEL = "Why did the ceiling of the Sollan Harbour Tunnel come down?"
QUESTION = "Who won the cup?"
GOOD = "Sollan Rovers won the Harbour Cup for the first time since 1998 on Saturday [1]."
FAILURES = [
    (401, errors.LLMKeyRefused, "OPENAI_API_KEY"),
    (403, errors.LLMKeyRefused, "key"),
    (404, errors.LLMUnknown, "DATELINE_LLM"),
    (400, errors.LLMRefused, "did not accept"),
    (422, errors.LLMRefused, "did not accept"),
    (409, errors.LLMBroken, "conflict"),
    (429, errors.LLMBusy, "try again"),
    (500, errors.LLMBroken, "try again"),
    (503, errors.LLMBroken, "try again"),
    ("sleeps", errors.LLMTimeout, "in time"),
    ("breaks", errors.LLMUnreachable, "cannot be reached"),
    ("garbles", errors.LLMBroken, "unreadable"),
]
EACH_FAILURE = pytest.mark.parametrize(
    ("manner", "kind", "words"), FAILURES, ids=[str(manner) for manner, _, _ in FAILURES]
)


def model_of(url: str, **known: object) -> ChatModel:
    settings = Settings(
        _env_file=None,
        llm="openai:test",
        openai_api_key="sk-test",
        openai_base_url=url,
        llm_timeout=0.5,
        **({"llm_retries": 0} | known),
    )
    model = open_chat_model(settings)
    assert model is not None
    return model


def said(model: ChatModel) -> str:
    return "".join(chunk.text for chunk in model.runnable.stream(StringPromptValue(text="Hello")))


def dateline(library: Library, server: Provider) -> Dateline:
    return Dateline(library, model_of(server.url), lambda: date(2026, 11, 20), the_gate())


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("quotes", "", None),
        ("local", "", "qwen2.5-coder-1.5b-instruct"),
        ("local:smollm2-135m-instruct", "", "smollm2-135m-instruct"),
        ("openai:gpt-5-mini", "", "openai:gpt-5-mini"),
        ("", "", "qwen2.5-coder-1.5b-instruct"),
        ("", "sk-key", "openai:gpt-5-mini"),
    ],
)
def test_a_name_opens_its_model(name: str, key: str, expected: str | None) -> None:
    model = open_chat_model(Settings(_env_file=None, llm=name, openai_api_key=key, models=MODELS))
    assert (model.name if model else None) == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gpt-5-mini", "PROVIDER:MODEL"),
        ("local:nothing", "'nothing'"),
        ("local:all-minilm-l6-v2", "all-minilm-l6-v2"),
        ("openai:", "PROVIDER:MODEL"),
    ],
)
def test_a_bad_name_is_refused_at_once_with_what_to_write(name: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        open_chat_model(Settings(_env_file=None, llm=name))


def test_an_unknown_provider_is_an_error_of_ours() -> None:
    model = open_chat_model(Settings(_env_file=None, llm="nosuchprovider:model"))
    assert model is not None
    with pytest.raises(SettingsError, match="nosuchprovider:model"):
        said(model)


def test_an_answer_is_streamed() -> None:
    with provider(GOOD) as server:
        model = model_of(server.url)
        assert said(model) == GOOD
        asked = server.asked[0]
    assert (asked["model"], asked["stream"], asked["temperature"]) == ("test", True, 0.0)


@EACH_FAILURE
def test_a_failure_of_the_provider_is_an_error_of_ours(
    manner: str | int, kind: type[LLMError], words: str
) -> None:
    with provider("Half a sentence of", manner) as server, pytest.raises(kind) as caught:
        said(model_of(server.url))
    assert "'openai:test'" in str(caught.value)
    assert words in str(caught.value)
    assert caught.value.__cause__ is not None


def test_a_provider_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(errors.LLMUnreachable, match="OPENAI_BASE_URL"):
        said(model_of("http://127.0.0.1:9/v1"))


def test_a_busy_provider_is_asked_again_as_often_as_the_settings_say() -> None:
    with provider("", 429) as server:
        with pytest.raises(errors.LLMBusy):
            said(model_of(server.url, llm_retries=2))
        assert len(server.asked) == 3


@EACH_FAILURE
def test_after_a_failure_the_answer_is_made_of_quotes_and_says_so(
    sample_library: Library, manner: str | int, kind: type[LLMError], words: str
) -> None:
    half = "Sollan Rovers won the Harbour Cup. They beat Carrowmere"
    with provider(half, manner) as server:
        answer = dateline(sample_library, server).ask(QUESTION)
    assert answer.model == "quotes"
    assert answer.notice is not None
    assert "The language model failed" in answer.notice
    assert words in answer.notice
    assert not answer.abstained
    for citation, sentence in zip(answer.citations, answer.sentences, strict=False):
        assert sentence.text.startswith(citation.quote[:-1])
    assert "They beat Carrowmere" not in answer.text


def test_a_good_answer_is_checked_and_cited(sample_library: Library) -> None:
    with provider(GOOD) as server:
        events = list(dateline(sample_library, server).stream(QUESTION))
    assert "".join(e.text for e in events if isinstance(e, Token)) == GOOD.replace(" [1]", "")
    assert [e.sentence.status for e in events if isinstance(e, Checked)] == ["supported"]
    assert isinstance(events[-1], Finished)
    answer = events[-1].answer
    assert (answer.text, answer.model, answer.notice) == (GOOD, "openai:test", None)
    assert answer.citations[0].article_id == "sample-harbour-cup-1"
    assert answer.seconds.first_token is not None


def test_a_true_sentence_beside_the_question_gives_way_to_the_articles_own(
    sample_library: Library,
) -> None:
    aside = "The tunnel carries about 38,000 vehicles a day between the old town and the docks."
    with provider(aside) as server:
        answer = dateline(sample_library, server).ask(TUNNEL)
    assert (answer.model, answer.notice, answer.abstained) == ("quotes", None, False)
    assert "salt water" in answer.text
    assert aside[:-1] not in answer.text
    assert [r.text.startswith(aside[:-1]) for r in answer.removed] == [True]


def test_a_model_that_declines_is_believed_unless_a_sentence_clearly_answers(
    sample_library: Library,
) -> None:
    with provider("NO ANSWER") as server:
        asked = dateline(sample_library, server)
        clear = asked.ask(TUNNEL)
        unclear = asked.ask("How old is Edda Rowarth?")
    assert (clear.model, clear.reason) == ("quotes", None)
    assert "salt water" in clear.text
    assert (unclear.reason, unclear.citations) == ("nothing_found", ())


def test_of_an_answer_cut_by_its_limit_only_whole_sentences_are_said(
    sample_library: Library,
) -> None:
    with provider(f"{GOOD} They beat Carrowmere Athletic", "cut") as server:
        answer = dateline(sample_library, server).ask(QUESTION)
    assert answer.text == GOOD


def test_of_an_answer_cut_in_its_first_sentence_nothing_is_said(sample_library: Library) -> None:
    with provider("Sollan Rovers won the Harbour", "cut") as server:
        answer = dateline(sample_library, server).ask(QUESTION)
    assert "Sollan Rovers won the Harbour [" not in answer.text
    assert answer.citations
    for citation in answer.citations:
        assert citation.quote[:-1] in answer.text


def test_of_a_stream_that_just_ends_no_half_sentence_is_said(sample_library: Library) -> None:
    with provider("Sollan Rovers won the Harbour Cup for the first", "ends") as server:
        answer = dateline(sample_library, server).ask(QUESTION)
    assert "for the first [" not in answer.text


GENERAL = {
    "OpenAIError", "APIError", "APIStatusError",  # what all others are, too
    "SubjectTokenProviderError", "MutuallyExclusiveAuthError",  # ways to log in that we do not use
    "WebSocketConnectionClosedError", "WebSocketQueueFullError",  # of the realtime API
    "StreamAlreadyConsumed", "APIRemovedInV1", "_AmbiguousModuleClientUsageError",  # misuse
}  # fmt: skip
"""Errors of openai that need no words of their own: they cannot come from a chat completion."""


def tree(kind: type[Exception]) -> list[type[Exception]]:
    return [kind, *(found for child in kind.__subclasses__() for found in tree(child))]


@pytest.mark.parametrize("kind", tree(openai.OpenAIError), ids=lambda kind: kind.__name__)
def test_every_error_of_openai_has_a_meaning(kind: type[Exception]) -> None:
    row, ours, _ = next(meaning for meaning in MEANINGS if issubclass(kind, meaning[0]))
    assert issubclass(kind, PROVIDER_ERRORS)
    assert issubclass(ours, LLMError)
    assert (row is openai.OpenAIError) == (kind.__name__ in GENERAL)


def test_an_error_is_told_in_one_short_line() -> None:
    ours = our_error(ValueError("line one\n\n  line two " + "x" * 5000), "m")
    assert isinstance(ours, LLMBroken)
    assert "\n" not in str(ours)
    assert len(str(ours)) < 300


def test_the_key_is_not_shown_with_the_settings() -> None:
    assert "sk-secret" not in repr(Settings(_env_file=None, openai_api_key="sk-secret"))
