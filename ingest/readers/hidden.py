"""Marking what a page holds but does not show, so that none of it is taken for its story."""

from __future__ import annotations

from typing import Any

from ingest.readers.styles import (
    WHITE,
    Colour,
    Style,
    backdrop,
    declarations,
    hides,
    rules,
    unreadable,
)

Tree = Any  # an lxml element; lxml comes without types

MARK = "data-unseen"
UNSEEN = f".//*[@{MARK}]"
"""The XPath of what `mark` has marked."""

NEVER = frozenset({"template", "textarea", "noscript", "select", "datalist", "iframe", "object"})
ASIDE = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"})
STORY = 1 / 3  # of a page's words in paragraphs: what holds as many is shown once scripts have run
PHRASE = 4  # words; fewer in an element that only screen readers skip are an icon or a letter


def mark(tree: Tree) -> None:
    """Mark the outermost elements that a reader of the page does not see.

    Known are attributes, styles of elements and the simple rules of `<style>` blocks; what other
    files or scripts do to a page is not. An element that holds the story is never marked: pages
    hide it until their scripts have run.
    """
    sheets = [str(text) for text in tree.xpath(".//style/text()")]
    known = rules(sheets)
    total = _weight(tree)
    around: list[tuple[Tree, Colour | None]] = [(tree, WHITE)]
    while around:  # not recursive: pages nest deeply
        element, behind = around.pop()
        for child in element:
            if not isinstance(child.tag, str):
                continue
            style = _style(child, known)
            here = backdrop(style, behind)
            if _unseen(child, style, here) and not _holds_story(child, style, total):
                child.set(MARK, "")
            else:
                around.append((child, here))


def _style(element: Tree, known: dict[str, dict[str, str]]) -> dict[str, str]:
    """What is declared for an element itself; the more particular counts."""
    tag, names = element.tag.lower(), (element.get("class") or "").lower().split()
    selectors = [*(f".{n}" for n in names), *(f"{tag}.{n}" for n in names)]
    if identity := (element.get("id") or "").lower():
        selectors += [f"#{identity}", f"{tag}#{identity}"]
    found: dict[str, str] = {}
    for selector in selectors if known else ():
        found |= known.get(selector, {})
    if colour := element.get("bgcolor"):
        found["background-color"] = colour.lower()
    if tag == "font" and element.get("color"):
        found["color"] = element.get("color").lower()
    return found | declarations(element.get("style") or "")


def _unseen(element: Tree, style: Style, behind: Colour | None) -> bool:
    tag = element.tag.lower()
    if tag in ("html", "body", "head"):
        return False
    if tag in NEVER or "hidden" in element.attrib:
        return True
    if ASIDE & set((element.get("class") or "").lower().split()):
        return True
    if element.get("aria-hidden") == "true" and len(_words(element).split()) >= PHRASE:
        return True
    return bool(style) and (hides(style) or ("color" in style and unreadable(style, behind)))


def _holds_story(element: Tree, style: Style, total: int) -> bool:
    """Whether so much of the page is in it that it is shown in the end."""
    if style.get("display") == "none" or element.tag.lower() in NEVER - {"noscript"}:
        return False
    if "hidden" in element.attrib:
        return False
    return total > 0 and _weight(element) >= STORY * total


def _weight(element: Tree) -> int:
    """Characters in paragraphs."""
    own = [element] if element.tag == "p" else []
    return sum(len(_words(paragraph)) for paragraph in (*own, *element.iterfind(".//p")))


def _words(element: Tree) -> str:
    return "".join(map(str, element.itertext()))
