"""What stands on the page Articles where there is nothing to see: why, and a way out."""

from __future__ import annotations

from rag.index.library import Library
from ui.page_html import Html, join, tag
from ui.pages.articles_asked import Asked
from ui.pages.articles_parts import go

STORIES = (
    "Where several outlets print the same text, a wire report for instance, it counts as one story "
    "and as one source. None of the articles here is a copy of another."
)
QUARANTINED = (
    "What comes in and is no article — an error page, a consent wall, a list of links — is held "
    "back here with the reason, and nothing is answered from it."
)


def nothing_html(library: Library, asked: Asked) -> Html:
    """Words for an empty view."""
    head, *told = _said(library, asked)
    return tag(
        "div",
        tag("h3", head, tabindex="-1", data_key="summary"),
        *(tag("p", one) for one in told),
        class_="nothing",
    )


def _said(library: Library, asked: Asked) -> list[Html | str]:
    if asked.show == "quarantined":
        if asked.q:
            return [f"Nothing that is held back has “{asked.q}”.", _out(asked)]
        return ["Nothing is held back.", QUARANTINED]
    if not library.archive.counts()["articles"]:
        add = tag("a", "Add articles", href="/add")
        return [
            "The library is empty.",
            join("Dateline answers from articles that you give it. ", add),
        ]
    if asked.first and asked.last and asked.last < asked.first:
        swapped = asked.at(first=asked.last, last=asked.first)
        return ["The last day is before the first.", go(swapped, "Swap them", key="swap")]
    if asked.show == "stories" and not asked.narrowed:
        return ["No story is told twice.", STORIES]
    if asked.show == "timeline" and (asked.undated or not asked.narrowed):
        return ["Nothing here has a date.", "Undated articles have no place in time.", _out(asked)]
    what = {"stories": "story", "timeline": "dated article"}.get(asked.show, "article")
    return [f"No {what} fits.", *([_words(asked)] if asked.q else []), _out(asked)]


def _words(asked: Asked) -> str:
    return (
        f"Every word of “{asked.q}” must stand in one passage of an article, its headline or its "
        "outlet’s name."
    )


def _out(asked: Asked) -> Html:
    """Links that leave out one thing each that was asked for, then all of it."""
    ways = []
    if asked.q:
        ways.append(go(asked.at(q=""), "Without the words", key="out-q"))
    if asked.outlet:
        ways.append(go(asked.at(outlet=""), "From all outlets", key="out-outlet"))
    if asked.first or asked.last:
        ways.append(go(asked.at(first=None, last=None), "Of all days", key="out-days"))
    if asked.undated:
        ways.append(go(asked.at(undated=False), "With a date, too", key="out-undated"))
    if asked.gone:
        ways.append(go(asked.at(gone=False), "Not only what is gone", key="out-gone"))
    if len(ways) > 1:
        ways.append(go(asked.wide(), "Show everything", key="out"))
    return join(*ways, by=" · ")
