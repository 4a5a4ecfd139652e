"""A server with the sample articles that answers with quotes, and the parts to make answers of."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rag.answering import Dateline
from rag.domain import Answer, Citation, Exchange, Found, Hit, Passage, Removed, Scope, Sentence
from rag.events import Event
from rag.index.library import Library
from rag.spent import Seconds
from tests.rag.making import the_gate
from ui.page_coming import Coming
from ui.server import build_app

TODAY = date(2026, 11, 23)


def passage(text: str = "Rovers won.", **given: Any) -> Passage:
    known = {"title": "Cup", "outlet": "Courier", "url": None, "published_at": "2026-05-30"} | given
    return Passage("a.1.0", "a", 1, 0, len(text), text, **known)


def found(*passages: Passage) -> Found:
    hits = tuple(Hit(n, 1.0, p) for n, p in enumerate(passages or [passage()], start=1))
    return Found("Who won?", hits, None, 0.04)


def citation(quote: str = "Rovers won.", **given: Any) -> Citation:
    known = {
        "n": 1, "article_id": "a", "version": 1, "title": "Cup", "outlet": "Courier", "url": None,
        "published_at": None, "passage_id": "a.1.0", "start": 0, "end": len(quote),
    }  # fmt: skip
    return Citation(quote=quote, **(known | given))


def answer(text: str = "Rovers won [1].", **given: Any) -> Answer:
    known = {
        "sentences": (Sentence(text, "supported", None, (1,)),),
        "citations": (citation(),),
        "seconds": Seconds(0.04, None, 0.05),
        "model": "quotes",
    }
    return Answer("Who won?", TODAY, text, **(known | given))


def removed(text: str, why: str = "no quote carries it") -> Removed:
    return Removed(text, why)


class Scripted:
    """Stands in for a Dateline: gives these events, or raises the one that is an error."""

    def __init__(self, *script: Event | Exception) -> None:
        self.script = script
        self.history: Sequence[Exchange] = ()
        self.scope: Scope | None = None

    def stream(
        self, question: str, history: Sequence[Exchange] = (), scope: Scope | None = None
    ) -> Iterator[Event]:
        self.history, self.scope = history, scope
        for event in self.script:
            if isinstance(event, Exception):
                raise event
            yield event


@pytest.fixture(scope="session")
def dateline(sample_library: Library) -> Dateline:
    """Answers from the sample articles with quotes."""
    return Dateline(sample_library, None, lambda: TODAY, the_gate())


def built(dateline: Dateline, **given: Any) -> FastAPI:
    """The whole application. Gradio leaks a loop for each lock that it makes where none runs."""

    async def build() -> FastAPI:
        return build_app(dateline, Coming(dateline, Path("no-models")), **given)

    return asyncio.run(build())


@pytest.fixture(scope="session")
def app(dateline: Dateline) -> FastAPI:
    """The whole application."""
    return built(dateline)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(app: FastAPI) -> Iterator[str]:
    """Where a real server of the application answers."""
    with serving(app) as at:
        yield at


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """A real server on loopback while the block runs, and where it answers."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
