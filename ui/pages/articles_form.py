"""What narrows the page Articles down: words, outlet, days, undated, gone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui.page_html import Html, join, tag
from ui.pages.articles_asked import LONGEST, PAGE, Asked

OUTLETS = 1000  # that can be picked from


def form_html(asked: Asked, outlets: Sequence[tuple[str, int]]) -> Html:
    """The form; articles.js sends what is picked or typed at once.

    Args:
        asked: What it is filled with.
        outlets: Names, and how many articles each has.
    """
    narrow = asked.at(q="", show="articles").narrowed
    words = tag(
        "input", type="search", name="q", value=asked.q, maxlength=str(LONGEST),
        placeholder="Search the library", autocomplete="off", dir="auto",
        aria_label="Search headlines, outlets and texts",
    )  # fmt: skip
    return tag(
        "form",
        tag("div", words, tag("button", "Search", type="submit"), class_="words"),
        tag(
            "button", "Filters", type="button", class_="more", aria_controls="narrow",
            aria_expanded="true" if narrow else "false",
        ),
        tag(
            "div",
            tag("label", tag("span", "Outlet"), _outlets(asked.outlet, outlets)),
            _day("From", "from", asked.first),
            _day("To", "to", asked.last),
            _check("Undated only", "undated", asked.undated),
            _check("Gone only", "gone", asked.gone),
            tag("a", "Clear", href=PAGE, class_="clear", data_clear=True),
            class_="narrow",
            id="narrow",
        ),
        tag("p", role="status", class_="unseen", aria_live="polite"),
        action=PAGE,
        method="get",
        role="search",
        class_="filters",
    )  # fmt: skip


def _outlets(chosen: str, outlets: Sequence[tuple[str, int]]) -> Html:
    names = dict(outlets[:OUTLETS])
    if chosen and chosen not in names:
        names |= {chosen: 0}
    options = [
        tag("option", f"{name} ({n:,})" if n else name, value=name, selected=name == chosen)
        for name, n in sorted(names.items(), key=lambda one: one[0].casefold())
    ]
    return tag("select", join(tag("option", "All outlets", value=""), *options), name="outlet")


def _day(said: str, name: str, chosen: date | None) -> Html:
    value = chosen.isoformat() if chosen else ""
    return tag("label", tag("span", said), tag("input", type="date", name=name, value=value))


def _check(said: str, name: str, chosen: bool) -> Html:
    box = tag("input", type="checkbox", name=name, value="1", checked=chosen)
    return tag("label", box, tag("span", said), class_="check")
