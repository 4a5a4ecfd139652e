"""The library through a real MCP client over loopback: it lists the tools, calls them, errs."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from httpx2 import AsyncClient
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from pydantic import ValidationError

from rag.answering import Dateline
from tests.rag.making import draft, put, the_gate
from tests.ui.conftest import TODAY, built, serving
from ui.mcp_arguments import Place, Question, said
from ui.mcp_tools import MOST, Tools
from ui.page_counts import Counts

CUP = {"question": "Who won the Harbour Cup?"}
PATH = "/gradio_api/mcp/"
ERAS = pytest.mark.parametrize("mode", ["auto", "legacy"])
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
JSON = {"Content-Type": "application/json"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def call(address: str) -> Callable[..., Any]:
    """Calls a tool in a session of its own."""

    def called(name: str, arguments: dict[str, Any], mode: str = "auto") -> Any:
        return within(address, lambda client: client.call_tool(name, arguments), mode)

    return called


def within(address: str, do: Callable[[Client], Awaitable[Any]], mode: str = "auto") -> Any:
    async def run() -> Any:
        async with Client(f"{address}{PATH}", mode=mode) as client:
            return await do(client)

    return asyncio.run(run())


@ERAS
def test_three_tools_are_listed_and_nothing_of_the_page(address, mode):
    tools = within(address, lambda client: client.list_tools(), mode).tools
    assert [tool.name for tool in tools] == ["ask", "search", "read_article"]
    ask, search, read = tools
    assert list(ask.input_schema["properties"]) == [
        "question",
        "as_of",
        "from",
        "to",
        "outlet",
        "k",
    ]
    assert list(read.input_schema["properties"]) == ["id", "version", "start", "end"]
    assert ask.input_schema["required"] == search.input_schema["required"] == ["question"]
    assert all(tool.annotations.read_only_hint for tool in tools)
    assert "verbatim quote" in ask.description
    for tool in tools:
        assert all(field["description"] for field in tool.input_schema["properties"].values())


@ERAS
def test_ask_gives_sentences_with_quotes_that_stand_in_their_articles(call, mode):
    given = call("ask", CUP, mode)
    answer, text = given.structured_content, given.content[0].text
    assert not given.is_error
    assert text.startswith(answer["text"])
    for c in answer["citations"]:
        assert f"[{c['n']}] “{c['quote']}” (article {c['article_id']}, version 1" in text
        span = {"id": c["article_id"], "version": c["version"], "start": c["start"]}
        read = call("read_article", span | {"end": c["end"]})
        assert read.structured_content["text"] == c["quote"]
        assert read.content[0].text.endswith(f"\n\n{c['quote']}")


def test_ask_says_where_nothing_answers(call):
    given = call("ask", {"question": "What is the price of copper in Antofagasta?"})
    assert given.structured_content["abstained"]
    assert not given.is_error


def test_search_gives_passages_with_their_places(call):
    given = call("search", {"question": "tunnel ceiling", "as_of": "2026-05-01", "k": 3})
    results = given.structured_content["results"]
    assert 0 < len(results) <= 3
    for r in results:
        assert r["published_at"] < "2026-05-02"
        assert f"(article {r['article_id']}, version 1, {r['start']} to {r['end']})" in (
            given.content[0].text
        )
        assert r["text"] in given.content[0].text


def test_days_and_outlets_narrow_what_counts(call):
    narrow = {"from": "2026-11-01", "to": "2026-11-30", "outlet": "Radio Arvel"}
    results = call("search", CUP | narrow).structured_content["results"]
    assert {(r["outlet"], r["published_at"][:7]) for r in results} == {("Radio Arvel", "2026-11")}


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("ask", {}, "question: Field required (the arguments are: question, as_of, from, to"),
        ("ask", {"question": " "}, "question: "),
        ("ask", CUP | {"k": 0}, "k: "),
        ("ask", CUP | {"as_of": "soon"}, "as_of: "),
        ("ask", CUP | {"since": "2026"}, "since: "),
        ("ask", CUP | {"from": "2026-02-02", "to": "2026-01-01"}, "swap them"),
        ("search", CUP | {"outlet": 7}, "outlet: "),
        ("read_article", {"id": "none"}, "'none'"),
        ("read_article", {"id": "sample-harbour-cup-1", "version": 9}, "version 9"),
        ("read_article", {"id": "sample-harbour-cup-1", "start": 99999}, "1,817 characters"),
        ("read_article", {"id": "sample-harbour-cup-1", "start": 9, "end": 3}, "start <= end"),
    ],
    ids=range(11),
)
@ERAS
def test_bad_arguments_are_told_so_that_a_model_can_do_better(call, tool, arguments, words, mode):
    given = call(tool, arguments, mode)
    assert given.is_error
    assert words in given.content[0].text
    assert given.structured_content is None


def test_one_session_survives_its_errors(address):
    async def wrong_then_right(client: Client) -> Any:
        assert (await client.call_tool("ask", {})).is_error
        with pytest.raises(MCPError, match="there are ask, search, read_article"):
            await client.call_tool("predict", CUP)
        return await asyncio.gather(*(client.call_tool("ask", CUP) for _ in range(4)))

    for given in within(address, wrong_then_right):
        assert given.structured_content["citations"]


def test_a_long_article_is_read_in_parts(library):
    text = " ".join(f"On day {n} the mayor said little." for n in range(1000))
    put(library, draft(text, "long"))
    read = Tools(Dateline(library, None, lambda: TODAY, the_gate()), Counts()).read_article
    first = read(Place(id="long"))
    assert first.text.endswith(f"[The text goes on: read_article with start={MOST}.]")
    rest = read(Place(id="long", start=MOST))
    assert first.data
    assert rest.data
    assert first.data["text"] + rest.data["text"] == text
    assert first.data["length"] == rest.data["end"] == len(text)
    assert "goes on" not in rest.text


@pytest.mark.parametrize(
    "given", [{"question": "\ud800"}, CUP | {"\ud800": 1}, CUP | {"outlet": [["\ud800"]]}]
)
def test_half_a_character_in_an_argument_can_be_told(given):
    with pytest.raises(ValidationError) as raised:
        Question.model_validate(given)
    assert said(raised.value, Question).encode()


@pytest.mark.parametrize("path", [PATH, PATH.rstrip("/")])
@pytest.mark.parametrize(
    ("method", "body", "headers", "status"),
    [
        ("POST", json.dumps(CALL), {}, 200),
        ("POST", json.dumps(CALL), {"Origin": "https://evil.example"}, 403),
        ("POST", json.dumps(CALL), {"Origin": "null"}, 403),
        ("POST", "no json", {}, 400),
        ("POST", "[]", {}, 400),
        ("POST", " " * 5_000_000, {}, 413),
        ("GET", None, {}, 405),
        ("DELETE", None, {}, 405),
    ],
)
def test_what_is_no_call_of_a_client_is_refused(address, path, method, body, headers, status):
    given = httpx.request(
        method, f"{address}{path}", content=body,
        headers=JSON | ACCEPT | headers,
    )  # fmt: skip
    assert given.status_code == status


def test_the_password_is_asked_for_here_too(dateline):
    async def listed(address: str, key: str) -> int:
        async with (
            AsyncClient(headers={"Authorization": f"Bearer {key}"}) as http,
            Client(streamable_http_client(f"{address}{PATH}", http_client=http)) as client,
        ):
            return len((await client.list_tools()).tools)

    with serving(built(dateline, auth="anna:s3cret")) as address:
        assert httpx.post(f"{address}{PATH}", json=CALL, headers=ACCEPT).status_code == 401
        assert asyncio.run(listed(address, "s3cret")) == 3
        with pytest.RaisesGroup(MCPError, flatten_subgroups=True, allow_unwrapped=True):
            asyncio.run(listed(address, "wrong"))


def test_the_page_is_made_without_loading_what_only_mcp_clients_need():
    code = (
        "import sys\n"
        "from ui.unseen import unseen\n"
        "import ui.server, ui.mcp_door\n"
        "with unseen('mcp'):\n"
        "    import gradio\n"
        "assert not {'mcp', 'mcp_types'} & set(sys.modules), 'loaded'\n"
        "import ui.mcp_server\n"
        "assert 'mcp' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
