"""The change log of the archive, how far each follower got, and the stamp of the library."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, func, select

from rag.index.database import upsert
from rag.index.schema import changes, followers, stamps


class ChangeLog:
    """Numbered changes, oldest first. Indexes follow it.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads = reads
        self._writes = writes

    def after(self, applied: int, limit: int) -> tuple[int, list[str]]:
        """The articles of the next changes.

        Args:
            applied: The number of the last change already dealt with.
            limit: How many changes to read at most.

        Returns:
            The number of the last change read (`applied` if there is none) and article ids.
        """
        query = (
            select(changes.c.seq, changes.c.article_id)
            .where(changes.c.seq > applied)
            .order_by(changes.c.seq)
            .limit(limit)
        )
        with self._reads.connect() as connection:
            rows = connection.execute(query).all()
        return (rows[-1].seq if rows else applied), list(dict.fromkeys(r.article_id for r in rows))

    def newest(self) -> int:
        """The number of the newest change; 0 in an empty archive."""
        with self._reads.connect() as connection:
            return connection.scalar(select(func.max(changes.c.seq))) or 0

    def waiting(self, applied: int) -> int:
        """How many changes come after this one."""
        query = select(func.count()).select_from(changes).where(changes.c.seq > applied)
        with self._reads.connect() as connection:
            return connection.scalar(query) or 0

    def report(self, follower: str, applied: int) -> None:
        """Tell other processes how far a follower got."""
        with self._writes.begin() as connection:
            upsert(connection, followers, {"name": follower}, {"applied": applied})

    def reported(self) -> dict[str, int]:
        """How far each follower said it got."""
        with self._reads.connect() as connection:
            return {row.name: row.applied for row in connection.execute(select(followers))}

    def stamp(self) -> dict[str, str]:
        """What the library was made with; empty if it is new."""
        with self._reads.connect() as connection:
            return {row.name: row.value for row in connection.execute(select(stamps))}

    def set_stamp(self, values: Mapping[str, str]) -> None:
        """Write what the library is made with."""
        with self._writes.begin() as connection:
            for name, value in values.items():
                upsert(connection, stamps, {"name": name}, {"value": value})
