"""The page: Gradio's layout and events around HTML that is made here. Shown at / by server.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from rag.answering import Dateline
from rag.domain import Answer
from rag.receipts import Receipt
from ui.evidence import evidence_html
from ui.page_chat import LONGEST, Chat, converse
from ui.page_coming import Coming
from ui.page_counts import Counts
from ui.page_html import join
from ui.page_welcome import masthead_html, status_html, welcome_html
from ui.receipts import receipt_of
from ui.render import turn_html, turns_html

AT_ONCE = 16  # questions that are answered at the same time
LOOK = 2.0  # seconds between two looks at the library and the model
ASK = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('ask', {question: button.dataset.ask});
});
"""

Update = dict[Any, Any]
"""New values or properties by component."""


def build_page(dateline: Dateline, coming: Coming, counts: Counts) -> gr.Blocks:
    """The page; nothing is opened or started."""
    page = Page(dateline, coming, counts)
    blocks = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with blocks:
        page.lay_out()
        page.connect(blocks)
    return blocks


class Page:
    """The parts of the page and what each event does to them.

    Args:
        dateline: Answers.
        coming: The model in the background.
        counts: For /metrics.
    """

    def __init__(self, dateline: Dateline, coming: Coming, counts: Counts) -> None:
        self._dateline, self._coming, self._counts = dateline, coming, counts

    def lay_out(self) -> None:
        """Make the parts, inside of a gr.Blocks."""
        library = self._dateline.library
        self.chat = gr.State(Chat())
        self.timer = gr.Timer(LOOK)
        self.masthead = _html(masthead_html(library), "masthead")
        self.status = _html(self._status(), "status")
        with gr.Row(elem_id="sheet", equal_height=False):
            with gr.Column(scale=3, min_width=320, elem_id="talk"):
                self.welcome = _html(welcome_html(library), "welcome", ASK)
                self.past = _html("", "past")
                self.live = _html("", "live")
                with gr.Row(elem_id="composer"):
                    self.box = gr.Textbox(
                        placeholder="Ask the articles",
                        label="Your question", show_label=False, container=False, autofocus=True,
                        lines=1, max_lines=5, max_length=LONGEST, scale=1, elem_id="question",
                    )  # fmt: skip
                    self.ask = gr.Button("Ask", variant="primary", scale=0, elem_id="ask")
                    self.stop = gr.Button("Stop", visible=False, scale=0, elem_id="stop")
                    self.clear = gr.Button("Clear", visible=False, scale=0, elem_id="clear")
            with gr.Column(scale=2, min_width=300, elem_id="evidence"):
                self.evidence = _html(evidence_html(None), "receipts")

    def connect(self, blocks: gr.Blocks) -> None:
        """Say what happens when."""
        parts = [
            self.chat, self.box, self.welcome, self.past, self.live, self.evidence,
            self.ask, self.stop, self.clear,
        ]  # fmt: skip
        private: Update = {"api_visibility": "private", "show_progress": "hidden"}
        streamed: Update = private | {
            "outputs": parts, "concurrency_limit": AT_ONCE, "concurrency_id": "ask",
        }  # fmt: skip
        asked = gr.on(
            [self.box.submit, self.ask.click], self._on_ask, [self.box, self.chat], **streamed
        )
        picked = self.welcome.ask(self._on_pick, [self.chat], **streamed)
        for event in (asked, picked):
            event.failure(self._on_break, [self.chat], parts, queue=False, **private)
        over: Update = private | {"outputs": parts, "queue": False, "cancels": [asked, picked]}
        self.stop.click(self._on_stop, [self.chat], **over)
        self.clear.click(self._on_clear, None, **over)
        seen = [self.masthead, self.status, self.welcome]
        gr.on([self.timer.tick, blocks.load], self._on_look, [self.chat], seen, queue=False,
              **private)  # fmt: skip

    def _on_ask(self, question: str, chat: Chat) -> Iterator[Update]:
        """A question was typed."""
        shown: Chat | None = None
        for now in converse(self._dateline, self._counts, chat, question or "", self._keep):
            yield self._difference(shown, now) | ({self.box: ""} if shown is None else {})
            shown = now

    def _on_pick(self, chat: Chat, event: gr.EventData) -> Iterator[Update]:
        """An example was picked."""
        yield from self._on_ask(str(event.question), chat)

    def _on_stop(self, chat: Chat) -> Update:
        return self._difference(None, chat.stopped())

    def _on_break(self, chat: Chat) -> Update:
        self._counts.failed()
        return self._difference(None, chat.broken())

    def _on_clear(self) -> Update:
        return self._difference(None, Chat()) | {self.box: ""}

    def _on_look(self, chat: Chat) -> Update:
        """Time went by: the library or the model may have changed."""
        library = self._dateline.library
        seen: Update = {self.masthead: masthead_html(library), self.status: self._status()}
        return seen if chat.last else seen | {self.welcome: welcome_html(library)}

    def _keep(self, answer: Answer) -> Receipt:
        return receipt_of(self._dateline, answer, datetime.now(UTC))

    def _status(self) -> str:
        return status_html(self._coming.line(), self._dateline.library.notice)

    def _difference(self, old: Chat | None, new: Chat) -> Update:
        """What changes on the page from one picture of the conversation to the next."""
        live = turn_html(new.live, live=True) if new.live else join()
        update: Update = {self.chat: new, self.live: live}
        before, now = old.last if old else None, new.last
        if not before or not now or (before.found, before.answer) != (now.found, now.answer):
            update[self.evidence] = evidence_html(now)
        if old is None or old.past != new.past or bool(old.live) != bool(new.live):
            update |= {
                self.past: turns_html(new.past),
                self.welcome: gr.update(visible=now is None),
                self.ask: gr.update(visible=new.live is None),
                self.stop: gr.update(visible=new.live is not None),
                self.clear: gr.update(visible=now is not None and new.live is None),
            }
        return update


def _html(value: str, name: str, script: str | None = None) -> gr.HTML:
    """A part of the page that is HTML of ours, without Gradio's typography."""
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)
