"""The story on a page, and what an extractor knows of it. Alone touches trafilatura."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from ingest.readers import hidden, linked
from ingest.readers.page.about import Guess
from ingest.readers.page.breaks import mend_breaks
from ingest.readers.page.clutter import CLUTTER, above, mark_clutter, visible_lines
from ingest.readers.page.dense import densest
from ingest.readers.page.lines import story_lines
from ingest.readers.stated import Stated, look

Tree = Any  # an lxml element; lxml comes without types

NO_GUESS = Guess()
LITTLE = 300  # characters, of which something may have been lost however little the page shows
NOTHING = 150  # characters, of which a story can hardly be
THIN = 0.35  # of all that a page shows; a story of less may have lost something
MORE = 1.5  # times as long, and another way to read the page is believed instead
ASIDE = 300  # characters that a headline, byline and standfirst may take
TAG = re.compile(r"<[^>]{1,300}>")
BLOCK = re.compile(r"<(?:p|div|article|section|h[1-6]|table)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A story as it was found on a page.

    Attributes:
        text: Its lines; "" where there is none.
        raw: The same before headline, byline and calls were taken off.
        shown: All the words that a reader sees, in lines.
        above: The short lines around the headline.
        guess: What the extractor takes for title, authors and outlet.
        date: A day it guesses that it is of.
        paid: Whether the page says that the story is not free.
        scripts: How many scripts the page brings.
    """

    text: str
    raw: str
    shown: str
    above: tuple[str, ...] = ()
    guess: Guess = NO_GUESS
    date: str | None = None
    paid: bool = False
    scripts: int = 0


def parsed(page: str) -> Tree | None:
    """A page as a tree; None where it is not HTML. A page may leave out `<html>` and `<body>`."""
    tree = load_html(page)
    if tree is None and BLOCK.search(page):
        return load_html(f"<html><body>{page}</body></html>")
    return tree


def body(tree: Tree, url: str | None, now: datetime) -> tuple[Stated, Body]:
    """What a page states of itself, and its story; the tree is changed.

    What trafilatura takes for the story is read off a page whose clutter is left out. Where little
    comes of that, it is read off the page with it, off the box with most running text and off the
    JSON-LD, and the longest by far is it.
    """
    stated = look(tree)
    hidden.mark(tree)
    mend_breaks(tree)
    mark_clutter(tree)
    shown = visible_lines(tree)
    paid = linked.paid(stated.scripts)
    found = _extracted(tree, url, now, [hidden.UNSEEN, CLUTTER])
    raw = found.text or "" if found else ""
    if len(raw) < THIN * len(shown) or len(raw) < LITTLE:
        plain = _extracted(tree, url, now, [hidden.UNSEEN], facts=found is None)
        raw = longest(raw, plain.text or "" if plain else "")
        raw = longest(raw, densest(tree)) if len(raw) < NOTHING else raw
        raw = raw if paid else longest(raw, linked_story(stated))
        found = found or plain
    found = found or Document()
    guess = Guess(found.title or "", found.author or "", found.sitename or "")
    titles = [*stated.headlines, *stated.titles, guess.title]
    lines = story_lines(raw.split("\n"), titles, guess.author.split(";"))
    return stated, Body(
        text="\n".join(lines).strip(),
        raw=raw.strip(),
        shown=shown,
        above=above(tree),
        guess=guess,
        date=found.date,
        paid=paid,
        scripts=sum(1 for _ in tree.iter("script")),
    )


def longest(text: str, other: str) -> str:
    """A text, or another that is longer by far."""
    return other if len(other) > MORE * len(text) + ASIDE else text


def linked_story(stated: Stated) -> str:
    """The text that a page gives to machines."""
    text = max(linked.values(stated.scripts, "articleBody"), key=len, default="")
    lines = (" ".join(line.split()) for line in TAG.sub("\n", text).splitlines())
    return "\n".join(line for line in lines if line)


def _extracted(
    tree: Tree, url: str | None, now: datetime, without: Sequence[str], *, facts: bool = True
) -> Document | None:
    horizon = (now + timedelta(days=1)).date().isoformat()
    dating = {"original_date": True, "extensive_search": False, "max_date": horizon}
    found = bare_extraction(
        tree,
        url=url,
        fast=True,
        include_comments=False,
        with_metadata=facts,
        prune_xpath=list(without),
        date_extraction_params=dating,
    )
    return found if isinstance(found, Document) else None
