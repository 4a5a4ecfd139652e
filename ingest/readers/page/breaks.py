"""Paragraphs that pages part by double line breaks, made paragraphs for an extractor."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Tree = Any  # an lxml element; lxml comes without types

HOLDERS = ("div", "td", "section", "article", "main")
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span
    strike strong sub sup time tt u var wbr br img
    """.split()
)
LEAST = 3  # paragraphs parted so, or it is an address or a poem
ENOUGH = 300  # characters of an element's own running text


def mend_breaks(tree: Tree) -> None:
    """Put the runs between double breaks of an element's own text into paragraphs.

    Extractors take the text of paragraphs, and lose some that stands in a box by itself.
    """
    for holder in list(tree.iter(*HOLDERS)):
        if _own(holder) >= ENOUGH and _pauses(holder) >= LEAST - 1:
            _wrap(holder)


def _own(holder: Tree) -> int:
    """Characters that stand in the element itself or between its children."""
    return len((holder.text or "").strip()) + sum(len((c.tail or "").strip()) for c in holder)


def _pauses(holder: Tree) -> int:
    return sum(_pause(one, two) for one, two in pairwise(holder))


def _pause(one: Tree, two: Tree) -> bool:
    return one.tag == two.tag == "br" and not (one.tail or "").strip()


def _wrap(holder: Tree) -> None:
    """Replace what an element holds by paragraphs and the blocks between them."""
    children, text = list(holder), holder.text
    holder.text = None
    for child in children:
        holder.remove(child)
    paragraph = _begin(holder, text)
    for at, child in enumerate(children):
        tail, child.tail = child.tail, None
        if child.tag == "br" and _breaks(children, at, tail):
            paragraph = _begin(holder, tail)
        elif isinstance(child.tag, str) and child.tag not in INLINE:
            holder.append(child)
            paragraph = _begin(holder, tail)
        else:
            child.tail = tail
            paragraph.append(child)
    for made in list(holder):
        if made.tag == "p" and not len(made) and not (made.text or "").strip():
            holder.remove(made)


def _breaks(children: list[Tree], at: int, tail: str | None) -> bool:
    """Whether a line break stands beside another, and so parts paragraphs."""
    before = at > 0 and children[at - 1].tag == "br"
    after = at + 1 < len(children) and _pause(children[at], children[at + 1])
    return (before or after) and (after is False or not (tail or "").strip())


def _begin(holder: Tree, text: str | None) -> Tree:
    paragraph = holder.makeelement("p")
    paragraph.text = text
    holder.append(paragraph)
    return paragraph
