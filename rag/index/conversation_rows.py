"""Rows of conversations and turns to and from the words of the domain."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from rag.conversations import ConversationTurn, Heading, folded, words_of
from rag.errors import ConversationNotFound
from rag.index.conversations_table import conversations, shares, turns
from rag.provenance import storable
from rag.wire_conversations import record_json, record_of

MOST_WORDS = 16  # of a search; more narrow nothing down


def turn_of(row: Row[Any]) -> ConversationTurn:
    """A turn from a row of its table."""
    return record_of(json.loads(row.record), id=row.id, n=row.n, at=row.at, state=row.state)


def row_of(turn: ConversationTurn) -> dict[str, str]:
    """The columns of a turn that change when it is settled; half a character becomes `?`."""
    record = json.dumps(record_json(turn), ensure_ascii=False).encode("utf-8", "replace")
    return {"state": turn.state, "words": words_of(turn), "record": record.decode()}


def heading_query() -> Select[Any]:
    """Conversations, and how many turns each has."""
    count = select(func.count()).select_from(turns)
    mine = count.where(turns.c.conversation == conversations.c.id)
    return select(conversations, mine.scalar_subquery().label("turns"))


def heading_of(row: Row[Any]) -> Heading:
    """A conversation in a list, from a row of `heading_query`."""
    return Heading(row.id, row.title, row.created_at, row.changed_at, row.turns)


def find(connection: Connection, owner: str, name: str) -> Row[Any]:
    """The row of a conversation, from `heading_query`.

    Raises:
        ConversationNotFound: If this owner has none such.
    """
    mine = conversations.c.owner == storable(owner), conversations.c.id == storable(name)
    row = connection.execute(heading_query().where(*mine)).first()
    if row is None:
        raise ConversationNotFound(
            "there is no such conversation; it may have been deleted. "
            "GET /api/conversations lists what there is"
        )
    return row


def holding(query: str) -> list[ColumnElement[bool]]:
    """What a conversation must fit to hold each of these words somewhere."""
    found = []
    for word in list(dict.fromkeys(folded(query).split()))[:MOST_WORDS]:
        here = turns.c.conversation == conversations.c.id
        said = exists().where(here, turns.c.words.contains(word, autoescape=True))
        found.append(or_(conversations.c.words.contains(word, autoescape=True), said))
    return found


def entitle(connection: Connection, name: str, title: str, *, named: bool) -> None:
    """Give a conversation its title."""
    here = update(conversations).where(conversations.c.id == name)
    connection.execute(here.values(title=title, words=folded(title), named=int(named)))


def drop(connection: Connection, which: ColumnElement[bool]) -> None:
    """Delete turns, and the links to them."""
    gone = select(turns.c.id).where(which)
    connection.execute(delete(shares).where(shares.c.turn.in_(gone)))
    connection.execute(delete(turns).where(which))
