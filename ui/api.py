"""The HTTP API beside the page: ask, search, articles, health, metrics, and readable articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from rag.answering import Dateline
from rag.domain import Answer, Exchange, Scope, Window
from rag.errors import ArticleNotFound, DatelineError, InputError
from rag.events import Checked, Event, Evidence, Finished, Token
from rag.index.archive import Archive
from rag.retriever import K
from rag.wire import answer_json, article_json, found_json
from rag.wire_origin import origin_json
from ui.page_coming import Coming
from ui.page_counts import Counts
from ui.reading import HEADERS, missing_page, reading_page
from ui.reading_origin import Origin
from ui.receipts import receipt_of

STREAM = "text/event-stream"
METRICS = "text/plain; version=0.0.4"

Days = Annotated[date | None, Query()]
Version = Annotated[int | None, Query(ge=1, le=2**53)]
Offset = Annotated[int | None, Query(ge=0, le=2**53)]
Told = Callable[[Answer], dict[str, Any]]


class Past(BaseModel):
    """A question and its answer, earlier in a conversation."""

    question: str = Field(max_length=4000)
    answer: str = Field(max_length=20000)


class Ask(BaseModel):
    """A question; fields that are not named here are ignored."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    question: str = Field(min_length=1, max_length=4000, pattern=r"\S")
    history: list[Past] = Field(default=[], max_length=50)
    as_of: date | None = None
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    outlet: list[str] = Field(default=[], max_length=100)
    k: int = Field(default=K, ge=1, le=50)
    receipt: bool = Field(default=False, description="Whether to add the answer's receipt.")


def scope_of(from_: date | None, to: date | None, as_of: date | None, outlets: list[str]) -> Scope:
    """What may be drawn on.

    Raises:
        InputError: If the days end before they begin.
    """
    if from_ and to and to < from_:
        raise InputError(f"from={from_} is after to={to}: swap them")
    return Scope(Window(from_, to) if from_ or to else None, tuple(outlets), as_of)


def api_router(dateline: Dateline, coming: Coming, counts: Counts) -> APIRouter:
    """The routes. Each that works for long runs on a thread of its own."""
    router = APIRouter()
    router.include_router(_asking(dateline, counts))
    router.include_router(_stored(dateline.library.archive))
    router.include_router(_watching(dateline, coming, counts))
    return router


def _asking(dateline: Dateline, counts: Counts) -> APIRouter:
    router = APIRouter()

    @router.post("/api/ask", response_model=None)
    def ask(body: Ask, request: Request) -> Response:
        """One answer: JSON, or its making as events where `Accept` is text/event-stream."""
        scope = scope_of(body.from_, body.to, body.as_of, body.outlet)
        history = [Exchange(past.question, past.answer) for past in body.history]
        events = counts.counted(dateline.stream(body.question, history, scope, body.k))
        told = partial(_with_receipt, dateline) if body.receipt else answer_json
        if STREAM in request.headers.get("accept", ""):
            return StreamingResponse(
                sse(events, told), media_type=STREAM, headers={"Cache-Control": "no-store"}
            )
        return JSONResponse(told(_last(events)))

    @router.get("/api/search")
    def search(
        q: Annotated[str, Query(min_length=1, max_length=4000, pattern=r"\S")],
        k: Annotated[int, Query(ge=1, le=100)] = K,
        from_: Annotated[date | None, Query(alias="from")] = None,
        to: Days = None,
        as_of: Days = None,
        outlet: Annotated[list[str] | None, Query()] = None,
    ) -> dict[str, Any]:
        """Passages only."""
        return found_json(dateline.search(q, scope_of(from_, to, as_of, outlet or []), k))

    return router


def _stored(archive: Archive) -> APIRouter:
    router = APIRouter()

    @router.get("/api/articles")
    def articles(
        limit: Annotated[int, Query(ge=1, le=1000)] = 50,
        offset: Annotated[int, Query(ge=0, le=2**53)] = 0,
    ) -> dict[str, Any]:
        """Articles, newest first."""
        page = [article_json(article) for article in archive.articles(None, limit, offset)]
        total = archive.counts()["articles"]
        return {"total": total, "limit": limit, "offset": offset, "articles": page}

    @router.get("/api/articles/{article_id:path}")
    def article(article_id: str, version: Version = None) -> dict[str, Any]:
        """One version of an article, by default its newest."""
        found = archive.article(article_id, version)
        refused = archive.places.refused(article_id, found.version)
        return article_json(found) | origin_json(archive.places.of(article_id), refused)

    @router.get("/read/{article_id:path}", response_class=HTMLResponse)
    def read(
        article_id: str, version: Version = None, start: Offset = None, end: Offset = None
    ) -> HTMLResponse:
        """A readable page of an article, with a span marked."""
        try:
            newest = archive.article(article_id)
            chosen = archive.article(article_id, version) if version is not None else newest
        except ArticleNotFound as error:
            return HTMLResponse(missing_page(str(error)), 404, HEADERS)
        places = archive.places.of(article_id)
        origin = Origin(places, archive.places.refused(article_id, chosen.version))
        page = reading_page(chosen, newest.version, start, end, origin)
        return HTMLResponse(page, headers=HEADERS)

    return router


def _watching(dateline: Dateline, coming: Coming, counts: Counts) -> APIRouter:
    router, library = APIRouter(), dateline.library

    @router.get("/healthz")
    def healthz() -> dict[str, Any]:
        """Whether questions can be answered, and how well."""
        model, stored = dateline.model, library.archive.counts()
        return {
            "status": "ok",
            "articles": stored["articles"],
            "passages": stored["passages"],
            "model": model.name if model else "quotes",
            "model_ready": model is None or model.ready(),
            "behind": library.behind(),
            "notice": coming.line() or library.notice,
        }

    @router.get("/metrics", response_class=PlainTextResponse)
    def metrics() -> PlainTextResponse:
        """For Prometheus."""
        stored = library.archive.counts()
        gauges = {"articles": stored["articles"], "passages": stored["passages"]}
        text = counts.text(gauges | {"index_changes_behind": library.behind()})
        return PlainTextResponse(text, media_type=METRICS)

    return router


def sse(events: Iterator[Event], told: Told = answer_json) -> Iterator[str]:
    """An answer's making as server-sent events; an error is one, too."""
    try:
        for event in events:
            name, data = _named(event, told)
            yield f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
    except DatelineError as error:
        yield f"event: error\ndata: {json.dumps({'error': str(error)})}\n\n"


def _named(event: Event, told: Told) -> tuple[str, dict[str, Any]]:
    match event:
        case Evidence(found):
            return "evidence", found_json(found)
        case Token(text):
            return "token", {"text": text}
        case Checked(s):
            cited = list(s.citations)
            return "sentence", {
                "text": s.text,
                "status": s.status,
                "why": s.why,
                "citations": cited,
            }
        case Finished(answer):
            return "answer", told(answer)


def _with_receipt(dateline: Dateline, answer: Answer) -> dict[str, Any]:
    return answer_json(answer) | {"receipt": receipt_of(dateline, answer, datetime.now(UTC))}


def _last(events: Iterator[Event]) -> Answer:
    for event in events:
        if isinstance(event, Finished):
            return event.answer
    raise AssertionError("a stream ends with Finished")
