"""HTML of books, letters and feeds as text, whole and in paragraphs. Touches lxml."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ingest.readers.broken import BROKEN
from ingest.readers.hidden import UNSEEN, mark
from rag.errors import SourceRejected

APART = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
NEVER = "//script | //style | //head | //svg | //math/annotation | //rp | //rt"


def parsed(data: bytes | str, *, source: str, charset: str | None = None) -> Any:
    """A tree of what is seen of an HTML document, the unseen taken out.

    Raises:
        SourceRejected: If it cannot be read as HTML.
    """
    parser = lxml_html.HTMLParser(encoding=charset if isinstance(data, bytes) else None)
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
        mark(tree)
        for element in tree.xpath(UNSEEN):
            _drop(element)
    except BROKEN as error:
        raise SourceRejected(source, f"it cannot be read as HTML: {error}") from error
    return tree


def blocks(tree: Any) -> str:
    """The words of a tree, its paragraphs parted by empty lines."""
    for element in tree.xpath(NEVER):
        _drop(element)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        if name in APART:
            pieces.append("\n\n")
        if event == "start":
            pieces.append("\n" if name == "br" else "")
            pieces.append(" ".join((element.text or "").replace("\n", " ").split(" ")))
        else:
            pieces.append(" ".join((element.tail or "").replace("\n", " ").split(" ")))
    return _tidy("".join(pieces))


def heading(tree: Any) -> str:
    """The words of the first heading, else of the title."""
    for path in ("//h1", "//h2", "//h3", "//title"):
        for element in tree.xpath(path):
            if words := " ".join(element.text_content().split()):
                return words
    return ""


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _tidy(text: str) -> str:
    paragraphs = []
    for part in text.split("\n\n"):
        lines = (" ".join(line.split()) for line in part.split("\n"))
        if words := "\n".join(line for line in lines if line):
            paragraphs.append(words)
    return "\n\n".join(paragraphs)
