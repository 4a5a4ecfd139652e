"""Feeds on the page Add: which are watched, how each goes, and how to watch another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rag.index.feeds import Feed
from ui.page_html import Html, join, tag
from ui.pages.add_words import STATES, feed_lines


def feeds_form_html() -> Html:
    """Where another feed is named; add.js sends it."""
    return join(
        tag("h2", "Feeds being watched"),
        tag(
            "form",
            tag("label", "Watch another feed", for_="feed-url"),
            tag(
                "div",
                tag(
                    "input",
                    id="feed-url",
                    name="url",
                    type="url",
                    placeholder="https://example.com/feed.xml",
                    autocomplete="off",
                    autocapitalize="off",
                    spellcheck="false",
                    aria_describedby="feed-said",
                    dir="ltr",
                ),
                tag("button", "Watch", type="submit"),
                class_="one-line",
            ),
            tag("p", id="feed-said", class_="said", role="status"),
            id="feed-form",
            aria_label="Watch a feed",
            novalidate=True,
        ),
    )


def feeds_html(feeds: Sequence[Feed], now: datetime, *, on: bool) -> Html:
    """Whether they are polled, and each of them."""
    return join(_switch(on=on, some=bool(feeds)), _list(feeds, now, on=on))


def _switch(*, on: bool, some: bool) -> Html:
    if on:
        told = "Watching is on: each feed is polled as often as it brings news, and as it asks."
        said = tag("p", told)
    else:
        said = tag(
            "p",
            "Watching is off, so nothing is polled. " if some else "Watching is off. ",
            "Turn it on here until the server ends, or for good: start it with ",
            tag("code", "dateline serve --watch"),
            " or set ",
            tag("code", "DATELINE_WATCH=on"),
            ".",
        )
    words = "Stop watching" if on else "Start watching"
    button = tag("button", words, type="button", data_watching="off" if on else "on")
    return tag("div", said, button, class_="switch on" if on else "switch")


def _list(feeds: Sequence[Feed], now: datetime, *, on: bool) -> Html:
    if not feeds:
        return tag(
            "p",
            "No feed is watched yet. Name a site or its feed above, and new articles come in by "
            "themselves, minutes after they are published.",
            class_="empty",
        )
    return tag("ul", *(_feed(feed, now, on=on) for feed in feeds), class_="feeds")


def _feed(feed: Feed, now: datetime, *, on: bool) -> Html:
    lines = [tag("p", line) for line in feed_lines(feed, now, on=on)]
    moved = feed.address if feed.address != feed.url else None
    shown = feed.url.removeprefix("https://")
    return tag(
        "li",
        tag(
            "div",
            tag("bdi", tag("a", shown, href=feed.url), class_="name", title=feed.url),
            tag("span", STATES[feed.status], class_="state"),
            class_="head",
        ),
        tag("p", "polled at ", tag("bdi", moved), class_="moved") if moved else None,
        *lines,
        tag("p", feed.error, class_="error", dir="auto") if feed.error else None,
        tag(
            "button",
            "Remove",
            type="button",
            data_forget=feed.url,
            aria_label=f"Remove {feed.url}",
        ),
        class_=f"is-{feed.status}",
    )
