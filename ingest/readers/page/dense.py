"""The box of a page that holds most running text: a second opinion where the first found little."""

from __future__ import annotations

from typing import Any

from ingest.readers.hidden import MARK as UNSEEN
from ingest.readers.page.clutter import MARK as CLUTTER
from ingest.readers.stated import said

Tree = Any  # an lxml element; lxml comes without types

BLOCKS = frozenset("p h2 h3 h4 h5 h6 ul ol blockquote pre table".split())
TOLD = frozenset("p blockquote pre".split())
LEAST = 30  # characters of a paragraph that tells something
LINKED = 0.5  # of its characters; one with more in links leads away


def densest(tree: Tree) -> str:
    """The lines of the element whose own paragraphs hold most words; "" where there are none."""
    weights: dict[Tree, int] = {}
    for paragraph in tree.iter(*TOLD):
        if _shown(paragraph):
            box = paragraph.getparent()
            weights[box] = weights.get(box, 0) + _told(paragraph)
    if not weights:
        return ""
    best = max(weights, key=lambda box: weights[box])
    return "\n".join(line for block in best for line in _lines(block))


def _shown(element: Tree) -> bool:
    around = (element, *element.iterancestors())
    return not any(UNSEEN in one.attrib or CLUTTER in one.attrib for one in around)


def _told(paragraph: Tree) -> int:
    """Characters that do not lead elsewhere; 0 of what is too short or mostly links."""
    length = len(said(paragraph))
    links = sum(len(said(link)) for link in paragraph.iter("a"))
    return length - links if length >= LEAST and links <= LINKED * length else 0


def _lines(block: Tree) -> list[str]:
    if not isinstance(block.tag, str) or block.tag not in BLOCKS or not _shown(block):
        return []
    if block.tag in ("ul", "ol"):
        return [f"- {text}" for item in block.iterfind("li") if (text := said(item))]
    text = said(block)
    return [text] if text else []
