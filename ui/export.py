"""Conversations as files to take away: Markdown, HTML or JSON, each with its receipts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import quote

from rag.conversations import Conversation
from rag.wire_conversations import conversation_json
from ui.export_html import html_of
from ui.export_markdown import markdown_of

Format = Literal["md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
FORMAT = 1  # of the JSON
MEDIA: dict[Format, str] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
LONGEST_NAME = 60  # characters of a title in the name of a file
_UNSAFE = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Export:
    """A file.

    Attributes:
        name: Safe on every system.
        media: Its media type.
        text: What is in it, to be written as UTF-8.
    """

    name: str
    media: str
    text: str

    @property
    def disposition(self) -> str:
        """The value of Content-Disposition, for browsers old and new (RFC 6266)."""
        plain = re.sub(r"-{2,}", "-", self.name.encode("ascii", "replace").decode()).replace(
            "?", "_"
        )
        return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(self.name, safe='')}"


def export(conversation: Conversation, wanted: Format) -> Export:
    """A conversation as a file.

    Args:
        conversation: The whole of it.
        wanted: As what.
    """
    match wanted:
        case "md":
            text = markdown_of(conversation)
        case "html":
            text = html_of(conversation)
        case "json":
            text = json_of(conversation)
    return Export(f"{file_name(conversation.title)}.{wanted}", MEDIA[wanted], text)


def json_of(conversation: Conversation) -> str:
    """A conversation as JSON; each `receipt` in it is what `dateline verify --receipt` takes."""
    told = {"format": FORMAT, **conversation_json(conversation)}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def file_name(title: str) -> str:
    """A title as the name of a file: letters, digits and dashes of any language, none of a path."""
    words = _UNSAFE.sub("-", title)[:LONGEST_NAME].strip("-_")
    return f"dateline-{words}" if words else "dateline-conversation"
