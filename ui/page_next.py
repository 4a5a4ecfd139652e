"""What could be asked next: about what was found and not told, or with less left out. Pure."""

from __future__ import annotations

from dataclasses import replace

from rag.domain import Scope, Window
from ui.page_html import Html, join, tag
from ui.page_turn import Turn

MOST = 3  # suggestions
NEAR = 0.35  # cosine of question and passage from which on an article is about the same
EVER = Window(None, None)  # all days, even where the question names some


def next_html(turn: Turn, n: int) -> Html:
    """Quiet buttons under the last turn.

    Args:
        turn: It is over.
        n: Its number in the conversation; nothing can be asked where it is 0.
    """
    if turn.answer is None or not n:
        return join()
    buttons = _ways_out(turn) if turn.answer.abstained else _more(turn)
    label = tag("p", "Instead" if turn.answer.abstained else "Read on", class_="label")
    items = [tag("li", button) for button in buttons]
    return tag("div", label, tag("ul", *items), class_="next") if items else join()


def wider(scope: Scope) -> Scope:
    """The same question of all days and outlets, at the same time."""
    return replace(scope, window=EVER, outlets=())


def _ways_out(turn: Turn) -> list[Html]:
    buttons = []
    answer = turn.answer
    narrow = turn.asked.outlets or turn.asked.window or (answer and answer.window)
    if narrow and turn.asked.window != EVER:
        buttons.append(_button("Ask all days and outlets", data_act="widen"))
    if turn.found and turn.found.hits:
        buttons.append(_button("Show the nearest passages", data_act="evidence"))
    return buttons


def _more(turn: Turn) -> list[Html]:
    return [_button(headline, data_ask=question) for headline, question in follow_ups(turn)]


def follow_ups(turn: Turn) -> list[tuple[str, str]]:
    """Headlines that were found near the question and not quoted, and a question about each."""
    if turn.answer is None or turn.found is None:
        return []
    told = {citation.title.casefold() for citation in turn.answer.citations}
    quoted = {citation.article_id for citation in turn.answer.citations}
    asked: dict[str, str] = {}
    for hit in turn.found.hits:
        title = " ".join(hit.passage.title.split()).rstrip("?")
        if hit.passage.article_id in quoted or title.casefold() in told or not title:
            continue
        if hit.similarity is not None and hit.similarity >= NEAR and len(asked) < MOST:
            asked.setdefault(title, f"What is known about this: {title}?")
    return list(asked.items())


def _button(words: str, **data: str) -> Html:
    return tag("button", words, type="button", dir="auto", **data)
