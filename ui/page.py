"""The page: Gradio's layout around HTML that is made here. Shown at / by server.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import gradio as gr
from gradio.components.navbar import Navbar

from rag.answering import Dateline
from rag.wiring import today
from ui.adding.adding import Adding
from ui.evidence import evidence_of
from ui.page_card import card_html
from ui.page_chat import LONGEST, Chat
from ui.page_coming import Coming
from ui.page_counts import Counts
from ui.page_desk import Desk
from ui.page_events import Events
from ui.page_html import Html, tag
from ui.page_limits import EVERYTHING, limits_html
from ui.page_shelf import Shelf, finder_html, shelf_html
from ui.page_welcome import masthead_html, status_html, welcome_html
from ui.pages import add, articles, evaluate

LOOK = 2.0  # seconds between two looks at the library and the model
SLOW = 15.0  # seconds between two counts of all there is in it
REGIONS = {"chats": "Chats", "talk": "Ask", "evidence": "Evidence"}


def build_page(
    dateline: Dateline,
    coming: Coming,
    counts: Counts,
    adding: Adding,
    clock: Callable[[], date] = today,
) -> gr.Blocks:
    """The page; nothing is opened or started."""
    page = Page(dateline, coming, counts, clock)
    blocks = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with blocks:
        page.lay_out()
        page.connect(blocks)
    with blocks.route("Articles", "articles"):
        articles.lay_out(blocks, dateline.library, page.status)
    with blocks.route("Evaluate", "evaluate"):
        evaluate.lay_out(blocks, dateline, counts, page.status)
    with blocks.route("Add", "add"):
        add.lay_out(blocks, adding, page.status)
    return blocks


class Page(Events):
    """The parts of the page; what each event does to them is in `Events`."""

    def lay_out(self) -> None:
        """Make the parts, inside of a gr.Blocks."""
        library = self.dateline.library
        self.chat, self.desk = gr.State(Chat()), gr.State(Desk())
        self.scope, self.shelf = gr.State(EVERYTHING), gr.State(Shelf())
        Navbar(visible=False)  # the masthead has links of ours
        self.timer, self.slow = gr.Timer(LOOK), gr.Timer(SLOW)
        self.masthead = _html(masthead_html(library), "masthead")
        self.state = _html(self.status(), "status")
        with gr.Row(elem_id="sheet", equal_height=False):
            _html(regions_html(), "regions")
            with gr.Column(scale=1, min_width=200, elem_id="chats"):
                _html(finder_html(), "finder")
                self.listed = _html(
                    shelf_html((), 0, Shelf(), None), "shelf",
                    _heard("open", "find", "more", "rename", "remove"),
                )  # fmt: skip
                self.limits = _html(limits_html(()), "limits", _heard("narrow"))
                self.card = _html(card_html(library), "card")
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                self.welcome = _html(welcome_html(library), "welcome", _heard("ask"))
                self.past = _html("", "past", _heard("ask", "again", "show"))
                self.live = _html("", "live")
                self.limited = _html("", "limited")
                with gr.Row(elem_id="composer"):
                    self.box = gr.Textbox(
                        placeholder="Ask the articles",
                        label="Your question", show_label=False, container=False, autofocus=True,
                        lines=1, max_lines=5, max_length=LONGEST, scale=1, elem_id="question",
                    )  # fmt: skip
                    self.ask = gr.Button("Ask", variant="primary", scale=0, elem_id="ask")
                    self.stop = gr.Button("Stop", visible=False, scale=0, elem_id="stop")
                    self.clear = gr.Button("New", visible=False, scale=0, elem_id="clear")
            with gr.Column(scale=2, min_width=300, elem_id="evidence"):
                self.evidence = _html(evidence_of(None, 0), "receipts")

    def status(self) -> Html:
        """The slim line while something is not as it will be."""
        return status_html(self.coming.line(), self.dateline.library.notice)


def regions_html() -> Html:
    """The switch between the regions, where there is no room for all of them."""
    buttons = [
        tag(
            "button", name, type="button", data_region=region,
            aria_pressed="true" if region == "talk" else "false",
        )
        for region, name in REGIONS.items()
    ]  # fmt: skip
    return tag("div", *buttons, role="group", aria_label="Show", class_="regions")


def _heard(*names: str) -> str:
    """A script that hands on what the page's own scripts say: see tell() in page.js."""
    said = ", ".join(f"'{name}'" for name in names)
    return (
        f"for (const name of [{said}])\n"
        "  element.addEventListener(`dateline:${name}`, (event) => trigger(name, event.detail));"
    )


def _html(value: str, name: str, script: str | None = None) -> gr.HTML:
    """A part of the page that is HTML of ours, without Gradio's typography."""
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)
