"""Conversations as they are kept: turns with their answers and receipts, titles, words. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from secrets import token_urlsafe
from typing import Any, Literal

from rag.domain import Scope, Sentence, Window, shorten
from rag.provenance import storable

State = Literal["open", "answered", "stopped", "failed"]
Json = dict[str, Any]
Clock = Callable[[], datetime]
Tokens = Callable[[], str]

LONGEST_TITLE = 120  # characters
TITLE = 80  # characters of a question as a title
BYTES = 24  # of randomness in what nobody may guess


@dataclass(frozen=True, slots=True)
class ConversationTurn:
    """A question as it was asked, and what became of it.

    Attributes:
        question: As it was asked.
        state: `open` while it is being answered (and for good, if the server died meanwhile).
        asked: What the answer might draw on.
        answer: The whole answer as `rag.wire.answer_json` gives it.
        receipt: The answer's receipt.
        failure: Why there is no answer, in plain words.
        found: The evidence as `rag.wire.found_json` gives it.
        checked: Of a turn without an answer, the sentences that were checked.
        pending: What was written after them.
        id: Unguessable; given by the store, as are the two below.
        n: Its place in the conversation, from 1.
        at: When it was asked, an ISO datetime in UTC.
    """

    question: str
    state: State = "answered"
    asked: Scope = field(default_factory=Scope)
    answer: Json | None = None
    receipt: Json | None = None
    failure: str | None = None
    found: Json | None = None
    checked: tuple[Sentence, ...] = ()
    pending: str = ""
    id: str = ""
    n: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A conversation in a list.

    Attributes:
        id: Unguessable.
        title: The first question, or what its owner called it.
        created_at: An ISO datetime in UTC.
        changed_at: When something was asked in it last.
        turns: How many there are.
    """

    id: str
    title: str
    created_at: str
    changed_at: str
    turns: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as a whole, its turns in the order of their numbers."""

    id: str
    title: str
    created_at: str
    changed_at: str
    turns: tuple[ConversationTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """One answer that is shown to whoever has its link.

    Attributes:
        token: The end of the link; unguessable.
        at: When it was shared, an ISO datetime in UTC.
        turn: What is shown.
    """

    token: str
    at: str
    turn: ConversationTurn


def fresh_token() -> str:
    """What nobody can guess, fit for an address."""
    return token_urlsafe(BYTES)


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def told_at(now: datetime) -> str:
    """A time as it is stored: in UTC and always as long, so that text sorts as time does."""
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def clean(turn: ConversationTurn) -> ConversationTurn:
    """A turn whose own words every database and every page can hold."""
    failure = None if turn.failure is None else storable(turn.failure)
    return replace(
        turn, question=storable(turn.question), failure=failure, pending=storable(turn.pending)
    )


def title_of(words: str, width: int = TITLE) -> str:
    """A question, or what its owner called it, as the title of a conversation."""
    return shorten(" ".join(storable(words).split()), width)


def folded(text: str) -> str:
    """A text as it is searched: neither case nor forms of letters nor white space count."""
    return " ".join(unicodedata.normalize("NFKC", storable(text)).casefold().split())


def words_of(turn: ConversationTurn) -> str:
    """What a turn is found by: its question and its answer, folded."""
    said = turn.answer.get("text", "") if turn.answer else turn.pending
    written = " ".join(sentence.text for sentence in turn.checked)
    return folded(f"{turn.question} {said} {'' if turn.answer else written}")


def asked_json(scope: Scope) -> Json:
    """A scope as it was asked for."""
    window = scope.window
    return {
        "from": window.start.isoformat() if window and window.start else None,
        "to": window.end.isoformat() if window and window.end else None,
        "outlets": list(scope.outlets),
        "as_of": scope.as_of.isoformat() if scope.as_of else None,
    }


def asked_of(data: Mapping[str, Any]) -> Scope:
    """The scope that `asked_json` wrote."""
    start, end, as_of = (
        date.fromisoformat(data[name]) if data.get(name) else None
        for name in ("from", "to", "as_of")
    )
    window = Window(start, end) if start or end else None
    return Scope(window, tuple(data.get("outlets") or ()), as_of)
