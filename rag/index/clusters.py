"""Stories that several outlets printed: which articles are copies of which, kept in the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select

from rag.index.clusters_table import buckets, followed, links, members, sketches
from rag.index.database import upsert
from rag.index.schema import articles

Role = Literal["original", "copy"]


@dataclass(frozen=True, slots=True)
class Member:
    """An article that is one of several copies.

    Attributes:
        article_id: Its id.
        story: The id of the original: all copies have the same.
        role: What it is.
        measure: The share, from 0 to 1, of the shorter text that it and the original (or, where
            these two were not alike enough, the copy nearest to it) both hold.
    """

    article_id: str
    story: str
    role: Role
    measure: float


@dataclass(frozen=True, slots=True)
class Sketched:
    """What is kept of a version of an article to find its copies.

    Attributes:
        size: Runs of words that its text has.
        sketch: A few numbers by which texts are compared without reading them.
        wire: The agency that it names as its source.
    """

    article_id: str
    version: int
    size: int
    sketch: bytes
    outlet: str | None = None
    wire: str | None = None
    published_at: str | None = None


class Clusters:
    """Copies among the articles of an archive.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads, self._writes = reads, writes

    def of(self, article_ids: Collection[str]) -> dict[str, Member]:
        """Those of these articles that are copies, or are copied; removed ones are left out."""
        query = _members().where(members.c.article_id.in_(article_ids))
        with self._reads.connect() as connection:
            return {row.article_id: _member(row) for row in connection.execute(query)}

    def story(self, article_id: str) -> list[Member]:
        """All copies of the story that an article is in, the original first; none if in none."""
        own = select(members.c.story).where(members.c.article_id == article_id).scalar_subquery()
        query = _members().where(members.c.story == own)
        first = query.order_by(members.c.role.desc(), members.c.article_id)
        with self._reads.connect() as connection:
            return [_member(row) for row in connection.execute(first)]

    def all(self) -> Iterator[list[Member]]:
        """Every story, as `story` gives it, in the order of their names."""
        query = _members().order_by(members.c.story, members.c.role.desc(), members.c.article_id)
        story: list[Member] = []
        with self._reads.connect() as connection:
            for member in map(_member, connection.execute(query)):
                if story and member.story != story[0].story:
                    yield story
                    story = []
                story.append(member)
        if story:
            yield story

    def applied(self, scheme: str) -> int:
        """The last change of the archive that was dealt with; 0 for a scheme that is new."""
        query = select(followed.c.applied).where(followed.c.scheme == scheme)
        with self._reads.connect() as connection:
            return connection.scalar(query) or 0

    def near(self, keys: Sequence[int], but: str, most: int) -> list[Sketched]:
        """The articles in most of these buckets, at most `most`, without `but`."""
        shared = func.count().label("shared")
        found = (
            select(buckets.c.number, shared)
            .where(buckets.c.bucket.in_(keys))
            .group_by(buckets.c.number)
            .order_by(shared.desc(), buckets.c.number)
            .limit(most + 1)
            .subquery()
        )
        query = (
            select(sketches)
            .join(found, found.c.number == sketches.c.number)
            .where(sketches.c.article_id != but)
            .order_by(found.c.shared.desc(), found.c.number)
        )
        with self._reads.connect() as connection:
            return [sketched(row) for row in connection.execute(query.limit(most))]

    def clear(self) -> None:
        """Forget everything; it comes back from the archive."""
        with self._writes.begin() as connection:
            for table in (members, links, buckets, sketches, followed):
                connection.execute(delete(table))

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Changes that come to be together, or not at all."""
        with self._writes.begin() as connection:
            yield Change(connection)


class Change:
    """One transaction.

    Args:
        connection: It.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def applied(self, scheme: str) -> int:
        """As `Clusters.applied`, with no other process in between."""
        query = select(followed.c.applied).where(followed.c.scheme == scheme)
        return self._connection.scalar(query) or 0

    def note(self, scheme: str, applied: int) -> None:
        """Remember the last change of the archive that was dealt with."""
        upsert(self._connection, followed, {"scheme": scheme}, {"applied": applied})

    def drop(self, article_id: str, keys: Sequence[int]) -> None:
        """Forget an article; `keys` are the buckets that it is in."""
        number = select(sketches.c.number).where(sketches.c.article_id == article_id)
        here = self._connection.scalar(number)
        run = self._connection.execute
        run(delete(buckets).where(buckets.c.bucket.in_(keys), buckets.c.number == here))
        run(delete(sketches).where(sketches.c.article_id == article_id))
        run(delete(links).where((links.c.one == article_id) | (links.c.other == article_id)))
        run(delete(members).where(members.c.article_id == article_id))

    def put(self, found: Sketched, keys: Sequence[int]) -> None:
        """Keep the sketch of an article, and put it into buckets."""
        values = {name: getattr(found, name) for name in Sketched.__slots__}
        done = self._connection.execute(insert(sketches).values(**values))
        number = done.inserted_primary_key[0] if done.inserted_primary_key else None
        rows = [{"bucket": key, "number": number} for key in keys]
        if rows:
            self._connection.execute(insert(buckets), rows)

    def link(self, article_id: str, shares: Mapping[str, float]) -> None:
        """Note how much an article shares with others."""
        for other, share in shares.items():
            for one, two in ((article_id, other), (other, article_id)):
                upsert(self._connection, links, {"one": one, "other": two}, {"share": share})

    def sketch(self, article_id: str) -> Sketched | None:
        """What is kept of an article."""
        query = select(sketches).where(sketches.c.article_id == article_id)
        row = self._connection.execute(query).first()
        return sketched(row) if row else None

    def present(self, article_ids: Collection[str]) -> set[str]:
        """Those of these articles that are kept."""
        query = select(sketches.c.article_id).where(sketches.c.article_id.in_(article_ids))
        return set(self._connection.scalars(query))

    def neighbours(self, article_ids: Collection[str]) -> dict[str, dict[str, float]]:
        """What each of these articles shares with others."""
        found: dict[str, dict[str, float]] = {name: {} for name in article_ids}
        query = select(links).where(links.c.one.in_(article_ids))
        for row in self._connection.execute(query):
            found[row.one][row.other] = row.share
        return found

    def of_story(self, article_id: str) -> set[str]:
        """The articles in the same story, itself among them; empty where it is in none."""
        own = select(members.c.story).where(members.c.article_id == article_id).scalar_subquery()
        query = select(members.c.article_id).where(members.c.story == own)
        return set(self._connection.scalars(query))

    def group(self, article_ids: Collection[str], story: Sequence[Member]) -> None:
        """Put these members into the place of what was known of these articles."""
        self._connection.execute(delete(members).where(members.c.article_id.in_(article_ids)))
        rows = [{name: getattr(one, name) for name in Member.__slots__} for one in story]
        if rows:
            self._connection.execute(insert(members), rows)


def _members() -> Any:
    joined = select(members).join(articles, articles.c.id == members.c.article_id)
    return joined.where(articles.c.removed_at.is_(None))


def _member(row: Row[Any]) -> Member:
    return Member(row.article_id, row.story, row.role, row.measure)


def sketched(row: Row[Any]) -> Sketched:
    """From a row of the table."""
    return Sketched(**{name: getattr(row, name) for name in Sketched.__slots__})
