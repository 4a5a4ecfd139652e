"""Articles stored before all was kept that is kept today, so that it can be made up for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, and_, func, insert, select, update

from rag.domain import Draft
from rag.index.rows import told_of
from rag.index.schema import articles, changes, contents, places, versions
from rag.provenance import Address

BATCH = 200  # articles whose texts are in memory at once


class Unplaced(NamedTuple):
    """The current version of an article that has an address and no place."""

    article_id: str
    version: int
    url: str
    outlet: str | None
    digest: str
    first_seen: str | None


class Unsigned:
    """What older versions of Dateline, and other rules of folding addresses, left open.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads = reads
        self._writes = writes

    def texts(self) -> list[tuple[str, int, str]]:
        """The next texts without a hash: article, version and text; none when all is done."""
        here = and_(
            contents.c.article_id == versions.c.article_id, contents.c.version == versions.c.version
        )
        query = (
            select(versions.c.article_id, versions.c.version, versions.c.text)
            .join(articles, articles.c.id == versions.c.article_id)
            .outerjoin(contents, here)
            .where(versions.c.version == articles.c.version, contents.c.hash.is_(None))
            .limit(BATCH)
        )
        with self._reads.connect() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def set_hashes(self, hashes: Sequence[tuple[str, int, str]]) -> None:
        """Write hashes of texts: article, version and hash."""
        rows = [{"article_id": a, "version": v, "hash": h} for a, v, h in hashes]
        with self._writes.begin() as connection:
            connection.execute(insert(contents), rows)

    def unplaced(self) -> list[Unplaced]:
        """The articles that have an address and no place."""
        stored = (
            select(changes.c.article_id, func.min(changes.c.at).label("at"))
            .group_by(changes.c.article_id)
            .subquery()
        )
        query = (
            select(
                versions.c.article_id,
                versions.c.version,
                versions.c.url,
                versions.c.outlet,
                versions.c.digest,
                stored.c.at,
            )
            .join(articles, articles.c.id == versions.c.article_id)
            .outerjoin(places, places.c.article_id == articles.c.id)
            .outerjoin(stored, stored.c.article_id == articles.c.id)
            .where(
                versions.c.version == articles.c.version,
                versions.c.url.is_not(None),
                places.c.id.is_(None),
            )
        )
        with self._reads.connect() as connection:
            return [Unplaced(*row) for row in connection.execute(query)]

    def place(self, found: Sequence[tuple[Unplaced, Address]]) -> None:
        """Write a place of its own for each."""
        rows = [
            {
                "id": at.id,
                "key": at.key,
                "url": at.url,
                "article_id": one.article_id,
                "outlet": one.outlet,
                "first_seen": one.first_seen,
                "version": one.version,
                "digest": one.digest,
                "own": 1,
            }
            for one, at in found
        ]
        with self._writes.begin() as connection:
            for at in range(0, len(rows), BATCH):
                connection.execute(insert(places), rows[at : at + BATCH])

    def untold(self, article_id: str) -> bool:
        """Whether an article was stored when section, labels and wire were not kept."""
        query = select(versions.c.article_id).where(*_untold(article_id))
        with self._reads.connect() as connection:
            return connection.scalar(query) is not None

    def tell(self, article_id: str, draft: Draft, at: Address | None, digest: str) -> None:
        """Write section, labels and wire into an article where they were not kept.

        Its own digest stays, for receipts name it.

        Args:
            article_id: The article.
            draft: What its source gives today, and else gives what is stored.
            at: Where it stands.
            digest: Of the draft, by which the place will be known as unchanged.
        """
        here = update(versions).where(*_untold(article_id))
        with self._writes.begin() as connection:
            connection.execute(here.values(**told_of(draft)))
            if at is not None:
                place = update(places).where(
                    places.c.id == at.id, places.c.article_id == article_id
                )
                connection.execute(place.values(digest=digest))

    def addresses(self) -> Iterator[tuple[str, str, str]]:
        """Every place: the hash of its address, its key and its address."""
        with self._reads.connect() as connection:
            rows = connection.execution_options(yield_per=BATCH).execute(
                select(places.c.id, places.c.key, places.c.url).order_by(places.c.id)
            )
            for row in rows:
                yield row.id, row.key, row.url

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Write what all variants of an address have in common: the hash of it, and the key."""
        with self._writes.begin() as connection:
            for place_id, key in keys:
                connection.execute(update(places).where(places.c.id == place_id).values(key=key))


def _untold(article_id: str) -> list[ColumnElement[bool]]:
    """The current version of an article, if it was stored without them."""
    current = select(articles.c.version).where(articles.c.id == article_id).scalar_subquery()
    return [
        versions.c.article_id == article_id,
        versions.c.version == current,
        versions.c.labels.is_(None),
    ]
