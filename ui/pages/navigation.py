"""The way from page to page, as it stands in the masthead. Pure."""

from __future__ import annotations

from ui.page_html import Html, tag

PAGES = {"": "Chat", "articles": "Articles", "add": "Add", "evaluate": "Evaluate"}
"""Each page's name by its route."""


def navigation_html(here: str) -> Html:
    """Links to all pages; the one that is open is marked."""
    links = [
        tag("li", tag("a", name, href=f"/{route}", aria_current="page" if route == here else None))
        for route, name in PAGES.items()
    ]
    return tag("nav", tag("ul", *links), aria_label="Pages", class_="pages")
