"""What can be done with a turn that is over, as quiet buttons under it; turns.js does it."""

from __future__ import annotations

from ui.page_copy import copied
from ui.page_html import Html, join, tag
from ui.page_receipt import receipt_html
from ui.page_turn import Turn


def acts_html(turn: Turn, n: int) -> Html:
    """The line of buttons.

    Args:
        turn: It is over.
        n: Its number in the conversation; 0 where it stands alone and nothing can be asked again.
    """
    answered = turn.answer is not None and not turn.answer.abstained
    again = "Ask again" if turn.answer is None else "Retry"
    asking = [
        _button("Edit", "edit", "Change the question; this answer and all below it are replaced"),
        _button(again, "again", "Ask the same; this answer and all below it are replaced"),
    ]
    copy = tag(
        "button", "Copy", type="button", data_copy=copied(turn), data_act="copy",
        title="The answer with its numbers, and the list of its sources",
    )  # fmt: skip
    parts = [
        *(asking if n else ()),
        copy if answered else None,
        _button("Share", "share", "A link that shows this one answer, read-only")
        if n and turn.answer
        else None,
        receipt_html(turn),
    ]
    line = join(*parts)
    said = tag("p", class_="told", role="status")
    return tag("div", line, said, class_="tools") if line else join()


def _button(words: str, act: str, why: str) -> Html:
    return tag("button", words, type="button", data_act=act, title=why)
