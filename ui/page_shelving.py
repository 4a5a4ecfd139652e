"""What the list of conversations does when it is searched, renamed or thinned out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import gradio as gr

from rag.answering import Dateline
from rag.errors import ConversationNotFound
from ui.owners import owner_of
from ui.page_chat import Chat
from ui.page_desk import Desk, Drawer
from ui.page_html import Html
from ui.page_shelf import STEP, Shelf, shelf_html

LONGEST = 200  # characters of a search
TITLE = 1000  # characters of a new name; what is kept of it is less

Update = dict[Any, Any]
"""New values or properties by component."""


class Shelving:
    """The list of conversations; the rest of what a page does is in `ui.page_events`."""

    dateline: Dateline
    chat: gr.State
    desk: gr.State
    shelf: gr.State
    listed: gr.HTML

    def connect_shelf(self, talk: list[Any], now: Update) -> None:
        """Say what happens when.

        Args:
            talk: The parts that belong to a conversation.
            now: Options of events that are answered at once.
        """
        shelf = [self.shelf, self.listed]
        self.listed.find(self._on_find, [self.desk], shelf, trigger_mode="multiple", **now)
        self.listed.more(self._on_more, [self.desk, self.shelf], shelf, **now)
        self.listed.rename(self._on_rename, [self.desk, self.shelf], [self.listed], **now)
        self.listed.remove(self._on_remove, [self.desk, self.shelf], talk, **now)

    def _on_find(self, desk: Desk, event: gr.EventData, request: gr.Request) -> Update:
        shelf = Shelf(" ".join(str(event.words).split())[:LONGEST])
        return {self.shelf: shelf, self.listed: self._list(self._drawer(request), shelf, desk)}

    def _on_more(self, desk: Desk, shelf: Shelf, request: gr.Request) -> Update:
        shelf = replace(shelf, most=shelf.most + STEP)
        return {self.shelf: shelf, self.listed: self._list(self._drawer(request), shelf, desk)}

    def _on_rename(
        self, desk: Desk, shelf: Shelf, event: gr.EventData, request: gr.Request
    ) -> Html:
        drawer = self._drawer(request)
        with suppress(ConversationNotFound):  # deleted elsewhere: the list will say so
            drawer.store.rename(drawer.owner, str(event.id), str(event.title)[:TITLE])
        return self._list(drawer, shelf, desk)

    def _on_remove(
        self, desk: Desk, shelf: Shelf, event: gr.EventData, request: gr.Request
    ) -> Update:
        drawer, name = self._drawer(request), str(event.id)
        with suppress(ConversationNotFound):  # deleted elsewhere: so it is as it was wanted
            drawer.store.delete(drawer.owner, name)
        if name == desk.conversation:
            return self._whole(drawer, *drawer.opened("", desk.picked), shelf)
        return {self.listed: self._list(drawer, shelf, desk)}

    def _whole(self, drawer: Drawer, chat: Chat, desk: Desk, shelf: Shelf) -> Update:
        """All that belongs to a conversation."""
        raise NotImplementedError

    def _list(self, drawer: Drawer, shelf: Shelf, desk: Desk) -> Html:
        page, total = drawer.store.headings(drawer.owner, shelf.words, shelf.most)
        return shelf_html(page, total, shelf, desk.address)

    def _drawer(self, request: gr.Request | None) -> Drawer:
        owner = owner_of(request.request if request else None)
        return Drawer(self.dateline.library.archive.conversations, owner)
