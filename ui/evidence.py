"""The evidence beside an answer as HTML: what was found at once, what was quoted at the end."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Citation, Hit, shorten
from ui.page_html import Html, join, tag
from ui.page_turn import Turn
from ui.page_words import count, day, found_line, read_url, source

EXCERPT = 280  # characters of a passage on its card


def evidence_html(turn: Turn | None) -> Html:
    """The panel as it should stand at this point of a turn."""
    if turn is None:
        line = "The passages that an answer rests on appear here, with quotes."
        return tag("div", _panel("Evidence", line), class_="idle")
    if turn.answer and turn.answer.citations:
        quotes = turn.answer.citations
        return _panel(
            "Receipts",
            f"{count(len(quotes), 'quote')}, verbatim and checked",
            tag("ol", *(_citation(c) for c in quotes), class_="cards"),
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


def _citation(citation: Citation) -> Html:
    c = citation
    links = [_read(read_url(c.article_id, c.version, c.start, c.end), "Read the article")]
    if c.live_url:
        links.append(tag("a", "Live page", href=c.live_url))
    return tag(
        "li",
        tag("span", str(c.n), class_="number"),
        _origin(c.outlet, c.url, c.published_at),
        tag("h3", c.title or shorten(c.quote)),
        tag("blockquote", c.quote),
        tag("p", *links, class_="links"),
        class_="card quoted",
        id=f"receipt-{c.n}",
    )


def _passage(hit: Hit) -> Html:
    p = hit.passage
    text = p.text if len(p.text) <= EXCERPT else p.text[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return tag(
        "li",
        _origin(p.outlet, p.url, p.published_at),
        tag(
            "h3", _read(read_url(p.article_id, p.version, p.start, p.end), p.title or shorten(text))
        ),
        tag("p", text, class_="excerpt"),
        class_="card",
    )


def _origin(outlet: str | None, url: str | None, published_at: str | None) -> Html:
    undated = "undated" if not published_at else None
    when = tag("span", day(published_at), class_=undated)
    return tag("p", tag("span", source(outlet, url), class_="outlet"), " · ", when, class_="origin")


def _read(href: str, words: str) -> Html:
    return tag("a", words, href=href, target="_blank", data_read=True)
