"""What is wanted of the list of articles, and the rules that this makes in SQLAlchemy's words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, func, or_

from rag.domain import Moment, day_start
from rag.index.schema import articles, versions
from rag.provenance import Absence

DAY = 86400  # seconds

Order = Literal["match", "published", "outlet", "headline", "fetched"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles, and in which order.

    Attributes:
        words: Each stands in the headline or the outlet's name, perhaps within a longer word.
        found: Articles that hold the words elsewhere, the best first; they count as well.
        outlet: Who published them.
        first: The first day of publication.
        last: The last day.
        undated: Only those without a date.
        gone: Only those that their sites do not give any more.
        order: What they are sorted by; `match` puts `found` first.
        down: Whether the last comes first; those of which it is not known come last either way.
    """

    words: str = ""
    found: tuple[str, ...] = ()
    outlet: str | None = None
    first: date | None = None
    last: date | None = None
    undated: bool = False
    gone: bool = False
    order: Order = "published"
    down: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a list shows it: all but its text.

    Attributes:
        version: The number of its newest version, so how many there are.
        story: The id of the story that it is one of several copies of.
        copies: How many these are, itself among them.
    """

    id: str
    version: int
    headline: str
    url: str | None
    outlet: str | None
    published: Moment | None
    fetched: Moment | None
    labels: tuple[str, ...] = ()
    wire: str | None = None
    gone: Absence | None = None
    story: str | None = None
    copies: int = 0


def rules(wanted: Wanted, gone: Collection[str]) -> list[ColumnElement[bool]]:
    """What a current version must fit.

    Args:
        wanted: What is wanted.
        gone: The articles that are gone, where only these are.
    """
    kept: list[ColumnElement[bool]] = []
    if words := wanted.words.split():
        named = and_(*(_named(word) for word in words))
        kept.append(or_(named, articles.c.id.in_(wanted.found)) if wanted.found else named)
    if wanted.outlet is not None:
        kept.append(versions.c.outlet == wanted.outlet)
    if wanted.first is not None:
        kept.append(versions.c.published_epoch >= day_start(wanted.first))
    if wanted.last is not None:
        kept.append(versions.c.published_epoch < day_start(wanted.last) + DAY)
    if wanted.undated:
        kept.append(versions.c.published_epoch.is_(None))
    if wanted.gone:
        kept.append(articles.c.id.in_(gone))
    return kept


def _named(word: str) -> ColumnElement[bool]:
    return or_(
        versions.c.title.icontains(word, autoescape=True),
        versions.c.outlet.icontains(word, autoescape=True),
    )


def ordering(wanted: Wanted) -> list[ColumnElement[Any]]:
    """What the database sorts by; the newest, then the id, decide between equals."""
    newest = versions.c.published_epoch.desc().nulls_last()
    first: dict[Order, ColumnElement[Any]] = {
        "match": versions.c.published_epoch,
        "published": versions.c.published_epoch,
        "outlet": func.lower(func.nullif(versions.c.outlet, "")),
        "headline": func.lower(func.nullif(versions.c.title, "")),
        "fetched": versions.c.fetched_at,
    }
    by = first[wanted.order]
    return [(by.desc() if wanted.down else by.asc()).nulls_last(), newest, articles.c.id]
