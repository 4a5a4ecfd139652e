"""A conversation as one HTML file without script, which asks no server for anything."""

from __future__ import annotations

import json
import re
from pathlib import Path

from rag.conversations import Conversation, ConversationTurn
from ui.page_html import Html, join, tag
from ui.page_kept import shown
from ui.page_words import day
from ui.paper_answer import answer_on_paper
from ui.paper_asked import asked_line, unanswered

STATIC = Path(__file__).parent / "static"
SHEETS = ("paper.css", "read.css", "shared.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def html_of(conversation: Conversation) -> Html:
    """The whole file."""
    title = conversation.title or "Conversation"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} — Dateline"),
        tag("style", _styles()),
    )
    parts = [
        tag("p", f"A conversation, begun on {day(conversation.created_at)}", class_="outlet"),
        tag("h1", title, dir="auto"),
        *(_turn(turn) for turn in conversation.turns),
    ]
    body = tag("body", tag("main", tag("article", *parts, class_="reading shared taken")))
    return join(Html("<!doctype html>\n"), tag("html", head, body, lang="en"), "\n")


def _turn(turn: ConversationTurn) -> Html:
    seen = shown(turn)
    if seen.answer:
        said = answer_on_paper(seen.answer, prefix=f"turn-{turn.n}-")
    else:
        said = tag("p", unanswered(seen), class_="failure", dir="auto")
    return tag(
        "section",
        tag("h2", turn.question, dir="auto"),
        tag("p", asked_line(turn), class_="asked"),
        said,
        _receipt(turn),
        class_="turn",
        id=f"turn-{turn.n}",
    )


def _receipt(turn: ConversationTurn) -> Html | None:
    if turn.receipt is None:
        return None
    written = json.dumps(turn.receipt, ensure_ascii=False, indent=2)
    return tag("details", tag("summary", "Receipt"), tag("pre", written))


def _styles() -> Html:
    """Our own style sheets, which name no address, without their comments."""
    sheets = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in SHEETS)
    return Html(_COMMENT.sub("", sheets))
