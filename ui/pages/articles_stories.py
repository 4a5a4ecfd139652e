"""Stories that several printed, and pages that are held back, as lists. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import shorten
from rag.index.listed import Listed
from rag.index.listing import Story
from rag.provenance import Quarantined
from ui.page_html import OUTSIDE, Html, join, tag
from ui.page_words import count, source
from ui.pages.articles_parts import marks_html, published_html, read_link
from ui.sources import spoken_time

SHOWN = 6  # copies that are seen at once
WORDS = 220  # characters of a page that is held back


def stories_html(stories: Sequence[Story]) -> Html:
    """Each story with its members, the original first."""
    return tag(
        "ol", *(tag("li", _story(story), class_="story") for story in stories), class_="stories"
    )


def _story(story: Story) -> Html:
    original, copies = story[0][0], story[1:]
    outlets = {source(one.outlet, one.url) for one, _ in story}
    printed = f"{count(len(story), 'article')} in {count(len(outlets), 'outlet')}"
    first, rest = copies[:SHOWN], copies[SHOWN:]
    more = None
    if rest:
        said = tag("summary", f"{count(len(rest), 'more copy', 'more copies')}")
        more = tag("details", said, tag("ul", *(_copy(*one, original) for one in rest)))
    return join(
        tag("h3", read_link(original)),
        tag("p", *_by(original), " · the original of ", printed, class_="by"),
        tag("ul", *(_copy(*one, original) for one in first), class_="copies"),
        more,
    )


def _copy(listed: Listed, share: float, original: Listed) -> Html:
    """A copy; its headline is said where it is another."""
    same = listed.headline == original.headline
    alike = f" · {share:.0%} the same text"
    link = tag("span", read_link(listed), class_="same" if same else None)
    return tag(
        "li", link, tag("span", *_by(listed), alike, class_="by"), marks_html(_alone(listed))
    )


def _by(listed: Listed) -> tuple[Html, str, Html]:
    outlet = tag("bdi", source(listed.outlet, listed.url), class_="outlet")
    return outlet, " · ", published_html(listed.published)


def _alone(listed: Listed) -> Listed:
    """Without the mark that it is one of several, which the list says."""
    return Listed(**{n: getattr(listed, n) for n in Listed.__slots__} | {"story": None})


def quarantine_html(pages: Sequence[Quarantined]) -> Html:
    """Pages that are no articles: why, when, and how they begin."""
    return tag(
        "ol", *(tag("li", _page(page), class_="held") for page in pages), class_="quarantine"
    )


def _page(page: Quarantined) -> Html:
    address = page.url or page.source
    words = " ".join(page.text.split())
    opening = shorten(words, WORDS) if words else "Nothing was on it."
    return join(
        tag("h3", page.title or address, dir="auto"),
        tag("p", page.reason, class_="reason"),
        tag("p", opening, class_="opening", dir="auto"),
        tag(
            "p",
            tag("time", spoken_time(page.at), datetime=page.at),
            " · ",
            _address(page),
            class_="by",
        ),
    )


def _address(page: Quarantined) -> Html:
    """A link only where it leads to the web."""
    if page.url and page.url.startswith(OUTSIDE):
        return tag("a", tag("bdi", page.url), href=page.url)
    return tag("bdi", page.url or page.source)
