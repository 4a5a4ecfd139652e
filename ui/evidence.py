"""The evidence beside an answer as HTML: what was found at once, what was quoted at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.domain import Hit, shorten
from ui.page_html import Html, join, tag
from ui.page_marks import NONE, Marks
from ui.page_origin import origin_html, read_link
from ui.page_quotes import quotes_html
from ui.page_turn import Turn
from ui.page_words import count, found_line, read_url

EXCERPT = 280  # characters of a passage on its card


def evidence_of(turn: Turn | None, n: int, marks: Mapping[str, Marks] = NONE) -> Html:
    """The panel, and which turn of the conversation it belongs to; chips.js asks for others."""
    return tag("div", evidence_html(turn, marks), class_="of", data_turn=str(n))


def quoted(turn: Turn | None) -> list[str]:
    """The ids of the articles that a turn's answer quotes, each once."""
    answer = turn.answer if turn else None
    return list(dict.fromkeys(c.article_id for c in answer.citations)) if answer else []


def evidence_html(turn: Turn | None, marks: Mapping[str, Marks] = NONE) -> Html:
    """The panel as it should stand at this point of a turn.

    Args:
        turn: As far as it is known.
        marks: What became of the articles that it quotes, by their ids.
    """
    if turn is None:
        line = "The passages that an answer rests on appear here, with quotes."
        return tag("div", _panel("Evidence", line), class_="idle")
    if turn.answer and turn.answer.citations:
        quotes = turn.answer.citations
        return _panel(
            "Receipts",
            f"{count(len(quotes), 'quote')}, verbatim and checked",
            quotes_html(quotes, marks),
            _others(turn.found.hits) if turn.found and turn.found.hits else None,
        )
    if turn.found is None:
        return _panel("Evidence", "" if turn.failure or turn.stopped else "Looking…")
    if not turn.found.hits:
        return _panel("Evidence", "No passage was found.")
    line = f"Found {found_line(turn.found)}"
    if turn.searched:
        line += f" for “{turn.searched}”"
    none = turn.answer is not None and turn.answer.abstained
    title = "The nearest passages" if none else "Evidence"
    return _panel(title, line, _passages(turn.found.hits))


def _panel(title: str, line: str, *parts: Html | None) -> Html:
    return join(
        tag("h2", title, class_="panel-title"),
        tag("p", line, class_="panel-line") if line else None,
        *parts,
    )


def _others(hits: Sequence[Hit]) -> Html:
    summary = tag("summary", f"All {count(len(hits), 'passage')} that were found")
    return tag("details", summary, _passages(hits), class_="others")


def _passages(hits: Sequence[Hit]) -> Html:
    return tag("ol", *(_passage(hit) for hit in hits), class_="cards")


def _passage(hit: Hit) -> Html:
    p = hit.passage
    text = p.text if len(p.text) <= EXCERPT else p.text[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return tag(
        "li",
        origin_html(p),
        tag(
            "h3",
            read_link(read_url(p.article_id, p.version, p.start, p.end), p.title or shorten(text)),
        ),
        tag("p", text, class_="excerpt"),
        class_="card",
    )
