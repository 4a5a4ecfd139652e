"""Conversations as JSON, for the archive, for programs and for export. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rag.conversations import (
    Conversation,
    ConversationTurn,
    Heading,
    Json,
    asked_json,
    asked_of,
)
from rag.wire_read import sentence_of


def heading_json(heading: Heading) -> Json:
    """A conversation in a list."""
    return {name: getattr(heading, name) for name in Heading.__slots__}


def conversation_json(conversation: Conversation) -> Json:
    """A conversation with all that its turns hold."""
    return {
        "id": conversation.id,
        "title": conversation.title,
        "created_at": conversation.created_at,
        "changed_at": conversation.changed_at,
        "turns": [turn_json(turn) for turn in conversation.turns],
    }


def turn_json(turn: ConversationTurn) -> Json:
    """A turn with its answer and receipt; the id by which it is stored is told to nobody."""
    return {"n": turn.n, "at": turn.at, "state": turn.state, **record_json(turn)}


def record_json(turn: ConversationTurn) -> Json:
    """What of a turn the archive holds beside its columns."""
    return {
        "question": turn.question,
        "asked": asked_json(turn.asked),
        "answer": turn.answer,
        "receipt": turn.receipt,
        "failure": turn.failure,
        "found": turn.found,
        "checked": [
            {"text": s.text, "status": s.status, "why": s.why, "citations": list(s.citations)}
            for s in turn.checked
        ],
        "pending": turn.pending,
    }


def record_of(record: Mapping[str, Any], **stored: Any) -> ConversationTurn:
    """The turn that `record_json` wrote; what an older Dateline did not write is empty.

    Args:
        record: What it wrote.
        stored: `state`, `id`, `n` and `at`, as the archive has them.
    """
    return ConversationTurn(
        question=record["question"],
        asked=asked_of(record.get("asked") or {}),
        answer=record.get("answer"),
        receipt=record.get("receipt"),
        failure=record.get("failure"),
        found=record.get("found"),
        checked=tuple(sentence_of(s) for s in record.get("checked") or ()),
        pending=record.get("pending") or "",
        **stored,
    )
