"""Conversations: kept in the archive beside the articles, each seen by its owner alone."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from rag.conversations import (
    LONGEST_TITLE,
    Clock,
    Conversation,
    ConversationTurn,
    Heading,
    Tokens,
    clean,
    fresh_token,
    title_of,
    told_at,
    utc_now,
)
from rag.errors import ConversationNotFound
from rag.index.conversation_rows import (
    drop,
    entitle,
    find,
    heading_of,
    heading_query,
    holding,
    row_of,
    turn_of,
)
from rag.index.conversations_table import conversations, turns
from rag.provenance import storable


class Conversations:
    """What was asked and answered. To write takes the archive alone, and no index's lock.

    An owner is a user's name, empty where there is no sign-in. Whatever is not an owner's own is
    ConversationNotFound, as if it were not there.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
        clock: The time now.
        token: Makes ids that nobody can guess.
    """

    def __init__(
        self, reads: Engine, writes: Engine, clock: Clock = utc_now, token: Tokens = fresh_token
    ) -> None:
        self._reads, self._writes = reads, writes
        self._clock, self._token = clock, token

    def create(self, owner: str, first: ConversationTurn | None = None) -> Conversation:
        """Begin a conversation, in one transaction with its first turn if that is known."""
        name, at = self._token(), told_at(self._clock())
        row = {"id": name, "owner": storable(owner), "title": "", "named": 0, "words": ""}
        with self._writes.begin() as connection:
            connection.execute(insert(conversations).values(created_at=at, changed_at=at, **row))
            stored = (self._put(connection, name, first),) if first else ()
        title = title_of(first.question) if first else ""
        return Conversation(name, title, at, stored[0].at if stored else at, stored)

    def append(self, owner: str, conversation: str, turn: ConversationTurn) -> ConversationTurn:
        """Add a turn; the database numbers it, so that none of several writers' is lost.

        Returns:
            The turn with its id, number and time.

        Raises:
            ConversationNotFound: If this owner has no such conversation.
        """
        with self._writes.begin() as connection:
            find(connection, owner, conversation)
            return self._put(connection, conversation, turn)

    def edit(
        self, owner: str, conversation: str, n: int, turn: ConversationTurn
    ) -> ConversationTurn:
        """Put a turn in the place of the one with this number and of all after it, in one go.

        Raises:
            ConversationNotFound: If this owner has no such conversation, or it no such turn.
        """
        with self._writes.begin() as connection:
            find(connection, owner, conversation)
            these = turns.c.conversation == conversation
            if not connection.scalar(select(turns.c.id).where(these, turns.c.n == n)):
                raise ConversationNotFound(
                    f"this conversation has no turn {n}; load it again to see what it has"
                )
            drop(connection, these & (turns.c.n >= n))
            return self._put(connection, conversation, turn)

    def settle(self, owner: str, turn_id: str, turn: ConversationTurn) -> bool:
        """Store what became of a turn that was open.

        Returns:
            False where it is open no more (the first to settle it counts), or gone, as its
            conversation was deleted or an earlier turn was edited.
        """
        with self._writes.begin() as connection:
            query = select(turns.c.conversation).join(
                conversations, conversations.c.id == turns.c.conversation
            )
            mine = query.where(
                turns.c.id == storable(turn_id),
                turns.c.state == "open",
                conversations.c.owner == storable(owner),
            )
            name = connection.scalar(mine)
            if name is None:
                return False
            row = row_of(clean(turn))
            connection.execute(update(turns).where(turns.c.id == turn_id).values(**row))
            self._touch(connection, name)
        return True

    def is_open(self, turn_id: str) -> bool:
        """Whether a turn is still being answered, as far as anyone has said."""
        query = select(turns.c.id).where(turns.c.id == turn_id, turns.c.state == "open")
        with self._reads.connect() as connection:
            return connection.scalar(query) is not None

    def headings(
        self, owner: str, query: str = "", limit: int = 50, offset: int = 0
    ) -> tuple[list[Heading], int]:
        """An owner's conversations, those first that were asked in last.

        Args:
            owner: Whose.
            query: Words, all of which must be in the title, the questions or the answers.
            limit: How many.
            offset: How many to pass over.

        Returns:
            One page of them, and how many there are.
        """
        rules = [conversations.c.owner == storable(owner), *holding(query)]
        page = heading_query().where(*rules).limit(limit).offset(offset)
        order = conversations.c.changed_at.desc(), conversations.c.id
        with self._reads.connect() as connection:
            rows = connection.execute(page.order_by(*order)).all()
            count = select(func.count()).select_from(conversations).where(*rules)
            return [heading_of(row) for row in rows], connection.scalar(count) or 0

    def read(self, owner: str, conversation: str) -> Conversation:
        """A conversation with all its turns.

        Raises:
            ConversationNotFound: If this owner has none such.
        """
        query = select(turns).where(turns.c.conversation == storable(conversation))
        with self._reads.connect() as connection:
            row = find(connection, owner, conversation)
            said = connection.execute(query.order_by(turns.c.n)).all()
        return Conversation(
            row.id, row.title, row.created_at, row.changed_at, tuple(turn_of(one) for one in said)
        )

    def rename(self, owner: str, conversation: str, title: str) -> Heading:
        """Give a conversation a title; with an empty one it goes back to its first question.

        Raises:
            ConversationNotFound: If this owner has none such.
        """
        given = title_of(title, LONGEST_TITLE)
        with self._writes.begin() as connection:
            find(connection, owner, conversation)
            first = select(turns).where(turns.c.conversation == conversation, turns.c.n == 1)
            row = None if given else connection.execute(first).first()
            shown = given or (title_of(turn_of(row).question) if row else "")
            entitle(connection, conversation, shown, named=bool(given))
            return heading_of(find(connection, owner, conversation))

    def delete(self, owner: str, conversation: str) -> None:
        """Delete a conversation, its turns, and the links to its answers.

        Raises:
            ConversationNotFound: If this owner has none such.
        """
        with self._writes.begin() as connection:
            find(connection, owner, conversation)
            drop(connection, turns.c.conversation == conversation)
            connection.execute(delete(conversations).where(conversations.c.id == conversation))

    def _put(self, connection: Connection, name: str, turn: ConversationTurn) -> ConversationTurn:
        last = select(func.max(turns.c.n)).where(turns.c.conversation == name)
        n, at = (connection.scalar(last) or 0) + 1, self._touch(connection, name)
        stored = replace(clean(turn), id=self._token(), n=n, at=at)
        row = {"conversation": name, "id": stored.id, "n": n, "at": at, **row_of(stored)}
        connection.execute(insert(turns).values(**row))
        if n == 1:
            unnamed = select(conversations.c.named).where(conversations.c.id == name)
            if not connection.scalar(unnamed):
                entitle(connection, name, title_of(stored.question), named=False)
        return stored

    def _touch(self, connection: Connection, name: str) -> str:
        at = told_at(self._clock())
        here = update(conversations).where(conversations.c.id == name)
        connection.execute(here.values(changed_at=at))
        return at
