"""Who said something and when, and the link to where it is said, as the evidence has it. Pure."""

from __future__ import annotations

from rag.domain import Citation, Passage
from ui.page_html import Html, join, tag
from ui.page_words import day, source
from ui.sources import kind


def origin_html(told: Citation | Passage) -> Html:
    """Who said it and when, and that it is opinion or was paid for, if so."""
    who = tag("span", source(told.outlet, told.url), class_="outlet")
    when = tag("span", day(told.published_at), class_=None if told.published_at else "undated")
    what = [tag("span", one, class_="kind") for one in kind(told.labels)]
    return tag("p", join(who, when, *what, by=" · "), class_="origin", dir="auto")


def read_link(href: str, words: str) -> Html:
    """A link that opens an article in the page's reader."""
    return tag("a", words, href=href, target="_blank", data_read=True)
