"""What every page has above it: the name, the way to the other pages, and what is going on."""

from __future__ import annotations

from collections.abc import Callable

import gradio as gr

from rag.index.library import Library
from ui.page_html import Html
from ui.page_welcome import masthead_html

LOOK = 5.0  # seconds between two looks at the library and the model


def frame(
    blocks: gr.Blocks, library: Library, status: Callable[[], Html], here: str, name: str
) -> None:
    """Lay out the masthead and the status line, and keep them fresh.

    Args:
        blocks: What `blocks.route` gave.
        library: Told of in the masthead.
        status: Gives the slim line while something is not as it will be.
        here: The page's route.
        name: Of the page, for the title of its tab.
    """
    blocks.load(js=f"() => {{ document.title = '{name} — Dateline'; }}")
    timer = gr.Timer(LOOK)
    masthead = html_part(masthead_html(library, here), "masthead")
    said = html_part(status(), "status")
    gr.on(
        [timer.tick, blocks.load],
        lambda: (masthead_html(library, here), status()),
        None,
        [masthead, said],
        queue=False,
        api_visibility="private",
        show_progress="hidden",
    )


def html_part(value: str, name: str, script: str | None = None) -> gr.HTML:
    """A part of a page that is HTML of ours, without Gradio's typography."""
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)
