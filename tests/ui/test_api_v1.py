"""The library through OpenAI's own client, and LangChain's: models, whole and streamed answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import openai
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from langchain_openai import ChatOpenAI
from openai import OpenAI
from openai.types.chat import ChatCompletion
from starlette.responses import PlainTextResponse

from rag.domain import Exchange
from rag.errors import IndexBroken, InputError
from tests.rag.provider import provider
from tests.rag.test_chat import dateline as written_by
from tests.ui.conftest import Scripted, built, serving
from ui.api_v1 import streamed, v1_router
from ui.api_v1_form import Head
from ui.api_v1_request import LONGEST, Message, asked
from ui.page_chat import REMEMBERED
from ui.page_counts import Counts
from ui.page_doors import Doors

CUP = "Who won the Harbour Cup?"
ASK = {"model": "dateline", "messages": [{"role": "user", "content": CUP}]}
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
WRITTEN = (
    "Sollan Rovers won the Harbour Cup for the first time since 1998 on Saturday [1]. "
    "They lost the replay 9-0 in Tessmoor [1]. "
    "They beat Carrowmere Athletic 3-2 after extra time [1]."
)


@pytest.fixture(scope="module")
def client(address: str) -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key="none is needed", max_retries=0)


@pytest.fixture(scope="module")
def writing(sample_library) -> Iterator[OpenAI]:
    """A client of a Dateline for which a model writes."""
    with provider(WRITTEN) as model:
        app = FastAPI()
        app.include_router(v1_router(written_by(sample_library, model), Counts(), lambda: NOON))
        with serving(app) as at:
            yield OpenAI(base_url=f"{at}/v1", api_key="none", max_retries=0)


def test_the_models_are_dateline_and_the_one_that_writes(client, writing):
    assert [m.id for m in client.models.list()] == ["dateline", "quotes"]
    assert [m.id for m in writing.models.list()] == ["dateline", "openai:test"]
    found = writing.models.retrieve("dateline")
    assert (found.object, found.created) == ("model", int(NOON.timestamp()))


def test_a_whole_answer_says_its_sources_and_holds_its_citations(client, address):
    given = client.chat.completions.create(**ASK)
    message = given.choices[0].message
    ChatCompletion.model_validate(given.model_dump(), strict=True)
    assert (given.object, given.model, message.role) == ("chat.completion", "dateline", "assistant")
    assert given.id.startswith("chatcmpl-")
    assert given.choices[0].finish_reason == "stop"
    assert message.content.startswith(message.dateline["text"])
    assert message.dateline["question"] == CUP
    assert message.citations == message.dateline["citations"]
    cited = message.citations[0]
    line = f"- [1] {cited['title']} · {cited['outlet']} · 30 May 2026 · {cited['url']}"
    assert line in message.content.splitlines()
    assert given.usage.total_tokens == 0  # no model was asked


def test_a_streamed_answer_comes_in_sentences_and_ends_with_the_same(client):
    whole = client.chat.completions.create(**ASK).choices[0].message
    chunks = list(client.chat.completions.create(**ASK, stream=True))
    assert {c.object for c in chunks} == {"chat.completion.chunk"}
    assert len({c.id for c in chunks}) == 1
    assert chunks[0].choices[0].delta.role == "assistant"
    said = [c.choices[0].delta.content for c in chunks[1:-1]]
    assert len(said) == len(whole.dateline["sentences"]) + 1  # and the sources
    assert "".join(said) == whole.content
    assert [c.choices[0].finish_reason for c in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    assert chunks[-1].choices[0].delta.citations == whole.citations
    assert chunks[-1].choices[0].delta.dateline["text"] == whole.dateline["text"]
    assert all(c.usage is None for c in chunks)


def test_the_helper_of_the_client_puts_a_stream_together(client):
    with client.chat.completions.stream(**ASK) as stream:
        message = stream.get_final_completion().choices[0].message
    assert message.content == client.chat.completions.create(**ASK).choices[0].message.content
    assert message.dateline["citations"]


def test_of_what_a_model_writes_only_the_checked_sentences_are_sent(writing):
    asked_for = ASK | {"stream": True, "stream_options": {"include_usage": True}}
    chunks = list(writing.chat.completions.create(**asked_for))
    said = [c.choices[0].delta.content for c in chunks if c.choices and c.choices[0].delta.content]
    assert said[0] == WRITTEN.split(". ")[0] + "."
    assert len(said) == 3
    assert "9-0" not in "".join(said)
    end, counted = chunks[-2:]
    assert [r["text"] for r in end.choices[0].delta.dateline["removed"]] == [
        "They lost the replay 9-0 in Tessmoor."
    ]
    assert counted.choices == []
    assert (counted.usage.prompt_tokens, counted.usage.completion_tokens) == (70, 7)
    assert {c.created for c in chunks} == {int(NOON.timestamp())}


def test_an_abstention_is_an_ordinary_answer(client):
    question = {"role": "user", "content": "What is the price of copper in Antofagasta?"}
    given = client.chat.completions.create(**ASK | {"messages": [question]}).choices[0]
    assert given.finish_reason == "stop"
    assert given.message.dateline["abstained"]
    assert given.message.content.startswith(given.message.dateline["text"])


@pytest.mark.parametrize(
    ("more", "days"),
    [
        ({"as_of": "2026-05-01"}, lambda day: day < "2026-05-02"),
        ({"from": "2026-11-01", "to": "2026-11-30"}, lambda day: day.startswith("2026-11")),
        ({"k": 1}, bool),
    ],
)
def test_what_counts_is_narrowed_by_fields_beside_openai_s(client, more, days):
    question = [{"role": "user", "content": "What happened in the Sollan Harbour Tunnel?"}]
    given = client.chat.completions.create(**ASK | {"messages": question}, extra_body=more)
    cited = given.choices[0].message.citations
    assert cited
    assert all(days(c["published_at"]) for c in cited)


def test_half_a_character_breaks_nothing(address):
    body = {"messages": [{"role": "user", "content": "Who\ud800?"}], "outlet": "\ud800"}
    given = httpx.post(
        f"{address}/v1/chat/completions", content=json.dumps(body),
        headers={"Content-Type": "application/json"},
    )  # fmt: skip
    assert given.status_code == 200


def test_an_outlet_may_be_a_name_or_a_list(client):
    for outlet in ("Radio Arvel", ["Radio Arvel"]):
        given = client.chat.completions.create(**ASK, extra_body={"outlet": outlet})
        assert {c["outlet"] for c in given.choices[0].message.citations} == {"Radio Arvel"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "system", "content": "Be brief."}]}, "no message of the user"),
        ({"messages": [{"role": "user", "content": " "}]}, "messages.0.content is empty"),
        ({"messages": [{"role": "pope", "content": "x"}]}, "messages.0.role"),
        ({"messages": [{"role": "user", "content": "x" * (LONGEST + 1)}]}, "4,001 characters"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]},
            "'image_url'",
        ),
        ({"messages": "hello"}, "messages"),
        ({"n": 2}, "n: "),
        ({"extra_body": {"k": 0}}, "k: "),
        ({"extra_body": {"as_of": "soon"}}, "as_of: "),
        ({"extra_body": {"from": "2026-02-02", "to": "2026-01-01"}}, "swap them"),
    ],
    ids=range(11),
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_is_malformed_is_said_as_openai_says_it(client, body, said, stream):
    with pytest.raises(openai.BadRequestError) as raised:
        client.chat.completions.create(**ASK | body, stream=stream)
    error = raised.value.body
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    assert said in error["message"]


def test_a_model_that_is_not_there_is_not_found(client):
    for ask in (
        lambda: client.chat.completions.create(**ASK | {"model": "gpt-5"}),
        lambda: client.models.retrieve("gpt-5"),
    ):
        with pytest.raises(openai.NotFoundError) as raised:
            ask()
        assert raised.value.code == "model_not_found"
        assert raised.value.param == "model"
        assert "'dateline'" in raised.value.message


def test_what_else_openai_has_is_not_found(client):
    with pytest.raises(openai.NotFoundError, match="POST /v1/embeddings"):
        client.embeddings.create(model="dateline", input="x")


def test_an_error_in_the_middle_of_a_stream_is_one_for_the_client():
    events = Scripted(IndexBroken("repair it")).stream("q")
    *_, last = streamed(Head("c", 1, "dateline"), events)
    assert last.startswith('data: {"error": {"message": "repair it", "type": "server_error"')


def test_langchain_s_client_invokes_and_streams(address):
    chat = ChatOpenAI(
        base_url=f"{address}/v1", api_key="none", model="dateline",
        extra_body={"as_of": "2026-06-01"},
    )  # fmt: skip
    whole = chat.invoke([("system", "Be brief."), ("user", CUP)]).text
    assert "Sollan Rovers won the Harbour Cup" in whole
    assert "\n- [1] " in whole
    assert "".join(chunk.text for chunk in chat.stream(CUP)) == whole


def test_the_description_of_the_api_holds_it(address, client):
    paths = openai.OpenAI(base_url=address, api_key="x").get("/openapi.json", cast_to=dict)["paths"]
    assert {"/v1/models", "/v1/models/{name}", "/v1/chat/completions"} <= set(paths)
    assert not [path for path in paths if path.startswith("/v1/{")]


def said(*turns: tuple[str, object]) -> list[Message]:
    return [Message(role=role, content=content) for role, content in turns]


def test_the_last_message_of_the_user_is_asked_after_the_exchanges_before():
    text = "Rovers [1].\n\nSources:\n\n- [1] Cup · Courier · undated"
    parts = [{"type": "text", "text": "By how"}, {"type": "text", "text": "much?"}]
    question, history = asked(
        said(
            ("system", "Be brief."), ("user", "Not answered."), ("user", "Who won?"),
            ("assistant", text), ("assistant", None), ("tool", "{}"), ("user", parts),
        )
    )  # fmt: skip
    assert question == "By how\nmuch?"
    assert history == [Exchange("Who won?", "Rovers [1].")]


def test_a_long_conversation_is_remembered_by_its_end():
    turns = [("user", "q"), ("assistant", "a")] * 300
    assert len(asked(said(*turns, ("user", "q")))[1]) == REMEMBERED


def test_a_conversation_without_a_question_is_refused():
    with pytest.raises(InputError, match="no message of the user"):
        asked(said(("assistant", "Hello.")))


@pytest.fixture(scope="module")
def guarded(dateline) -> Iterator[str]:
    with serving(built(dateline, auth="anna:s3cret")) as at:
        yield at


@pytest.mark.parametrize("key", ["anna:s3cret", "s3cret"])
def test_the_password_is_the_key(guarded, key):
    assert OpenAI(base_url=f"{guarded}/v1", api_key=key).models.list().data


@pytest.mark.parametrize("key", ["wrong", "anna", "anna:", ":s3cret", "anna:s3cret:"])
def test_another_key_is_refused_as_openai_refuses_it(guarded, key):
    with pytest.raises(openai.AuthenticationError) as raised:
        OpenAI(base_url=f"{guarded}/v1", api_key=key, max_retries=0).models.list()
    assert raised.value.code == "invalid_api_key"


@pytest.mark.parametrize(
    ("auth", "given", "status"),
    [
        ("anna:s3cret", b"Bearer s3cret", 200),
        ("anna:s3cret", b"bearer  anna:s3cret", 200),
        ("anna:größe", "Bearer größe".encode(), 200),
        ("anna:s3cret", "Bearer größe".encode(), 401),
        ("anna:s3cret", b"Bearer", 401),
        ("anna:s3cret", b"Token s3cret", 401),
        ("anna:", b"Bearer ", 401),  # an empty password is no key
        ("anna:", b"Bearer anna:", 200),
        ("anna", b"Bearer anna", 200),
    ],
)
def test_a_key_is_compared_whole(auth, given, status):
    door = TestClient(Doors(PlainTextResponse("in"), auth))
    assert door.get("/v1/models", headers={"Authorization": given}).status_code == status
