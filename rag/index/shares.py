"""Answers that are shown to whoever has their link, until their owner takes the link back."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from rag.conversations import Clock, Shared, Tokens, fresh_token, told_at, utc_now
from rag.errors import ConversationNotFound, InputError
from rag.index.conversation_rows import turn_of
from rag.index.conversations_table import conversations, shares, turns
from rag.provenance import storable


class Shares:
    """The links. One leads to its turn as that stands, and dies with it.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
        clock: The time now.
        token: Makes what nobody can guess.
    """

    def __init__(
        self, reads: Engine, writes: Engine, clock: Clock = utc_now, token: Tokens = fresh_token
    ) -> None:
        self._reads, self._writes = reads, writes
        self._clock, self._token = clock, token

    def share(self, owner: str, conversation: str, n: int) -> Shared:
        """Share an answer; one that is shared already keeps its link.

        Raises:
            ConversationNotFound: If this owner has no such turn.
            InputError: If the turn has no answer.
        """
        mine = (
            select(turns, shares.c.token, shares.c.at.label("since"))
            .join(conversations, conversations.c.id == turns.c.conversation)
            .outerjoin(shares, shares.c.turn == turns.c.id)
            .where(
                conversations.c.owner == storable(owner),
                turns.c.conversation == storable(conversation),
                turns.c.n == n,
            )
        )
        with self._writes.begin() as connection:
            row = connection.execute(mine).first()
            if row is None:
                raise ConversationNotFound(
                    f"there is no such conversation with a turn {n}; it may have been deleted"
                )
            turn = turn_of(row)
            if turn.answer is None:
                raise InputError(f"turn {n} has no answer that could be shared; ask it again")
            if row.token is not None:
                return Shared(row.token, row.since, turn)
            made = Shared(self._token(), told_at(self._clock()), turn)
            new = {"token": made.token, "turn": turn.id, "at": made.at}
            connection.execute(insert(shares).values(**new))
        return made

    def revoke(self, owner: str, token: str) -> None:
        """Take a link back; it leads nowhere from now on.

        Raises:
            ConversationNotFound: If this owner has no such link.
        """
        own = (
            select(turns.c.id)
            .join(conversations, conversations.c.id == turns.c.conversation)
            .where(conversations.c.owner == storable(owner))
        )
        gone = delete(shares).where(shares.c.token == storable(token), shares.c.turn.in_(own))
        with self._writes.begin() as connection:
            if not connection.execute(gone).rowcount:
                raise _no_link()

    def read(self, token: str) -> Shared:
        """What a link leads to, whoever asks.

        Raises:
            ConversationNotFound: If it leads nowhere (any more).
        """
        query = (
            select(turns, shares.c.token, shares.c.at.label("since"))
            .join(turns, turns.c.id == shares.c.turn)
            .where(shares.c.token == storable(token))
        )
        with self._reads.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise _no_link()
        return Shared(row.token, row.since, turn_of(row))

    def of(self, owner: str, conversation: str) -> dict[int, str]:
        """The links to a conversation's answers, by the numbers of its turns."""
        query = (
            select(turns.c.n, shares.c.token)
            .join(shares, shares.c.turn == turns.c.id)
            .join(conversations, conversations.c.id == turns.c.conversation)
            .where(
                conversations.c.owner == storable(owner),
                turns.c.conversation == storable(conversation),
            )
        )
        with self._reads.connect() as connection:
            return {row.n: row.token for row in connection.execute(query)}


def _no_link() -> ConversationNotFound:
    return ConversationNotFound(
        "this link leads nowhere: it was taken back, or the conversation was deleted. "
        "Ask whoever sent it for another"
    )
