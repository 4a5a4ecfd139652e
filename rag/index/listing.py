"""Lists of what an archive holds, a page at a time and without texts: articles, stories, days."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, or_, select

from rag.domain import Moment, shorten
from rag.index.clusters_table import members
from rag.index.listed import Listed, Wanted, ordering, rules
from rag.index.places import Places
from rag.index.schema import articles, quarantine, versions
from rag.provenance import Absence, Quarantined

OPENING = 200  # characters of a text whose article has no headline

Story = list[tuple[Listed, float]]
"""Copies of one text, the original first, each with the share of its text that is the original's"""


class Listing:
    """What a reader leafs through.

    Args:
        reads: An engine to read with.
        places: Tell what is gone.
    """

    def __init__(self, reads: Engine, places: Places) -> None:
        self._reads, self._places = reads, places

    def articles(self, wanted: Wanted, limit: int, offset: int = 0) -> tuple[list[Listed], int]:
        """A page of articles, and how many there are in all."""
        query = _current(articles.c.id).where(*self._rules(wanted))
        with self._reads.connect() as connection:
            if wanted.order == "match" and wanted.found:
                every = list(connection.scalars(query.order_by(*ordering(wanted))))
                rank = {name: at for at, name in enumerate(wanted.found)}
                every.sort(key=lambda name: rank.get(name, len(rank)))
                ids, total = every[offset : offset + limit], len(every)
            else:
                counted = select(func.count()).select_from(query.subquery())
                total = connection.scalar(counted) or 0
                page = query.order_by(*ordering(wanted)).limit(limit).offset(offset)
                ids = list(connection.scalars(page))
            return self._listed(connection, ids), total

    def stories(
        self, wanted: Wanted, limit: int, offset: int = 0, story: str | None = None
    ) -> tuple[list[Story], int]:
        """A page of stories that several printed, and how many there are in all.

        The one with the newest article comes first.

        Args:
            wanted: Fits an article of each.
            limit: How many stories.
            offset: How many to pass over.
            story: This one alone.
        """
        fitting = _current(members.c.story).join(members, members.c.article_id == articles.c.id)
        fitting = fitting.where(*self._rules(wanted))
        newest = func.max(versions.c.published_epoch)
        query = (
            _current(members.c.story)
            .join(members, members.c.article_id == articles.c.id)
            .where(members.c.story.in_(fitting) if story is None else members.c.story == story)
            .group_by(members.c.story)
            .having(func.count() > 1)
        )
        with self._reads.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
            order = query.order_by(newest.desc().nulls_last(), members.c.story)
            names = list(connection.scalars(order.limit(limit).offset(offset)))
            told = select(members).where(members.c.story.in_(names))
            rows = connection.execute(told.order_by(members.c.role.desc())).all()
            each = {one.id: one for one in self._listed(connection, [r.article_id for r in rows])}
        found: dict[str, Story] = {name: [] for name in names}
        for row in rows:
            if row.article_id in each:
                found[row.story].append((each[row.article_id], row.measure))
        return [[story[0], *sorted(story[1:], key=_when)] for story in found.values()], total

    def days(self, wanted: Wanted) -> list[tuple[str, str | None, int]]:
        """How many articles each outlet published on each day, the oldest day first."""
        day = func.substr(versions.c.published_at, 1, 10).label("day")
        many = func.count().label("many")
        query = (
            _current(day, versions.c.outlet, many)
            .where(versions.c.published_at.is_not(None), *self._rules(wanted))
            .group_by(day, versions.c.outlet)
            .order_by(day)
        )
        with self._reads.connect() as connection:
            return [(row.day, row.outlet, row.many) for row in connection.execute(query)]

    def quarantined(self, words: str, limit: int, offset: int = 0) -> tuple[list[Quarantined], int]:
        """Pages that are no articles, the newest first, and how many there are in all.

        Args:
            words: Each stands in the address, the title or the reason.
            limit: How many pages.
            offset: How many to pass over.
        """
        query = select(quarantine)
        for word in words.split():
            named = (quarantine.c.source, quarantine.c.url, quarantine.c.title, quarantine.c.reason)
            query = query.where(or_(*(c.icontains(word, autoescape=True) for c in named)))
        page = query.order_by(quarantine.c.at.desc(), quarantine.c.id).limit(limit).offset(offset)
        with self._reads.connect() as connection:
            total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
            return [_quarantined(row) for row in connection.execute(page)], total

    def _rules(self, wanted: Wanted) -> list[Any]:
        return rules(wanted, self._places.gone() if wanted.gone else ())

    def _listed(self, connection: Connection, ids: Sequence[str]) -> list[Listed]:
        """These articles, in this order."""
        opening = func.substr(versions.c.text, 1, OPENING).label("opening")
        columns = [c for c in versions.c if c.name != "text"]
        rows = connection.execute(_current(*columns, opening).where(articles.c.id.in_(ids)))
        known = {row.article_id: row for row in rows}
        gone, copies = self._places.gone(ids), _copies(connection, ids)
        return [_listed(known[i], gone.get(i), copies.get(i)) for i in ids if i in known]


def _current(*columns: Any) -> Select[Any]:
    """Of the current versions of articles that are not removed."""
    joined = versions.join(articles, articles.c.id == versions.c.article_id)
    query = select(*columns).select_from(joined)
    return query.where(articles.c.removed_at.is_(None), versions.c.version == articles.c.version)


def _copies(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, int]]:
    """The story of each of these articles that is in one, and how many are."""
    own = select(members.c.article_id, members.c.story).where(members.c.article_id.in_(ids))
    story: dict[str, str] = {row.article_id: row.story for row in connection.execute(own)}
    counted = (
        select(members.c.story, func.count().label("many"))
        .join(articles, articles.c.id == members.c.article_id)
        .where(articles.c.removed_at.is_(None), members.c.story.in_(set(story.values())))
        .group_by(members.c.story)
    )
    many: dict[str, int] = {row.story: row.many for row in connection.execute(counted)}
    return {i: (name, many[name]) for i, name in story.items() if many.get(name, 0) > 1}


def _listed(row: Row[Any], gone: Absence | None, story: tuple[str, int] | None) -> Listed:
    name, copies = story or (None, 0)
    return Listed(
        id=row.article_id,
        version=row.version,
        headline=row.title or shorten(row.opening),
        url=row.url,
        outlet=row.outlet,
        published=_moment(row.published_at, row.published_origin),
        fetched=_moment(row.fetched_at, row.fetched_origin),
        labels=tuple(json.loads(row.labels)) if row.labels else (),
        wire=row.wire,
        gone=gone,
        story=name,
        copies=copies,
    )


def _moment(iso: str | None, origin: str | None) -> Moment | None:
    return Moment(iso, origin or "unknown") if iso else None


def _quarantined(row: Row[Any]) -> Quarantined:
    return Quarantined(row.source, row.url, row.reason, row.at, row.title, row.text)


def _when(copy: tuple[Listed, float]) -> tuple[bool, int, str]:
    listed = copy[0]
    at = listed.published
    return at is None, at.epoch if at else 0, listed.id
