"""Where articles stand, when they did not, and how they are known again when they are met."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    delete,
    select,
    update,
)

from rag.domain import Draft
from rag.index.database import upsert
from rag.index.quarantine import release
from rag.index.schema import (
    absences,
    articles,
    contents,
    guids,
    places,
    quarantine,
    refused_dates,
)
from rag.provenance import Absence, Address, Place, RefusedDate, Signs, gone_from, storable

ORIGIN = 40  # characters of an origin that a column holds
MANY = 500  # ids in one question to the database

SETTLED = (
    select(places.c.article_id)
    .join(articles, articles.c.id == places.c.article_id)
    .outerjoin(absences, (absences.c.place_id == places.c.id) & absences.c.back.is_(None))
    .outerjoin(quarantine, quarantine.c.key == places.c.key)
    .where(
        places.c.id == bindparam("place"),
        places.c.digest == bindparam("digest"),
        articles.c.removed_at.is_(None),
        absences.c.at.is_(None),
        quarantine.c.id.is_(None),
    )
    .order_by(places.c.own.desc(), places.c.article_id)
    .limit(1)
)


class Places:
    """The addresses of articles.

    Args:
        reads: An engine to read with.
        writes: An engine to write with.
    """

    def __init__(self, reads: Engine, writes: Engine) -> None:
        self._reads = reads
        self._writes = writes

    def of(self, article_id: str) -> list[Place]:
        """Where an article stands or stood, the first place first."""
        return self._all(places.c.article_id == article_id)

    def find(self, address: Address) -> list[Place]:
        """The places at an address or a variant of it: itself first, then those of articles' own.

        Of several of one kind, the first seen is first.
        """
        found = self._all((places.c.id == address.id) | (places.c.key == address.key))
        return sorted(found, key=lambda place: (place.id != address.id, not place.own))

    def settled(self, place_id: str, digest: str) -> str | None:
        """The article of an address where all is as it was when it was last read.

        None where something else came than then, or it was gone, removed or held back since.
        """
        with self._reads.connect() as connection:
            return connection.scalar(SETTLED, {"place": place_id, "digest": digest})

    def named(self, known_as: Collection[str]) -> str | None:
        """The article that a feed calls by one of these names."""
        if not known_as:
            return None
        query = select(guids.c.article_id).where(guids.c.id.in_(known_as)).order_by(guids.c.id)
        with self._reads.connect() as connection:
            return connection.scalar(query)

    def twins(self, content: str) -> list[str]:
        """The articles, not removed, whose current text this is, in the order of their ids."""
        query = (
            select(articles.c.id)
            .join(contents, contents.c.article_id == articles.c.id)
            .where(
                contents.c.hash == content,
                contents.c.version == articles.c.version,
                articles.c.removed_at.is_(None),
            )
            .order_by(articles.c.id)
        )
        with self._reads.connect() as connection:
            return list(connection.scalars(query))

    def add(self, place: Place, key: str) -> None:
        """Write down that an article stands at a place too, or what stands there now."""
        with self._writes.begin() as connection:
            _set(connection, place, key)
            _end_absences(connection, [key], place.first_seen or "")
            release(connection, place.id, key)

    def mark_gone(self, ids: Sequence[str], status: int, at: str) -> None:
        """Write down that addresses do not give their article; nothing if that is known."""
        with self._writes.begin() as connection:
            lasting = absences.c.place_id.in_(ids) & absences.c.back.is_(None)
            known = set(connection.scalars(select(absences.c.place_id).where(lasting)))
            for place_id in ids:
                if place_id not in known:
                    row = {"status": status, "back": None}
                    upsert(connection, absences, {"place_id": place_id, "at": at}, row)

    def mark_back(self, key: str, at: str) -> None:
        """Write down that an address, or a variant of it, gives its article again."""
        with self._writes.begin() as connection:
            _end_absences(connection, [key], at)

    def gone(self, article_ids: Collection[str] | None = None) -> dict[str, Absence]:
        """The articles (of these) that stand at no place of their own any more, and since when."""
        lasting = (
            select(places.c.article_id)
            .join(absences, absences.c.place_id == places.c.id)
            .where(absences.c.back.is_(None), places.c.own == 1)
            .distinct()
        )
        if article_ids is not None:
            lasting = lasting.where(places.c.article_id.in_(article_ids))
        with self._reads.connect() as connection:
            candidates = list(connection.scalars(lasting))
        stand: dict[str, list[Place]] = {}
        for at in range(0, len(candidates), MANY):
            for place in self._all(places.c.article_id.in_(candidates[at : at + MANY])):
                stand.setdefault(place.article_id, []).append(place)
        since = {article_id: gone_from(found) for article_id, found in stand.items()}
        return {article_id: absence for article_id, absence in since.items() if absence}

    def refused(self, article_id: str, version: int) -> list[RefusedDate]:
        """The dates that a version was given and that no article can have."""
        query = (
            select(refused_dates)
            .where(refused_dates.c.article_id == article_id, refused_dates.c.version == version)
            .order_by(refused_dates.c.number)
        )
        with self._reads.connect() as connection:
            rows = connection.execute(query).all()
        return [RefusedDate(row.which, row.text, row.origin, row.reason) for row in rows]

    def _all(self, rule: ColumnElement[bool]) -> list[Place]:
        query = select(places).where(rule)
        with self._reads.connect() as connection:
            rows = connection.execute(query.order_by(places.c.first_seen, places.c.id)).all()
            missed = _absences(connection, [row.id for row in rows])
        return [_place(row, missed.get(row.id, ())) for row in rows]


def note_origin(
    connection: Connection,
    draft: Draft,
    signs: Signs | None,
    place: Place,
) -> None:
    """Write down, with a new version, what it is recognised by and which dates were refused.

    Args:
        connection: In the transaction that stores the version.
        draft: What is stored.
        signs: What it is recognised by; None if nobody looked.
        place: Its article, version, digest and time; the address comes from `signs`.
    """
    named = {"article_id": place.article_id, "version": place.version}
    for number, date in enumerate(draft.refused):
        row = {
            "which": date.which,
            "text": storable(date.text),
            "origin": date.origin[:ORIGIN],
            "reason": storable(date.reason),
        }
        connection.execute(refused_dates.insert().values(**named, number=number, **row))
    if signs is None:
        return
    upsert(connection, contents, named, {"hash": signs.content})
    for name in signs.guids:
        upsert(connection, guids, {"id": name}, {"article_id": place.article_id})
    if signs.address is not None:
        here = places.c.id == signs.address.id
        connection.execute(delete(places).where(here, places.c.own == 0))
        _set(connection, place, signs.address.key, signs.address)
        _end_absences(connection, [signs.address.key], place.first_seen or "")
        release(connection, signs.address.id, signs.address.key)


def _set(connection: Connection, place: Place, key: str, address: Address | None = None) -> None:
    """Write a place; the time when it was first seen stays."""
    row = {
        "key": key,
        "url": address.url if address else place.url,
        "outlet": place.outlet,
        "version": place.version,
        "digest": place.digest,
        "own": int(place.own),
    }
    name = {"id": address.id if address else place.id, "article_id": place.article_id}
    here = [places.c[column] == value for column, value in name.items()]
    if not connection.execute(update(places).where(*here).values(**row)).rowcount:
        connection.execute(places.insert().values(**name, **row, first_seen=place.first_seen))


def _end_absences(connection: Connection, keys: Iterable[str], at: str) -> None:
    ours = select(places.c.id).where(places.c.key.in_(list(keys)))
    here = update(absences).where(absences.c.place_id.in_(ours), absences.c.back.is_(None))
    connection.execute(here.values(back=at))


def _absences(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Absence, ...]]:
    found: dict[str, tuple[Absence, ...]] = {}
    if not ids:
        return found
    query: Select[Any] = select(absences).where(absences.c.place_id.in_(ids))
    for row in connection.execute(query.order_by(absences.c.at)):
        missed = Absence(row.status, row.at, row.back)
        found[row.place_id] = (*found.get(row.place_id, ()), missed)
    return found


def _place(row: Row[Any], missed: tuple[Absence, ...]) -> Place:
    return Place(
        article_id=row.article_id,
        url=row.url,
        outlet=row.outlet,
        first_seen=row.first_seen,
        version=row.version,
        digest=row.digest,
        own=bool(row.own),
        absences=missed,
        id=row.id,
    )
