"""What the archive holds of versions that were replaced: which stood on a day, their passages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import Engine, func, select, tuple_

from rag.domain import Passage, Scope, day_start
from rag.index.rows import passage_of, replaced_query, scope_rules
from rag.index.schema import articles, passages, versions
from rag.versions.standing import Dated, Stood, stood


class Earlier:
    """Versions that newer ones replaced.

    Args:
        reads: An engine to read with.
    """

    def __init__(self, reads: Engine) -> None:
        self._reads = reads

    def stood(self, article_ids: Collection[str], day: date) -> dict[str, Stood]:
        """Which version of each of these articles stood at the end of a day in UTC."""
        query = (
            select(
                versions.c.article_id,
                versions.c.version,
                versions.c.published_at,
                versions.c.modified_at,
                versions.c.fetched_at,
            )
            .where(versions.c.article_id.in_(article_ids))
            .order_by(versions.c.article_id, versions.c.version)
        )
        at = day_start(day + timedelta(days=1)) - 1
        with self._reads.connect() as connection:
            rows = connection.execute(query).all()
        return {
            article_id: stood((Dated(*row[1:]) for row in own), at)
            for article_id, own in groupby(rows, key=lambda row: str(row.article_id))
        }

    def passages(self, chosen: Mapping[str, int], scope: Scope) -> list[Passage]:
        """The passages of these versions of articles that were replaced and fit a scope.

        Args:
            chosen: Article ids and a version of each.
            scope: What the version itself must fit.
        """
        wanted = tuple_(passages.c.article_id, passages.c.version).in_(list(chosen.items()))
        query = replaced_query().where(wanted, *scope_rules(scope))
        with self._reads.connect() as connection:
            rows = connection.execute(query.order_by(passages.c.article_id, passages.c.start))
            return [passage_of(row) for row in rows]

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]:
        """The passages of all versions of these articles that were replaced."""
        query = replaced_query().where(passages.c.article_id.in_(article_ids))
        with self._reads.connect() as connection:
            return [passage_of(row) for row in connection.execute(query.order_by(passages.c.id))]

    def count(self) -> int:
        """How many passages there are of versions that were replaced."""
        query = (
            select(func.count())
            .select_from(passages)
            .join(articles, articles.c.id == passages.c.article_id)
            .where(articles.c.removed_at.is_(None), passages.c.version < articles.c.version)
        )
        with self._reads.connect() as connection:
            return connection.scalar(query) or 0
