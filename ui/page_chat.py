"""What happens when a reader asks, stops or clears: turns of a conversation, streamed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rag.answering import Dateline
from rag.domain import Answer, Exchange, Scope
from rag.errors import DatelineError
from rag.events import Finished, Token
from rag.receipts import Receipt
from ui.page_counts import Counts
from ui.page_turn import EVERYTHING, Turn

BLINK = 0.08  # seconds between two pictures of a sentence that is being written
LONGEST = 2000  # characters of a question
REMEMBERED = 6  # exchanges that a question may refer to
BROKEN = (
    "Something went wrong here that should not have, and the server's log says what. "
    "Please ask again."
)

Keep = Callable[[Answer], Receipt]


@dataclass(frozen=True, slots=True)
class Chat:
    """A reader's conversation: turns that are over, and the one that is not.

    Attributes:
        past: Turns that are over, oldest first.
        live: The one that is being answered.
    """

    past: tuple[Turn, ...] = ()
    live: Turn | None = None

    @property
    def last(self) -> Turn | None:
        """The turn whose evidence is shown."""
        return self.live or (self.past[-1] if self.past else None)

    def settled(self, turn: Turn | None) -> Chat:
        """The conversation once a turn is over."""
        return Chat((*self.past, turn), None) if turn else Chat(self.past)

    def stopped(self) -> Chat:
        """The conversation once its reader stopped the live turn."""
        return self.settled(replace(self.live, stopped=True) if self.live else None)

    def broken(self) -> Chat:
        """The conversation once the live turn broke."""
        return self.settled(replace(self.live, failure=BROKEN) if self.live else None)

    def before(self, n: int) -> Chat:
        """The conversation as it was before its turn of this number was asked."""
        return Chat(self.past[: n - 1])

    @property
    def history(self) -> tuple[Exchange, ...]:
        """What a question may refer to."""
        return tuple(turn.exchange for turn in self.past if turn.exchange)[-REMEMBERED:]


def converse(
    dateline: Dateline,
    counts: Counts,
    chat: Chat,
    question: str,
    keep: Keep | None = None,
    scope: Scope = EVERYTHING,
) -> Iterator[Chat]:
    """Ask, and give the conversation each time that there is something new to see.

    Args:
        dateline: Answers.
        counts: For /metrics.
        chat: The conversation so far.
        question: What is asked.
        keep: Makes the receipt of an answer, if there is to be one.
        scope: What the answer may draw on.
    """
    question = " ".join(question.split())[:LONGEST]
    if not question:
        return
    turn, shown = Turn(question, history=chat.history, asked=scope), time.monotonic()
    yield replace(chat, live=turn)
    try:
        for event in counts.counted(dateline.stream(question, turn.history, scope)):
            turn = turn.after(event)
            if isinstance(event, Finished):
                turn = replace(turn, receipt=keep(event.answer) if keep else None)
                break
            if isinstance(event, Token) and time.monotonic() - shown < BLINK:
                continue
            shown = time.monotonic()
            yield replace(chat, live=turn)
    except DatelineError as error:
        turn = replace(turn, failure=str(error))
    yield chat.settled(turn)
