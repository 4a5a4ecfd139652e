"""HTML inside of Markdown: the words in it that are seen. Stdlib only."""

from __future__ import annotations

from html.parser import HTMLParser

from ingest.readers.styles import WHITE, backdrop, declarations, hides, unreadable

UNSEEN = frozenset({"script", "style", "template", "noscript", "textarea", "iframe", "svg"})
EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def visible(html: str) -> str:
    """The words of a piece of HTML, without scripts, comments and elements that are hidden."""
    words = _Words()
    try:
        words.feed(html)
        words.close()
    except AssertionError:  # what html.parser has for a declaration it does not know
        words.seen.append(" ")
    return " ".join("".join(words.seen).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self._within: list[str] = []  # open elements from the outermost hidden one inwards

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            self.seen.append(" ")
        elif self._within or tag in UNSEEN or _hidden(dict(attrs)):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            while self._within.pop() != tag:
                pass
        self.seen.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.seen.append(data)


def _hidden(attributes: dict[str, str | None]) -> bool:
    style = declarations(attributes.get("style") or "")
    return "hidden" in attributes or hides(style) or unreadable(style, backdrop(style, WHITE))
