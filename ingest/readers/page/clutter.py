"""Marking what stands in a page beside its story: captions, boxes, links to other stories."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from ingest.readers.hidden import MARK as UNSEEN

Tree = Any  # an lxml element; lxml comes without types

MARK = "data-clutter"
CLUTTER = f".//*[@{MARK}]"
"""The XPath of what is marked here."""

STORY = 0.3  # of a page's words in paragraphs; what holds as many is the story, however it is named
HEADING = 800  # characters; a box around a headline that holds more holds the story too
TEASERS = 2
KICKER = 60  # characters
WORDS = (
    ".//text()[not(ancestor::script or ancestor::style or ancestor::head or ancestor::noscript"
    f" or ancestor::template or ancestor::*[@{UNSEEN}])]"
)
BREAKS = re.compile(r"[-_\s:.]+|(?<=[a-z])(?=[A-Z])")

TAGS = frozenset({"nav", "footer", "figcaption", "button", "dialog", "form", "aside"})
ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "alert"})
PARTS = frozenset(
    """
    newsletter newsletters signup subscribe subscription subscribebox optin mailchimp
    related relatedposts relatedarticles relateds recirc recirculation recommended recommendations
    outbrain taboola promo promos promobox teaser teasers readmore seealso alsoread readnext
    upnext trending popular mostread mostpopular
    caption captions credit credits breadcrumb breadcrumbs
    share sharing sharebar sharebox sharetools sharedaddy social socials addtoany
    byline bylines dateline timestamp pubdate
    disqus comments commentlist respond
    tags taglist topics
    advert advertisement ads adbox sponsor disclaimer cookie cookies consent gdpr
    pagination pager authorbio authorbox
    """.split()
)
"""Words of a class or id that name what is no part of a story; each stands for itself alone."""

HEADS = frozenset("header head headline heading headlines hgroup title titles masthead".split())

PAIRS = frozenset(
    """
    author-bio author-box author-info author-card about-author read-more read-next see-also
    also-read also-like more-stories more-news more-from most-read most-popular sign-up
    call-action post-tags entry-tags post-meta entry-meta article-meta article-tags
    social-media up-next story-links article-footer post-footer entry-footer follow-us
    reading-time read-time time-read image-source photo-credit pull-quote
    """.split()
)
"""The same for two words that follow each other."""


def mark_clutter(tree: Tree) -> None:
    """Mark all that is not of the story."""
    mark_heading(tree)
    mark_teasers(tree)
    mark_named(tree)


def mark_named(tree: Tree) -> None:
    """Mark the outermost elements that their tag, role or name says are not of the story.

    What holds a good part of the page's paragraphs, or its headline, is never marked.
    """
    total = _weight(tree)
    around = [tree]
    while around:
        for child in around.pop():
            if not isinstance(child.tag, str) or UNSEEN in child.attrib or MARK in child.attrib:
                continue
            if _names_clutter(child) and not _holds_story(child, total):
                child.set(MARK, "")
            else:
                around.append(child)


def mark_heading(tree: Tree) -> None:
    """Mark the box around the headline: what else stands in it is a standfirst, byline and date.

    Only a box that is named so, or is a header, and that holds next to nothing of the story.
    """
    total = _weight(tree)
    for headline in tree.iter("h1"):
        box, around = None, headline.getparent()
        while around is not None and around.tag not in ("body", "main", "article"):
            if len(visible(around)) > HEADING or _weight(around) > STORY * total:
                break
            if around.tag == "header" or HEADS & set(_parts(around.get("class") or "")):
                box = around
            around = around.getparent()
        if box is not None:
            box.set(MARK, "")


def mark_teasers(tree: Tree) -> None:
    """Mark lists in which item after item is headed by a link: they lead to other stories."""
    for items in tree.iter("ul", "ol"):
        headed = [item for item in items.iterfind("li") if _headed_by_link(item)]
        if len(headed) >= TEASERS and len(headed) * 2 >= len(items):
            items.set(MARK, "")


def _headed_by_link(item: Tree) -> bool:
    for heading in item.iter("h2", "h3", "h4", "h5"):
        linked = "".join(text for link in heading.iter("a") for text in map(str, link.itertext()))
        inside = any(up.tag == "a" for up in heading.iterancestors("a"))
        said = "".join(map(str, heading.itertext())).strip()
        return bool(said) and (inside or linked.strip() == said)
    return False


def _names_clutter(element: Tree) -> bool:
    tag = element.tag
    if tag in ("html", "body", "head", "main", "article"):
        return False
    if tag in TAGS or element.get("role") in ROLES:
        return True
    names = (*(element.get("class") or "").split(), element.get("id") or "")
    return any(_is_clutter(name) for name in names if name)


def _is_clutter(name: str) -> bool:
    parts = _parts(name)
    if len(parts) > LONGEST or NOT in parts:
        return False
    return not PARTS.isdisjoint(parts) or any(
        f"{one}-{two}" in PAIRS for one, two in pairwise(parts)
    )


def above(tree: Tree) -> tuple[str, ...]:
    """The short lines around the headlines: kickers, notices of sponsors, bylines."""
    found: list[str] = []
    for headline in tree.iter("h1"):
        box = headline.getparent()
        while box is not None and box.tag not in ("body", "html") and len(visible(box)) < HEADING:
            found += [line for line in _lines(box) if len(line) < KICKER]
            box = box.getparent()
    return tuple(dict.fromkeys(found))


def visible_lines(tree: Tree) -> str:
    """All the words that a reader of a page sees, each run of them a line."""
    return "\n".join(_lines(tree))


def visible(element: Tree) -> str:
    """The words in an element, without scripts, on one line."""
    return " ".join(_lines(element))


def _lines(element: Tree) -> list[str]:
    texts = (" ".join(str(text).split()) for text in element.xpath(WORDS))
    return [text for text in texts if text]


def _parts(name: str) -> list[str]:
    return [part.lower() for part in BREAKS.split(name) if part]


LONGEST = 6  # words of a name; longer ones are written by programs and mean nothing
NOT = "no"  # `no-sidebar`, `no-comments` say what a page has not


def _holds_story(element: Tree, total: int) -> bool:
    return total > 0 and _weight(element) >= STORY * total


def _weight(element: Tree) -> int:
    """Characters in paragraphs."""
    own = [element] if element.tag == "p" else []
    return sum(
        len("".join(map(str, paragraph.itertext()))) for paragraph in (*own, *element.iter("p"))
    )
