"""The page Articles: what is in the library, to be searched, read, compared and removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from ingest.stories.following import follow_stories
from ingest.stories.sketching import SCHEME
from rag.errors import ArticleNotFound, DatelineError
from rag.index.library import Library
from ui.page_chat import BROKEN
from ui.page_html import Html
from ui.pages.articles_asked import Asked, asked_of
from ui.pages.articles_form import form_html
from ui.pages.articles_sheet import broken_html, sheet_html
from ui.pages.frame import frame, html_part

FEW = 100  # changes that the stories may be behind for a removal to wait until they follow
SCRIPT = """
for (const name of ['turn', 'take_out'])
  element.addEventListener(`articles:${name}`, (event) => trigger(name, event.detail));
"""


def lay_out(blocks: gr.Blocks, library: Library, status: Callable[[], Html]) -> None:
    """Make the page, inside of its route.

    Args:
        blocks: What `blocks.route` gave.
        library: Open, and kept by a Keeper: the indexes follow what is removed.
        status: Gives the slim line while something is not as it will be.
    """
    frame(blocks, library, status, "articles", "Articles")
    form = html_part(form_html(Asked(), ()), "articles-form")
    sheet = html_part("", "articles", SCRIPT)
    private: dict[str, Any] = {
        "queue": False, "api_visibility": "private", "show_progress": "hidden",
    }  # fmt: skip
    # one view at a time, so that the last one asked for is the last one shown
    in_order = private | {"queue": True, "concurrency_limit": 1}

    def load(request: gr.Request) -> tuple[Html, Html]:
        asked = asked_of(str(request.query_params))
        return form_html(asked, library.archive.outlets()), shown(library, asked)

    def turn(event: gr.EventData) -> Html:
        return shown(library, asked_of(str(event.query)))

    def take_out(event: gr.EventData) -> Html:
        return removed(library, str(event.id), asked_of(str(event.query)))

    def broke() -> Html:
        return broken_html(library, Asked(), BROKEN)

    blocks.load(load, None, [form, sheet], **private).failure(broke, None, [sheet], **private)
    for event in (
        sheet.turn(turn, None, [sheet], trigger_mode="multiple", **in_order),
        sheet.take_out(take_out, None, [sheet], **private),
    ):
        event.failure(broke, None, [sheet], **private)


def shown(library: Library, asked: Asked, said: str | None = None) -> Html:
    """A view, or why there is none."""
    try:
        return sheet_html(library, asked, said)
    except DatelineError as error:
        return broken_html(library, asked, str(error))


def removed(library: Library, article_id: str, asked: Asked) -> Html:
    """Remove an article, and show what is left."""
    archive = library.archive
    try:
        headline = archive.article(article_id).headline
        archive.remove(article_id)
    except ArticleNotFound:
        return shown(library, asked, "It was removed already.")
    if archive.log.waiting(archive.clusters.applied(SCHEME)) <= FEW:
        follow_stories(archive)  # else whoever brings so many articles does it when they are in
    return shown(library, asked, f"Removed: {headline}")
