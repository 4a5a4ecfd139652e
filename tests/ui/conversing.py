"""Conversations for tests of pages, files and HTTP: one that holds all that there can be."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from rag.conversations import Conversation, ConversationTurn
from rag.domain import Scope, Sentence, Window
from tests.ui.conftest import answer, citation, found, passage, removed
from ui.page_html import LINKS
from ui.page_kept import kept
from ui.page_turn import Turn

AT = "2026-11-23T08:00:00.000000+00:00"
HOSTILE_TAGS = {
    "script",
    "img",
    "svg",
    "iframe",
    "form",
    "base",
    "object",
    "math",
    "input",
    "embed",
}


def hostile(words: str, url: str | None = None) -> Turn:
    """A turn all of whose words are these, and all of whose addresses are that."""
    cited = citation(words or "x", title=words, outlet=words, url=url, live_url=url)
    said = answer(
        f"{words} [1]",
        sentences=(Sentence(f"{words} [1]", "supported", words, (1,)),),
        citations=(cited,),
        removed=(removed(words, words),),
        notice=words,
        model=words,
        window=Window(None, None, words),
    )
    receipt = {"text": words}
    return Turn(words, found(passage(words, title=words)), answer=said, receipt=receipt)


def conversation(*turns: Turn, title: str = "Cup", asked: Scope | None = None) -> Conversation:
    """A conversation as it would be read from the archive."""
    scope = asked or Scope(Window(date(2026, 5, 1), None), ("The Herald",), date(2026, 6, 1))
    stored = [
        ConversationTurn(**{name: getattr(kept(turn, scope), name) for name in STORED}, n=n, at=AT)
        for n, turn in enumerate(turns, start=1)
    ]
    return Conversation("id", title, AT, AT, tuple(stored))


STORED = tuple(name for name in ConversationTurn.__slots__ if name not in ("id", "n", "at"))


class Page(HTMLParser):
    """What a browser would make of a page: its tags, words, and what could run or be fetched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, name, attributes):
        self.tags.add(name)
        for key, value in attributes:
            if key.startswith("on") or key in ("style", "src", "srcset", "action", "srcdoc"):
                self.wrong.append(f"{name} {key}={value}")
            if key == "href" and not (value or "").startswith(LINKS):
                self.wrong.append(f"{name} {key}={value}")
            if key == "href" and name == "a":
                self.links.append(value or "")
            if key == "id":
                self.ids.append(value or "")
        if name in HOSTILE_TAGS:
            self.wrong.append(name)

    def handle_data(self, data):
        self.words += data
