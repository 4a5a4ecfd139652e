"""Pages that came and are no articles: kept to be looked at, never indexed or answered from."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, select

from rag.index.database import upsert
from rag.index.schema import quarantine
from rag.provenance import Quarantined, storable


class Quarantine:
    """What was held back.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads = reads
        self._writes = writes

    def put(self, page: Quarantined, page_id: str, key: str | None) -> None:
        """Keep a page, in the place of an earlier one of the same address.

        Args:
            page: What came.
            page_id: A hash of its address, or of its source where it has none.
            key: A hash of what all variants of its address have in common.
        """
        row = {
            "key": key,
            "source": storable(page.source),
            "url": storable(page.url) if page.url else None,
            "reason": storable(page.reason),
            "at": page.at,
            "title": storable(page.title),
            "text": storable(page.text),
        }
        with self._writes.begin() as connection:
            upsert(connection, quarantine, {"id": page_id}, row)

    def holds(self, page_id: str, key: str) -> bool:
        """Whether a page of this address, or a variant of it, is kept."""
        query = select(func.count()).select_from(quarantine).where(_same(page_id, key))
        with self._reads.connect() as connection:
            return bool(connection.scalar(query))

    def release(self, page_id: str, key: str) -> None:
        """Let go of what came from this address or a variant of it: it gave an article since."""
        with self._writes.begin() as connection:
            release(connection, page_id, key)

    def pages(self, limit: int | None = None) -> list[Quarantined]:
        """What is held back, the newest first."""
        query = select(quarantine).order_by(quarantine.c.at.desc(), quarantine.c.id).limit(limit)
        with self._reads.connect() as connection:
            rows = connection.execute(query).all()
        return [
            Quarantined(row.source, row.url, row.reason, row.at, row.title, row.text)
            for row in rows
        ]

    def count(self) -> int:
        """How many pages are held back."""
        with self._reads.connect() as connection:
            return connection.scalar(select(func.count()).select_from(quarantine)) or 0


def release(connection: Connection, page_id: str, key: str) -> None:
    """Let go of a page, in the transaction that stores the article of its address."""
    connection.execute(delete(quarantine).where(_same(page_id, key)))


def _same(page_id: str, key: str) -> ColumnElement[bool]:
    return (quarantine.c.id == page_id) | (quarantine.c.key == key)
