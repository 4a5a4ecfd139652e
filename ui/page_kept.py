"""Turns of the page to and from what is stored of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.conversations import Conversation, ConversationTurn, Json, State
from rag.domain import Answer, Exchange, Found, Scope
from rag.errors import InputError
from rag.wire import answer_json, found_json
from rag.wire_read import answer_of, found_of
from ui.page_chat import Chat
from ui.page_turn import Turn

EVERYTHING = Scope()
UNFINISHED = (
    "This answer was not finished when it was stored last: it is still being written, or the "
    "server stopped meanwhile. Ask again if it does not come."
)


def kept(turn: Turn, asked: Scope = EVERYTHING) -> ConversationTurn:
    """A turn as it is stored; one that is not over is open.

    Args:
        turn: As it stands.
        asked: What its answer may draw on.
    """
    return ConversationTurn(
        question=turn.question,
        state=_state(turn),
        asked=asked,
        answer=answer_json(turn.answer) if turn.answer else None,
        receipt=turn.receipt,
        failure=turn.failure,
        found=found_json(turn.found) if turn.found else None,
        checked=() if turn.answer else turn.checked,
        pending=turn.pending,
    )


def shown(turn: ConversationTurn, history: Sequence[Exchange] = ()) -> Turn:
    """A stored turn as the page shows it, whichever Dateline stored it.

    Args:
        turn: As it was stored.
        history: The exchanges that it may refer to.
    """
    answer, failure = _answer(turn)
    return Turn(
        question=turn.question,
        found=_found(turn.found),
        checked=turn.checked,
        pending=turn.pending,
        answer=answer,
        failure=failure,
        stopped=turn.state == "stopped",
        history=tuple(history),
        receipt=turn.receipt,
        asked=turn.asked,
    )


def chat_of(conversation: Conversation) -> Chat:
    """A stored conversation as the page shows it; its next question goes on from there."""
    chat = Chat()
    for turn in conversation.turns:
        chat = chat.settled(shown(turn, chat.history))
    return chat


def _state(turn: Turn) -> State:
    if turn.answer:
        return "answered"
    if turn.failure:
        return "failed"
    return "stopped" if turn.stopped else "open"


def _answer(turn: ConversationTurn) -> tuple[Answer | None, str | None]:
    """Its answer, or why there is none."""
    if turn.answer is None:
        return None, UNFINISHED if turn.state == "open" else turn.failure
    try:
        return answer_of(turn.answer), turn.failure
    except InputError as error:
        return None, f"What is stored here cannot be read: {error}."


def _found(stored: Json | None) -> Found | None:
    try:
        return found_of(stored) if stored else None
    except InputError:
        return None  # the answer and its quotes say all that must be said
