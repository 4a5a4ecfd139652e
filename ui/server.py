"""The server: the page and the HTTP API in one FastAPI application, run by uvicorn."""

from __future__ import annotations

import asyncio
import logging
import os
import warnings
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import uvicorn
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rag.answering import Dateline
from rag.errors import (
    ArticleNotFound,
    ConversationNotFound,
    DatelineError,
    InputError,
    LibraryHeld,
    ModelError,
    SourceRejected,
)
from rag.settings import Settings
from rag.verifying import Verifier
from rag.wiring import open_dateline, open_library
from ui.adding.adding import Adding
from ui.api import api_router
from ui.api_conversations import conversations_router
from ui.api_feedback import feedback_router
from ui.api_feeds import feeds_router
from ui.api_ingest import ingest_router
from ui.api_jobs import jobs_router
from ui.api_v1 import v1_router
from ui.api_v1_form import PATH
from ui.api_v1_form import error as openai_error
from ui.api_verify import verify_router
from ui.keeper import Keeper
from ui.listening import Announcing, listen
from ui.mcp_door import mcp_routes
from ui.mcp_tools import Tools
from ui.page_coming import Coming
from ui.page_counts import Counts
from ui.page_doors import Doors
from ui.pages.evaluate_doors import evaluations_router
from ui.pages.history import history_router
from ui.unseen import unseen

STATIC = Path(__file__).parent / "static"
GRACE = 1  # seconds that open connections get once the server is told to stop
STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (ArticleNotFound, 404),
    (ConversationNotFound, 404),
    (InputError, 422),
    (SourceRejected, 422),
    (LibraryHeld, 503),
    (ModelError, 503),
    (DatelineError, 500),
)

log = logging.getLogger(__name__)


def serve(settings: Settings, host: str, port: int, auth: str = "") -> None:
    """Serve until Ctrl-C.

    Args:
        settings: Which library and model.
        host: Where to listen.
        port: Where to listen.
        auth: `user:password` that every request must bring, if any.

    Raises:
        SettingsError: If the port is taken.
        DatelineError: If the library or the model of the settings cannot be used.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by Gradio where it is imported
    listening = listen(host, port)
    keeper = Keeper(open_library(settings))
    keeper.start()
    adding = Adding.of(keeper.library)
    try:
        dateline = open_dateline(settings, library=keeper.library)
        coming = Coming(dateline, settings.models)
        app = build_app(dateline, coming, auth=auth, adding=adding)
        coming.start()
        if settings.watch:
            adding.watching.start()
        logging.getLogger("uvicorn.error").addFilter(_told_to_stop)
        config = uvicorn.Config(
            app,
            log_level=settings.log.lower(),
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
        ready = f"Dateline is at http://{host}:{port} (Ctrl-C stops it)"
        with suppress(KeyboardInterrupt):  # uvicorn raises it again once it has shut down
            Announcing(config, ready).run(sockets=[listening])
    finally:
        adding.stop()
        keeper.stop()
        listening.close()


def build_app(
    dateline: Dateline, coming: Coming, *, auth: str = "", adding: Adding | None = None
) -> FastAPI:
    """The application; nothing is opened or started.

    Args:
        dateline: Answers; its library is open and kept by a Keeper.
        coming: The model in the background.
        auth: `user:password` that every request must bring, if any.
        adding: Brings articles in; a new one if not given.
    """
    with unseen("mcp"):  # Gradio loads it at once, for a server of its own: half a second
        import gradio as gr  # takes seconds, so only where a page is served

    from ui.page import build_page
    from ui.theme import HEAD, theme

    counts, adding = Counts(), adding or Adding.of(dateline.library)
    app = FastAPI(title="Dateline", docs_url=None, redoc_url=None)  # those load from elsewhere
    app.add_middleware(Doors, auth=auth)
    app.add_exception_handler(DatelineError, _ours)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
    for router in _routers(dateline, coming, counts, adding):
        app.include_router(router)
    app.router.routes += mcp_routes(Tools(dateline, counts))
    app.mount("/paper", StaticFiles(directory=STATIC))
    with warnings.catch_warnings():  # of several pages, even where ssr_mode is off
        warnings.filterwarnings("ignore", "SSR mode is not supported")
        mounted: FastAPI = gr.mount_gradio_app(
            app,
            build_page(dateline, coming, counts, adding),
            "/",
            footer_links=[],
            run_history=False,
            show_error=False,
            theme=theme(),
            head=HEAD,
            enable_monitoring=False,
            mcp_server=False,  # ui/mcp_door.py says why
            pwa=False,
            ssr_mode=False,
        )
    return mounted


def _routers(
    dateline: Dateline, coming: Coming, counts: Counts, adding: Adding
) -> tuple[APIRouter, ...]:
    """The HTTP API beside the page."""
    library, archive = dateline.library, dateline.library.archive
    return (
        api_router(dateline, coming, counts),
        history_router(archive),
        ingest_router(library),
        jobs_router(adding),
        feeds_router(adding),
        conversations_router(archive),
        feedback_router(archive),
        v1_router(dateline, counts),
        evaluations_router(library),
        verify_router(archive, Verifier(dateline.gate)),
    )


def _told_to_stop(record: logging.LogRecord) -> bool:
    """Whether a record is more than that open pages were cut off as the server stopped."""
    cut_off = record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError)
    return not cut_off and "graceful shutdown exceeded" not in record.getMessage()


def _ours(request: Request, error: Exception) -> Response:
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    return _said(request, str(error), status)


def _broken(request: Request, _error: Exception) -> Response:
    return _said(request, "something broke here; the server's log says what", 500)


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = [(".".join(str(at) for at in e["loc"][1:]), e["msg"]) for e in error.errors()]
    return _said(request, "; ".join(f"{at}: {why}" for at, why in said), 422, param=said[0][0])


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _said(request, str(error.detail), error.status_code, error.headers)


def _said(
    request: Request,
    message: str,
    status: int,
    headers: Mapping[str, str] | None = None,
    param: str | None = None,
) -> Response:
    """What is wrong, in the form of the API that was asked."""
    if not request.url.path.startswith(PATH):
        return JSONResponse({"error": message}, status, headers)
    status = 400 if status == 422 else status  # OpenAI's way of saying malformed
    return JSONResponse(openai_error(status, message, param), status, headers)
