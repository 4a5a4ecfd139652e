"""The quotes of an answer as cards: by story, then by article, and what became of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.domain import Citation, shorten
from ui.page_html import Html, tag
from ui.page_marks import UNKNOWN, Marks, marks_html
from ui.page_origin import origin_html, read_link
from ui.page_words import count, read_url, source


def quotes_html(citations: Sequence[Citation], marks: Mapping[str, Marks]) -> Html:
    """The cards, in the order in which the answer quotes them.

    Args:
        citations: The answer's.
        marks: Of its articles, by id.
    """
    articles: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        articles.setdefault((citation.article_id, citation.version), []).append(citation)
    stories: dict[str, list[list[Citation]]] = {}
    for (name, version), quotes in articles.items():
        story = marks.get(name, UNKNOWN).story
        stories.setdefault(story or f"{name} {version}", []).append(quotes)
    items = [
        _story(group, marks) if len(group) > 1 else _article(group[0], marks)
        for group in stories.values()
    ]
    return tag("ol", *items, class_="cards")


def _story(group: Sequence[Sequence[Citation]], marks: Mapping[str, Marks]) -> Html:
    """Articles that are copies of one text."""
    outlets = {source(quotes[0].outlet, quotes[0].url) for quotes in group}
    line = f"One story, printed by {count(len(outlets), 'outlet')}"
    return tag(
        "li",
        tag("p", line, class_="story-line"),
        tag("ol", *(_article(quotes, marks) for quotes in group), class_="cards"),
        class_="story-of",
    )


def _article(quotes: Sequence[Citation], marks: Mapping[str, Marks]) -> Html:
    first = quotes[0]
    known = marks.get(first.article_id, UNKNOWN)
    return tag(
        "li",
        origin_html(first),
        tag("h3", first.title or shorten(first.quote), dir="auto"),
        marks_html(known, first.version, first.article_id, first.outlet),
        *(_quote(citation) for citation in quotes),
        class_="card quoted",
    )


def _quote(citation: Citation) -> Html:
    c = citation
    links = [read_link(read_url(c.article_id, c.version, c.start, c.end), "Read the article")]
    if c.live_url:
        links.append(tag("a", "Live page at this sentence", href=c.live_url))
    wrong = tag(
        "button", "Wrong evidence", type="button", data_wrong=str(c.n), aria_pressed="false",
        title="This quote does not carry what it is cited for",
    )  # fmt: skip
    return tag(
        "div",
        tag("span", str(c.n), class_="number"),
        tag("blockquote", c.quote, dir="auto"),
        tag("p", *links, wrong, class_="links"),
        class_="quote",
        id=f"receipt-{c.n}",
    )
