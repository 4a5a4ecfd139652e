"""When and of what something was asked, and why there is no answer, in words. Pure."""

from __future__ import annotations

from datetime import datetime

from rag.conversations import ConversationTurn
from rag.domain import Scope
from ui.page_turn import Turn
from ui.page_words import day_of, window

STOPPED = "This answer was stopped before it was finished."
NONE = "There is no answer."


def asked_line(turn: ConversationTurn) -> str:
    """When it was asked, and what was asked for: days, outlets, a clock."""
    at = datetime.fromisoformat(turn.at)
    return " · ".join([f"Asked on {day_of(at)} at {at:%H:%M} UTC", *asked_for(turn.asked)])


def asked_for(scope: Scope) -> list[str]:
    """What an answer was confined to."""
    told = [f"only {window(scope.window)}"] if scope.window else []
    if scope.outlets:
        told.append(f"only from {', '.join(scope.outlets)}")
    if scope.as_of:
        told.append(f"as if it were {day_of(scope.as_of)}")
    return told


def unanswered(turn: Turn) -> str:
    """Why there is no answer."""
    return turn.failure or (STOPPED if turn.stopped else NONE)
