"""An answer as plain text to paste elsewhere: its sentences with [n], and the list of sources."""

from __future__ import annotations

from rag.domain import Citation
from ui.page_turn import Turn
from ui.page_words import day, source


def copied(turn: Turn) -> str:
    """The text; empty where there is no answer."""
    if turn.answer is None:
        return ""
    sources = [_line(citation) for citation in turn.answer.citations]
    return "\n\n".join(part for part in (turn.answer.text.strip(), "\n".join(sources)) if part)


def _line(citation: Citation) -> str:
    """A source: what it says, where, since when, and its address."""
    c = citation
    quote = " ".join(c.quote.split())
    where = ", ".join(part for part in (c.title, source(c.outlet, c.url)) if part)
    return f"[{c.n}] “{quote}” — {where}, {day(c.published_at)}{f'. {c.url}' if c.url else ''}"
