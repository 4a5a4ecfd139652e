"""Pages beside the page Evaluate: what became of a question of a run, and a run's report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from rag.domain import Article
from rag.errors import ArticleNotFound, InputError
from rag.index.library import Library
from ui.page_words import read_url
from ui.reading import HEADERS, missing_page, paper_page

STRANGE = "This run was written by another version, or by hand: run it anew."
SHEET = "/paper/evaluate.css"


def evaluations_router(library: Library) -> APIRouter:
    """The routes; what is told comes from the folder of runs in the library's folder.

    Args:
        library: Open; articles that are expected are looked up in it.
    """
    router = APIRouter()

    @router.get("/evaluations/{run}/questions/{question:path}", response_class=HTMLResponse)
    def question(run: str, question: str) -> HTMLResponse:
        """What became of one question of a run."""
        return _told(lambda: _question(library, run, question))

    @router.get("/evaluations/{run}/report", response_class=HTMLResponse)
    def report(run: str) -> HTMLResponse:
        """A run's report as one file, made now."""
        return _told(lambda: _report(library, run))

    return router


def _told(make: Callable[[], HTMLResponse]) -> HTMLResponse:
    """What is made, or why it cannot be."""
    try:
        return make()
    except InputError as error:
        return HTMLResponse(missing_page(str(error)), 404, HEADERS)
    except (KeyError, TypeError, ValueError):
        return HTMLResponse(missing_page(STRANGE), 404, HEADERS)


def _question(library: Library, run: str, question: str) -> HTMLResponse:
    from eval.history import past_run
    from ui.pages.evaluate_question import question_html

    past, rows = past_run(_root(library), run)
    row = next((row for row in rows if str(row.get("id")) == question), None)
    if row is None:
        raise InputError(f"the run {past.name!r} has no question {question!r}")
    told = question_html(row, lambda article, quote: placed(library, article, quote))
    page = paper_page(str(row["question"]), told, None, SHEET)
    return HTMLResponse(page, headers=HEADERS)


def _report(library: Library, run: str) -> HTMLResponse:
    from eval.history import past_run
    from eval.report.page import page
    from eval.report.view import view_of

    past, rows = past_run(_root(library), run)
    about = {name: value for name, value in past.about.items() if name != "command"}
    for name in ("gold", "corpus"):  # their names alone: places of the disk are nobody's business
        told = dict(about[name])
        about[name] = told | {"path": Path(str(told.get("path") or "")).name}
    html = page(view_of(about, rows, past.summary or {}))
    return HTMLResponse(html, headers={"Content-Security-Policy": REPORT})


REPORT = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Beside the policy in the report itself, which lets its own script alone run."""


def placed(library: Library, article: str, quote: str) -> tuple[str, str | None]:
    """An article's headline, and the address of a quote in it; none where it is not here."""
    try:
        found: Article = library.archive.article(article)
    except ArticleNotFound:
        return article, None
    at = found.text.find(quote) if quote else -1
    span = (at, at + len(quote)) if at >= 0 else (None, None)
    return found.headline, read_url(found.id, found.version, *span)


def _root(library: Library) -> Path:
    from eval.served import RUNS

    return library.folder / RUNS
