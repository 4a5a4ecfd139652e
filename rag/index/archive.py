"""The archive: articles, their versions and passages. The truth that the indexes follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from rag.domain import Article, Draft, Moment, Passage, Scope
from rag.errors import ArticleNotFound
from rag.index.changelog import ChangeLog
from rag.index.clusters import Clusters
from rag.index.conversations import Conversations
from rag.index.database import open_database
from rag.index.earlier import Earlier
from rag.index.feedback import Feedback
from rag.index.feeds import Feeds
from rag.index.fetched import Visits, forget_files
from rag.index.listing import Listing
from rag.index.places import Places, note_origin
from rag.index.quarantine import Quarantine
from rag.index.rows import (
    article_of,
    current_query,
    passage_id,
    passage_of,
    passage_query,
    row_of,
    scope_rules,
    version_query,
)
from rag.index.schema import articles, changes, passages, versions
from rag.index.shares import Shares
from rag.index.unsigned import Unsigned
from rag.provenance import Place, Signs

Outcome = Literal["added", "updated", "unchanged"]
Spans = Sequence[tuple[int, int]]


class Archive:
    """What is stored. Any number of processes may open one.

    Args:
        url: A SQLAlchemy URL (`sqlite:///…`, `postgresql+psycopg://…`).

    Attributes:
        log: The numbered changes.
        feedback: What readers said of answers.
        conversations: What was asked and answered.
        shares: Answers that have a link.
        feeds: Feeds that are watched.
        visits: What is remembered of addresses that were fetched.
        earlier: Versions that newer ones replaced.
        clusters: Which articles are copies of which.
        places: Where articles stand.
        quarantine: Pages that are no articles.
        listing: All of it, to leaf through.
        unsigned: Articles that cannot be recognised yet.
    """

    def __init__(self, url: str) -> None:
        self._reads, self._writes = open_database(url)
        self.log = ChangeLog(self._reads, self._writes)
        self.feedback = Feedback(self._reads, self._writes)
        self.conversations = Conversations(self._reads, self._writes)
        self.shares = Shares(self._reads, self._writes)
        self.feeds = Feeds(self._reads, self._writes)
        self.visits = Visits(self._reads, self._writes)
        self.earlier = Earlier(self._reads)
        self.clusters = Clusters(self._reads, self._writes)
        self.places = Places(self._reads, self._writes)
        self.quarantine = Quarantine(self._reads, self._writes)
        self.listing = Listing(self._reads, self.places)
        self.unsigned = Unsigned(self._reads, self._writes)

    def close(self) -> None:
        """Give the connections back."""
        self._reads.dispose()

    def digest(self, article_id: str) -> str | None:
        """The digest of the current version; None if there is none or it was removed."""
        query = current_query().where(articles.c.id == article_id)
        with self._reads.connect() as connection:
            return connection.scalar(query.with_only_columns(versions.c.digest))

    def store(
        self,
        draft: Draft,
        article_id: str,
        digest: str,
        spans: Spans,
        signs: Signs | None = None,
    ) -> Outcome:
        """Store a draft and the spans of its passages, in one transaction.

        A changed article that was not fetched (a file) is given the time of storing as that of
        fetching, so that it is known from when its new version counts.

        Args:
            draft: The article.
            article_id: Its identity.
            digest: A hash of all that a reader could see change.
            spans: Character offsets of its passages into `draft.text`.
            signs: What it will be recognised by, and where it stands.

        Returns:
            What happened; `unchanged` writes nothing.
        """
        with self._writes.begin() as connection:
            known = connection.execute(
                version_query()
                .where(articles.c.id == article_id, versions.c.version == articles.c.version)
                .with_only_columns(versions.c.version, versions.c.digest, articles.c.removed_at)
            ).first()
            if known and known.digest == digest and known.removed_at is None:
                return "unchanged"
            version = known.version + 1 if known else 1
            if known:
                draft = replace(draft, fetched=draft.fetched or Moment(_now(), "ingest"))
                here = update(articles).where(articles.c.id == article_id)
                connection.execute(here.values(version=version, removed_at=None))
            else:
                connection.execute(insert(articles).values(id=article_id, version=version))
            connection.execute(insert(versions).values(row_of(draft, article_id, version, digest)))
            _cut(connection, article_id, version, spans)
            seen = draft.fetched.iso if draft.fetched else _now()
            place = Place(article_id, draft.url or "", draft.outlet, seen, version, digest)
            note_origin(connection, draft, signs, place)
            _note_change(connection, article_id)
        return "updated" if known else "added"

    def remove(self, article_id: str) -> None:
        """Take an article out of the indexes; its versions stay, so that old citations resolve.

        Raises:
            ArticleNotFound: If there is none, or it was removed before.
        """
        with self._writes.begin() as connection:
            here = update(articles).where(
                articles.c.id == article_id, articles.c.removed_at.is_(None)
            )
            if not connection.execute(here.values(removed_at=_now())).rowcount:
                raise _no_article(article_id)
            _note_change(connection, article_id)
            forget_files(connection)  # named again, its file is read again

    def recut(self, article_id: str, version: int, spans: Spans) -> None:
        """Replace the passages of a version."""
        with self._writes.begin() as connection:
            old = (passages.c.article_id == article_id) & (passages.c.version == version)
            connection.execute(delete(passages).where(old))
            _cut(connection, article_id, version, spans)
            _note_change(connection, article_id)

    def article(self, article_id: str, version: int | None = None) -> Article:
        """One version of an article, by default the current one, removed or not.

        Raises:
            ArticleNotFound: If there is none.
        """
        wanted = articles.c.version if version is None else version
        query = version_query().where(articles.c.id == article_id, versions.c.version == wanted)
        with self._reads.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise _no_article(article_id, version)
        return article_of(row)

    def history(self, article_id: str) -> list[Article]:
        """Every version of an article, oldest first.

        Raises:
            ArticleNotFound: If there is none.
        """
        query = version_query().where(articles.c.id == article_id).order_by(versions.c.version)
        with self._reads.connect() as connection:
            rows = connection.execute(query).all()
        if not rows:
            raise _no_article(article_id)
        return [article_of(row) for row in rows]

    def articles(
        self, ids: Sequence[str] | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[Article]:
        """The current versions (of these ids), newest publication first, undated last."""
        query = current_query().order_by(
            versions.c.published_epoch.desc().nulls_last(), articles.c.id
        )
        if ids is not None:
            query = query.where(articles.c.id.in_(ids))
        with self._reads.connect() as connection:
            rows = connection.execution_options(yield_per=200).execute(
                query.offset(offset).limit(limit)
            )
            for row in rows:
                yield article_of(row)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Passages by id; those of superseded or removed articles are left out."""
        query = passage_query().where(passages.c.id.in_(ids))
        with self._reads.connect() as connection:
            return {row.id: passage_of(row) for row in connection.execute(query)}

    def fitting(self, ids: Sequence[str], scope: Scope) -> set[str]:
        """Those of these passages that a scope lets in."""
        query = passage_query().where(passages.c.id.in_(ids), *scope_rules(scope))
        with self._reads.connect() as connection:
            return set(connection.scalars(query.with_only_columns(passages.c.id)))

    def passages_of(self, article_ids: Sequence[str]) -> list[Passage]:
        """The passages of the current versions of these articles, in the order of their text."""
        query = passage_query().where(passages.c.article_id.in_(article_ids))
        with self._reads.connect() as connection:
            rows = connection.execute(query.order_by(passages.c.article_id, passages.c.start))
            return [passage_of(row) for row in rows]

    def counts(self) -> dict[str, Any]:
        """The library at a glance.

        Returns:
            `articles`, `outlets`, `undated`, `passages`; `oldest` and `newest` as ISO or None.
        """
        live = current_query().subquery()
        cut = (
            select(func.count())
            .select_from(passages)
            .join(
                live,
                (live.c.article_id == passages.c.article_id)
                & (live.c.version == passages.c.version),
            )
        )
        summary = select(
            func.count().label("articles"),
            func.count(func.distinct(live.c.outlet)).label("outlets"),
            (func.count() - func.count(live.c.published_at)).label("undated"),
            func.min(live.c.published_at).label("oldest"),
            func.max(live.c.published_at).label("newest"),
        ).select_from(live)
        with self._reads.connect() as connection:
            row = connection.execute(summary).one()
            return dict(row._mapping) | {"passages": connection.scalar(cut) or 0}

    def days(self, as_of: date | None = None) -> tuple[str | None, str | None]:
        """When the oldest and newest articles were published, as ISO; none later than `as_of`."""
        live = current_query().where(versions.c.published_at.is_not(None))
        if as_of is not None:
            live = live.where(versions.c.published_at < (as_of + timedelta(days=1)).isoformat())
        known = live.subquery()
        query = select(func.min(known.c.published_at), func.max(known.c.published_at))
        with self._reads.connect() as connection:
            oldest, newest = connection.execute(query).one()
            return oldest, newest

    def outlets(self) -> list[tuple[str, int]]:
        """Outlets and how many articles each has, most first."""
        live = current_query().where(versions.c.outlet.is_not(None)).subquery()
        count = func.count().label("count")
        query = select(live.c.outlet, count).group_by(live.c.outlet)
        with self._reads.connect() as connection:
            rows = connection.execute(query.order_by(count.desc(), live.c.outlet))
            return [(row.outlet, row[1]) for row in rows]


def _cut(connection: Connection, article_id: str, version: int, spans: Spans) -> None:
    rows = [
        {
            "id": passage_id(article_id, version, start),
            "article_id": article_id,
            "version": version,
            "start": start,
            "end": end,
        }
        for start, end in spans
    ]
    if rows:
        connection.execute(insert(passages), rows)


def _note_change(connection: Connection, article_id: str) -> None:
    connection.execute(insert(changes).values(article_id=article_id, at=_now()))


def _no_article(article_id: str, version: int | None = None) -> ArticleNotFound:
    which = f"version {version} of article {article_id!r}" if version else f"article {article_id!r}"
    return ArticleNotFound(
        f"there is no {which} in this library; `dateline articles list` shows what there is"
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
