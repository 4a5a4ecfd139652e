"""What the page Articles shows below its form: one of four views of the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.index.library import Library
from ui.page_html import Html, tag
from ui.page_words import count
from ui.pages.articles_asked import Asked, Show
from ui.pages.articles_nothing import nothing_html
from ui.pages.articles_parts import go, pages_html
from ui.pages.articles_stories import quarantine_html, stories_html
from ui.pages.articles_table import table_html
from ui.pages.timeline import timeline_html

ARTICLES = 50  # on a page
STORIES = 20
HELD = 30
MOST = 4000  # passages that hold the words and are looked at

VIEWS: dict[Show, str] = {
    "articles": "Articles", "stories": "Stories", "timeline": "Timeline",
    "quarantined": "Quarantined",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What is seen.

    Attributes:
        line: How much of it there is.
        shown: It; None where there is nothing.
        pages: Links to the rest.
    """

    line: str
    shown: Html | None
    pages: Html | None = None


def sheet_html(library: Library, asked: Asked, said: str | None = None) -> Html:
    """The whole of it.

    Args:
        library: Open.
        asked: What to show.
        said: What happened just now, if anything did.
    """
    makers: dict[Show, Callable[[Library, Asked], View]] = {
        "articles": _articles, "stories": _stories, "timeline": _timeline,
        "quarantined": _quarantined,
    }  # fmt: skip
    view = makers[asked.show](library, asked)
    return _sheet(
        library,
        asked,
        tag("p", said, class_="happened") if said else None,
        summary_html(view.line) if view.line else None,
        view.shown or nothing_html(library, asked),
        view.pages,
    )


def summary_html(line: str) -> Html:
    """A line that gets the focus where another view was asked for."""
    return tag("p", line, class_="summary", tabindex="-1", data_key="summary")


def broken_html(library: Library, asked: Asked, why: str) -> Html:
    """In the place of a view that cannot be shown."""
    again = go(asked, "Try again", key="again")
    told = tag("div", tag("p", why), tag("p", again), role="alert", class_="broken")
    return _sheet(library, asked, told)


def _sheet(library: Library, asked: Asked, *parts: Html | None) -> Html:
    held = library.archive.quarantine.count()
    views = []
    for show, name in VIEWS.items():
        kept = asked.at(show=show, order=None, down=None, story="")
        many = tag("span", f" ({held:,})", class_="many")
        told = tag("span", name, many if show == "quarantined" and held else None)
        now = "page" if show == asked.show else None
        views.append(tag("li", go(kept, told, key=f"show-{show}", aria_current=now)))
    nav = tag("nav", tag("ul", *views), aria_label="Views of the library", class_="views")
    name = tag("h2", VIEWS[asked.show], class_="unseen")
    return tag(
        "div", nav, name, *parts, class_="sheet", data_query=asked.query, data_show=asked.show
    )


def _articles(library: Library, asked: Asked) -> View:
    found, whole = _found(library, asked)
    wanted, listing = asked.wanted(found), library.archive.listing
    rows, total = listing.articles(wanted, ARTICLES, (asked.page - 1) * ARTICLES)
    if not rows and total:
        asked = asked.at(page=-(-total // ARTICLES))
        rows, total = listing.articles(wanted, ARTICLES, (asked.page - 1) * ARTICLES)
    first = (asked.page - 1) * ARTICLES
    line = f"{first + 1:,}–{first + len(rows):,} of {count(total, 'article')}" if rows else ""
    if rows and asked.sorted_by == "match":
        line += ", the best match first"
    if not whole:
        line += ". There are more; another word or fewer days would narrow them down"
    return View(line, table_html(asked, rows) if rows else None, pages_html(asked, total, ARTICLES))


def _stories(library: Library, asked: Asked) -> View:
    found, _ = _found(library, asked)
    listing = library.archive.listing
    offset = (asked.page - 1) * STORIES
    one = asked.story or None
    stories, total = listing.stories(asked.wanted(found), STORIES, offset, one)
    line = f"{count(total, 'story', 'stories')} that several articles tell with the same text"
    if one and stories:
        line = "One story"
    return View(
        line if stories else "",
        stories_html(stories) if stories else None,
        pages_html(asked, total, STORIES),
    )


def _timeline(library: Library, asked: Asked) -> View:
    found, _ = _found(library, asked)
    days = library.archive.listing.days(asked.wanted(found))
    return View("", timeline_html(asked, days) if days else None)


def _quarantined(library: Library, asked: Asked) -> View:
    offset = (asked.page - 1) * HELD
    pages, total = library.archive.listing.quarantined(asked.q, HELD, offset)
    line = f"{count(total, 'page')} that came and are no articles: nothing is answered from them"
    return View(
        line if pages else "",
        quarantine_html(pages) if pages else None,
        pages_html(asked, total, HELD),
    )


def _found(library: Library, asked: Asked) -> tuple[tuple[str, ...], bool]:
    """The articles whose texts hold the words that are looked for, and whether these are all."""
    if not asked.q:
        return (), True
    ids, whole = library.keywords.holding(asked.q, MOST, asked.scope)
    return tuple(ids), whole
