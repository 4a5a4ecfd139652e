"""The library at a glance on the left of the page; its numbers lead to the articles behind them."""

from __future__ import annotations

from rag.index.library import Library
from ui.page_html import Html, tag
from ui.page_words import count
from ui.pages.articles_asked import Asked
from ui.sources import spoken_day


def card_html(library: Library) -> Html:
    """How many articles of how many outlets and from when, and what is not as it should be."""
    archive = library.archive
    counts, held = archive.counts(), archive.quarantine.count()
    if not counts["articles"] and not held:
        add = tag("a", "Add articles", href="/add")
        return _card(tag("p", "The library is empty. ", add))
    articles = tag("a", count(counts["articles"], "article"), href="/articles")
    lines = [tag("p", articles, f" from {count(counts['outlets'], 'outlet')}")]
    if counts["newest"]:
        first, last = spoken_day(counts["oldest"]), spoken_day(counts["newest"])
        lines.append(tag("p", first if first == last else f"{first} to {last}", class_="days"))
    if counts["undated"]:
        undated = tag("a", f"{counts['undated']:,} undated", href=Asked(undated=True).url)
        lines.append(tag("p", undated))
    if held:
        held_back = tag("a", f"{held:,} held back", href=Asked("quarantined").url)
        lines.append(tag("p", held_back))
    return _card(*lines, tag("p", tag("a", "Add articles", href="/add")))


def _card(*lines: Html) -> Html:
    return tag("section", tag("h2", "Library"), *lines, class_="card-of", aria_label="Library")
