"""What the page has stored of a conversation while it goes on: a turn opened, and settled."""

from __future__ import annotations

from dataclasses import dataclass

from rag.domain import Scope
from rag.index.conversations import Conversations
from ui.page_kept import EVERYTHING, kept
from ui.page_turn import Turn


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn is stored.

    Attributes:
        conversation: The id of its conversation.
        turn: Its own id.
    """

    conversation: str
    turn: str


def note_asked(
    conversations: Conversations,
    owner: str,
    conversation: str,
    turn: Turn,
    *,
    asked: Scope = EVERYTHING,
    instead_of: int | None = None,
) -> Place:
    """Store a question before it is answered, so that it outlives the server.

    Args:
        conversations: Where to.
        owner: Whose (`ui.owners.owner_of`).
        conversation: Its id; empty for the first question of a new one.
        turn: What was asked.
        asked: What the answer may draw on.
        instead_of: The number of the turn that was edited: it and all after it are deleted.

    Raises:
        ConversationNotFound: If it was deleted meanwhile, or has no such turn.
    """
    told = kept(turn, asked)
    if not conversation:
        begun = conversations.create(owner, told)
        return Place(begun.id, begun.turns[0].id)
    if instead_of is None:
        return Place(conversation, conversations.append(owner, conversation, told).id)
    return Place(conversation, conversations.edit(owner, conversation, instead_of, told).id)


def note_over(
    conversations: Conversations,
    owner: str,
    place: Place,
    turn: Turn,
    asked: Scope = EVERYTHING,
) -> bool:
    """Store what became of it: answered, stopped or failed; whether it was still open."""
    return conversations.settle(owner, place.turn, kept(turn, asked))
