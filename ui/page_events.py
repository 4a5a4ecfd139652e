"""What each event of the page does to its parts: ask, stop, open, look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import gradio as gr

from rag.answering import Dateline
from rag.domain import Answer, Scope
from rag.receipts import Receipt
from ui.evidence import evidence_of, quoted
from ui.page_card import card_html
from ui.page_chat import Chat, converse
from ui.page_coming import Coming
from ui.page_counts import Counts
from ui.page_desk import GONE, Desk, Drawer
from ui.page_html import Html, join, tag
from ui.page_limits import limited_html, limits_html, scope_of
from ui.page_marks import marks_of
from ui.page_next import wider
from ui.page_shelf import Shelf
from ui.page_shelving import Shelving, Update
from ui.page_welcome import masthead_html, welcome_html
from ui.receipts import receipt_of
from ui.render import turn_html, turns_html

AT_ONCE = 16  # questions that are answered at the same time


class Events(Shelving):
    """What the parts of a page do; the parts themselves are made by `ui.page.Page`.

    Args:
        dateline: Answers.
        coming: The model in the background.
        counts: For /metrics.
        clock: The day it is.
    """

    scope: gr.State
    timer: gr.Timer
    slow: gr.Timer
    masthead: gr.HTML
    state: gr.HTML
    limits: gr.HTML
    card: gr.HTML
    welcome: gr.HTML
    past: gr.HTML
    live: gr.HTML
    limited: gr.HTML
    evidence: gr.HTML
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    clear: gr.Button
    status: Callable[[], Html]

    def __init__(
        self, dateline: Dateline, coming: Coming, counts: Counts, clock: Callable[[], date]
    ) -> None:
        self.dateline, self.coming, self.counts, self.clock = dateline, coming, counts, clock

    def connect(self, blocks: gr.Blocks) -> None:
        """Say what happens when."""
        talk = [
            self.chat, self.desk, self.box, self.welcome, self.past, self.live, self.evidence,
            self.ask, self.stop, self.clear, self.listed,
        ]  # fmt: skip
        on = [self.chat, self.desk, self.scope, self.shelf]
        table = [self.chat, self.desk, self.shelf]
        private: Update = {"api_visibility": "private", "show_progress": "hidden"}
        streamed: Update = private | {
            "outputs": talk, "concurrency_limit": AT_ONCE, "concurrency_id": "ask",
        }  # fmt: skip
        asked = [
            gr.on([self.box.submit, self.ask.click], self._on_ask, [self.box, *on], **streamed),
            self.welcome.ask(self._on_pick, on, **streamed),
            self.past.ask(self._on_pick, on, **streamed),
            self.past.again(self._on_again, on, **streamed),
        ]
        for event in asked:
            event.failure(self._on_break, table, talk, queue=False, **private)
        now: Update = private | {"queue": False}
        # "always_last" would send the first event's data again, so all are sent
        over: Update = now | {"cancels": asked}
        self.stop.click(self._on_stop, table, talk, **over)
        self.clear.click(self._on_clear, table, talk, **over)
        # answered one after the other, so that the one picked last is the one shown
        self.listed.open(
            self._on_open, table, talk, trigger_mode="multiple",
            **over | {"queue": True, "concurrency_limit": 1, "concurrency_id": "open"},
        )  # fmt: skip
        blocks.load(self._on_load, [self.shelf], [*talk, self.limits], **now)
        self.past.show(self._on_show, [self.chat], [self.evidence], **now)
        self.connect_shelf(talk, now)
        self.limits.narrow(
            self._on_narrow, None, [self.scope, self.limited], trigger_mode="multiple", **now
        )
        seen = [*talk, self.masthead, self.state]
        gr.on([self.timer.tick, blocks.load], self._on_look, table, seen, **now)
        library = self.dateline.library
        gr.on([self.slow.tick, blocks.load], lambda: card_html(library), None, [self.card], **now)

    def _on_ask(
        self, question: str, chat: Chat, desk: Desk, scope: Scope, shelf: Shelf, request: gr.Request
    ) -> Iterator[Update]:
        """A question was typed."""
        yield from self._asked(question or "", chat, desk, scope, shelf, request, typed=True)

    def _on_pick(
        self,
        chat: Chat,
        desk: Desk,
        scope: Scope,
        shelf: Shelf,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Update]:
        """An example, or what to read on, was picked."""
        yield from self._asked(str(event.question), chat, desk, scope, shelf, request)

    def _on_again(
        self,
        chat: Chat,
        desk: Desk,
        scope: Scope,
        shelf: Shelf,
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[Update]:
        """A question is asked again: as it was, in other words, or of all days and outlets."""
        chat, desk = self._resumed(chat, desk, request)
        n, said = int(event.n), str(event.question)
        if chat.live or not 1 <= n <= len(chat.past):
            return
        turn = chat.past[n - 1]
        if event.how == "widen":
            scope = wider(turn.asked)
        elif event.how == "again":
            scope, said = turn.asked, turn.question
        question = said if event.how == "edit" else turn.question
        yield from self._asked(question, chat.before(n), desk, scope, shelf, request, instead_of=n)

    def _asked(
        self,
        question: str,
        chat: Chat,
        desk: Desk,
        scope: Scope,
        shelf: Shelf,
        request: gr.Request,
        *,
        typed: bool = False,
        instead_of: int | None = None,
    ) -> Iterator[Update]:
        chat, desk = self._resumed(chat, desk, request)
        drawer, shown = self._drawer(request), None
        pictures = converse(self.dateline, self.counts, chat, question, self._keep, scope)
        for now, place in drawer.noted(desk, pictures, instead_of):
            update = self._difference(shown, now) | {self.desk: place}
            if shown is None:
                update |= {self.listed: self._list(drawer, shelf, place)}
                update |= {self.box: ""} if typed else {}
            yield update
            shown = now

    def _on_stop(self, chat: Chat, desk: Desk, shelf: Shelf, request: gr.Request) -> Update:
        drawer, over = self._drawer(request), chat.stopped()
        return self._whole(drawer, over, drawer.over(desk, over), shelf)

    def _on_break(self, chat: Chat, desk: Desk, shelf: Shelf, request: gr.Request) -> Update:
        self.counts.failed()
        drawer, over = self._drawer(request), chat.broken()
        return self._whole(drawer, over, drawer.over(desk, over), shelf)

    def _on_clear(self, chat: Chat, desk: Desk, shelf: Shelf, request: gr.Request) -> Update:
        return self._opened(chat, desk, shelf, request, "") | {self.box: ""}

    def _on_open(
        self, chat: Chat, desk: Desk, shelf: Shelf, event: gr.EventData, request: gr.Request
    ) -> Update:
        """A conversation was picked; none is a new one."""
        if not desk.picked.newest(int(event.pick)):
            return {self.box: gr.skip()}
        return self._opened(chat, desk, shelf, request, str(event.id))

    def _on_load(self, shelf: Shelf, request: gr.Request) -> Update:
        """The page was opened, at the address of a conversation or not."""
        name = str(request.query_params.get("c", "")) if request else ""
        form = limits_html(self.dateline.library.archive.outlets())
        return self._opened(Chat(), Desk(), shelf, request, name) | {self.limits: form}

    def _on_show(self, chat: Chat, event: gr.EventData) -> Html:
        """The evidence of a turn is wanted."""
        n = int(event.n)
        if not 1 <= n <= len(chat.past):
            return self._evidence(chat)
        return self._evidence(Chat(chat.past[:n]))

    def _on_narrow(self, event: gr.EventData) -> Update:
        """What the next question may draw on was picked."""
        scope = scope_of(dict(event.picked), self.clock())
        return {self.scope: scope, self.limited: limited_html(scope)}

    def _on_look(self, chat: Chat, desk: Desk, shelf: Shelf, request: gr.Request) -> Update:
        """Time went by: the library, the model, or an answer begun elsewhere may have changed."""
        library = self.dateline.library
        seen: Update = {
            self.masthead: masthead_html(library),
            self.state: self.status(),
        }
        if not chat.last:
            return seen if desk.missing else seen | {self.welcome: welcome_html(library)}
        drawer = self._drawer(request)
        now = drawer.waited_for(desk, chat)
        return seen if now == chat else seen | self._whole(drawer, now, desk, shelf)

    def _resumed(self, chat: Chat, desk: Desk, request: gr.Request | None) -> tuple[Chat, Desk]:
        """The conversation picked last; that of the page's address, if the server began anew."""
        name = desk.picked.conversation
        if name is None:
            name = str(request.query_params.get("c", "")) if request else ""
        if name == desk.address:
            return chat, desk
        return self._drawer(request).opened(name, desk.picked)

    def _opened(
        self, chat: Chat, desk: Desk, shelf: Shelf, request: gr.Request, name: str
    ) -> Update:
        """Another conversation; what is being answered in this one is stopped."""
        drawer = self._drawer(request)
        drawer.over(desk, chat.stopped())
        return self._whole(drawer, *drawer.opened(name, desk.picked), shelf)

    def _whole(self, drawer: Drawer, chat: Chat, desk: Desk, shelf: Shelf) -> Update:
        """All that belongs to a conversation."""
        update = self._difference(None, chat)
        update |= {self.desk: desk, self.listed: self._list(drawer, shelf, desk)}
        if desk.missing:
            update[self.live] = tag("p", GONE, class_="gone-chat", role="alert")
        return update

    def _keep(self, answer: Answer) -> Receipt:
        return receipt_of(self.dateline, answer, datetime.now(UTC))

    def _difference(self, old: Chat | None, new: Chat) -> Update:
        """What changes on the page from one picture of the conversation to the next."""
        live = turn_html(new.live, live=True) if new.live else join()
        update: Update = {self.chat: new, self.live: live}
        before, now = old.last if old else None, new.last
        if not before or not now or (before.found, before.answer) != (now.found, now.answer):
            update[self.evidence] = self._evidence(new)
        if old is None or old.past != new.past or bool(old.live) != bool(new.live):
            update |= {
                self.past: turns_html(new.past),
                self.welcome: gr.update(visible=now is None),
                self.ask: gr.update(visible=new.live is None),
                self.stop: gr.update(visible=new.live is not None),
                self.clear: gr.update(visible=now is not None and new.live is None),
            }
        return update

    def _evidence(self, chat: Chat) -> Html:
        """The panel of the last turn."""
        marks = marks_of(self.dateline.library.archive, quoted(chat.last))
        return evidence_of(chat.last, len(chat.past) + bool(chat.live), marks)
