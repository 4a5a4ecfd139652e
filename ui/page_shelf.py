"""The list of conversations on the left of the page: open, rename, delete, take away. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from rag.conversations import Heading
from ui.export import Format
from ui.page_html import Html, join, tag
from ui.page_words import count, day

STEP = 30  # conversations that are listed at first, and with each "show more"
NAMES: dict[Format, str] = {"md": "Markdown", "html": "HTML", "json": "JSON"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is listed.

    Attributes:
        words: That all must hold.
        most: How many.
    """

    words: str = ""
    most: int = STEP


def finder_html() -> Html:
    """New chat, and the field to search the list; chats.js sends what is typed."""
    new = tag("a", "New chat", href="/", class_="new", data_chat="")
    field = tag(
        "input", type="search", name="words", maxlength="200", autocomplete="off", dir="auto",
        placeholder="Search chats", aria_label="Search chats",
    )  # fmt: skip
    status = tag("p", role="status", class_="unseen")
    return tag("form", new, field, status, role="search", class_="finder")


def shelf_html(headings: Sequence[Heading], total: int, shelf: Shelf, here: str | None) -> Html:
    """The list.

    Args:
        headings: Its conversations.
        total: How many there are.
        shelf: What was asked for.
        here: The id that the page's address should name; None before that is known.
    """
    items = [_item(heading, heading.id == here) for heading in headings]
    rest = total - len(headings)
    more = tag("button", f"Show more ({rest:,})", type="button", class_="more", data_more=True)
    found = count(total, "chat") if shelf.words else None
    return tag(
        "nav",
        tag("ul", *items) if items else tag("p", _nothing(shelf), class_="none"),
        more if rest > 0 else None,
        aria_label="Chats",
        class_="chats",
        data_open=here,
        data_found=found,
    )


def _nothing(shelf: Shelf) -> str:
    if shelf.words:
        return "No chat holds these words."
    return "What you ask is kept here, so that you can come back to it."


def _item(heading: Heading, here: bool) -> Html:
    link = tag(
        "a",
        tag("span", heading.title or "Without a question", class_="title", dir="auto"),
        tag("span", day(heading.changed_at), class_="day"),
        href=f"/?{urlencode({'c': heading.id})}",
        data_chat=heading.id,
        aria_current="page" if here else None,
    )
    return tag("li", link, _menu(heading), data_id=heading.id)


def _menu(heading: Heading) -> Html:
    """What can be done with a conversation, folded."""
    name = heading.title or "this chat"
    path = f"/api/conversations/{quote(heading.id, safe='')}/export?format="
    exports = [
        tag("a", name, href=path + wanted, download=True, aria_label=f"Save as {name}")
        for wanted, name in NAMES.items()
    ]
    rename = tag("button", "Rename", type="button", data_rename=heading.title)
    delete = tag("button", "Delete", type="button", data_delete=name)
    return tag(
        "details",
        tag("summary", "⋯", aria_label=f"More for {name}", title="Rename, delete, export"),
        tag("p", rename, delete),
        tag("p", tag("span", "Save as "), join(*exports, by=" ")),
        name="chat-menu",
    )
