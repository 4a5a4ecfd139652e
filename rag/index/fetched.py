"""What is remembered of addresses that were fetched: stored in the archive beside the articles."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, select

from rag.index.database import upsert
from rag.index.schema import fetched
from rag.visits import Visit


class Visits:
    """The last visit of each address. To write one takes the archive alone, and no index's lock.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads = reads
        self._writes = writes

    def get(self, url: str) -> Visit | None:
        """The last visit of an address that was kept."""
        with self._reads.connect() as connection:
            row = connection.execute(select(fetched).where(fetched.c.key == _key(url))).first()
        if row is None:
            return None
        return Visit(row.answered, row.status, row.at, row.etag, row.modified, row.digest)

    def keep(self, url: str, visit: Visit) -> None:
        """Keep a visit, in the place of an earlier one."""
        row = {
            "url": _storable(url),
            "answered": _storable(visit.url),
            "status": visit.status,
            "at": visit.at,
            "etag": visit.etag,
            "modified": visit.modified,
            "digest": visit.digest,
        }
        with self._writes.begin() as connection:
            upsert(connection, fetched, {"key": _key(url)}, row)

    def forget_all(self) -> None:
        """Forget all addresses and files, so that all of them are read anew."""
        with self._writes.begin() as connection:
            connection.execute(delete(fetched))


def forget_files(connection: Connection) -> None:
    """Forget which files were stored, in the transaction that removes an article of one of them."""
    connection.execute(delete(fetched).where(fetched.c.url.startswith("file:")))


def _key(url: str) -> str:
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def _storable(url: str) -> str:
    """An address without what a column of text may not hold."""
    return url.replace("\0", "").encode("utf-8", "replace").decode()
