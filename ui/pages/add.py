"""The page Add: bring articles in, see how far they are and what became of them, watch feeds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from ui.adding.adding import Adding
from ui.page_html import Html
from ui.pages.add_feeds import feeds_form_html, feeds_html
from ui.pages.add_form import form_html
from ui.pages.add_jobs import now_html, reports_html
from ui.pages.frame import frame, html_part

BUSY, IDLE = 1.0, 4.0  # seconds between two looks while a job runs, and while none does
LOOK = "document.addEventListener('dateline:added', () => trigger('look'));"

Seen = tuple[bool, tuple[int, ...]]
"""What a browser shows: whether a job runs, and a hash of each part."""


def lay_out(blocks: gr.Blocks, adding: Adding, status: Callable[[], Html]) -> None:
    """Make the page, inside of its route."""
    frame(blocks, adding.library, status, "add", "Add")
    shown, timer = gr.State(None), gr.Timer(IDLE)
    with gr.Row(elem_id="adding", equal_height=False):
        with gr.Column(scale=3, min_width=320, elem_id="bringing"):
            form = html_part(form_html(), "add", LOOK)
            parts = [html_part("", "now"), html_part("", "reports")]
        with gr.Column(scale=2, min_width=300, elem_id="watching"):
            html_part(feeds_form_html(), "feed")
            parts.append(html_part("", "feeds"))

    def look(seen: Seen | None) -> list[Any]:
        return seen_now(adding, datetime.now(UTC), seen)

    once: dict[str, Any] = {
        "inputs": [shown],
        "outputs": [shown, timer, *parts],
        "queue": False,
        "api_visibility": "private",
        "show_progress": "hidden",
    }
    gr.on([timer.tick, blocks.load], look, **once)
    form.look(look, **once)


def seen_now(adding: Adding, now: datetime, seen: Seen | None) -> list[Any]:
    """What there is to see now, and what of that a browser has to draw anew.

    Args:
        adding: Its jobs and feeds.
        now: The time, with a zone.
        seen: What the browser shows; None where it shows nothing yet.
    """
    jobs = adding.jobs.all()
    busy = any(not job.over for job in jobs)
    feeds = adding.library.archive.feeds.all()
    drawn = [
        now_html(jobs, now, adding.library.behind()),
        reports_html(jobs, now),
        feeds_html(feeds, now, on=adding.watching.on),
    ]
    hashes = tuple(map(hash, drawn))
    was_busy, old = seen or (None, (None,) * len(drawn))
    rest = gr.skip() if busy == was_busy else gr.Timer(BUSY if busy else IDLE)
    changed = [
        gr.skip() if new == before else html
        for html, new, before in zip(drawn, hashes, old, strict=True)
    ]
    return [(busy, hashes), rest, *changed]
