"""OpenAI's chat API over the library, so that its clients can ask: /v1/models and completions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from uuid import uuid4

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.responses import Response

from rag.answering import Dateline
from rag.domain import Answer
from rag.errors import DatelineError
from rag.events import Event, Finished
from ui.api import STREAM, scope_of
from ui.api_text import answer_text, told
from ui.api_v1_form import Head, chunk, completion, error, extras, model, usage_chunk
from ui.api_v1_request import MODEL, Chat, asked
from ui.page_counts import Counts

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
DONE = "data: [DONE]\n\n"

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def v1_router(dateline: Dateline, counts: Counts, clock: Clock = _now) -> APIRouter:
    """The routes; an answer is made on a thread of its own."""
    router, started = APIRouter(), _seconds(clock)
    names = list(dict.fromkeys((MODEL, dateline.model.name if dateline.model else "quotes")))

    @router.get("/v1/models")
    def models() -> dict[str, Any]:
        """The names that can be asked: Dateline, and the model that writes for it."""
        return {"object": "list", "data": [model(name, started) for name in names]}

    @router.get("/v1/models/{name:path}", response_model=None)
    def one_model(name: str) -> Response:
        """One of them."""
        return JSONResponse(model(name, started)) if name in names else _unknown(name, names)

    @router.post("/v1/chat/completions", response_model=None)
    def complete(body: Chat) -> Response:
        """Answer the last message of the user, whole or streamed sentence by sentence."""
        if body.model not in names:
            return _unknown(body.model, names)
        question, history = asked(body.messages)
        scope = scope_of(body.from_, body.to, body.as_of, body.outlet)
        events = counts.counted(dateline.stream(question, history, scope, body.k))
        head = Head(f"chatcmpl-{uuid4().hex}", _seconds(clock), body.model)
        if not body.stream:
            return JSONResponse(_whole(head, events))
        begun = chain([next(events)], events)  # what fails until here is an error, not a stream
        return StreamingResponse(
            streamed(head, begun, counted=body.counted),
            media_type=STREAM,
            headers={"Cache-Control": "no-store"},
        )

    @router.api_route("/v1/{path:path}", methods=METHODS, include_in_schema=False)
    def nothing(path: str, request: Request) -> Response:
        """What else OpenAI has."""
        there = "GET /v1/models and POST /v1/chat/completions"
        said = f"there is no {request.method} /v1/{path} here: there are {there}"
        return JSONResponse(error(404, said, code="unknown_url"), 404)

    return router


def streamed(head: Head, events: Iterator[Event], *, counted: bool = False) -> Iterator[str]:
    """An answer as server-sent events: what is checked, its sources, its end, and its usage."""
    usage = {"usage": None} if counted else {}
    yield _event(chunk(head, {"role": "assistant", "content": "", "refusal": None}) | usage)
    try:
        for piece in told(events):
            if isinstance(piece, Answer):
                yield _event(chunk(head, extras(piece), "stop") | usage)
                if counted:
                    yield _event(usage_chunk(head, piece))
            else:
                yield _event(chunk(head, {"content": piece}) | usage)
    except DatelineError as broken:
        yield _event(error(503, str(broken)))
        return
    yield DONE


def _whole(head: Head, events: Iterator[Event]) -> dict[str, Any]:
    """The answer as it stands at its end: what was set aside on the way is not told."""
    for event in events:
        if isinstance(event, Finished):
            return completion(head, answer_text(event.answer), event.answer)
    raise AssertionError("a stream ends with Finished")


def _unknown(name: str, names: list[str]) -> Response:
    said = f"the model {name!r} does not exist here: ask for {' or '.join(map(repr, names))}"
    return JSONResponse(error(404, said, "model", "model_not_found"), 404)


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _seconds(clock: Clock) -> int:
    return int(clock().timestamp())
