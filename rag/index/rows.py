"""Rows of the archive to and from the words of the domain."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from rag.domain import Article, Draft, Moment, Passage, Scope
from rag.index.schema import articles, passages, versions


def version_query() -> Select[Any]:
    """Every version of every article, with whether the article was removed."""
    return select(versions, articles.c.removed_at).join(
        articles, articles.c.id == versions.c.article_id
    )


def current_query() -> Select[Any]:
    """The current versions of articles that are not removed."""
    return version_query().where(
        articles.c.removed_at.is_(None), versions.c.version == articles.c.version
    )


def passage_query() -> Select[Any]:
    """The passages of current versions; their text is cut from the article by the database."""
    return _all_passages().where(versions.c.version == articles.c.version)


def replaced_query() -> Select[Any]:
    """The same of versions that newer ones replaced."""
    return _all_passages().where(versions.c.version < articles.c.version)


def passage_id(article_id: str, version: int, start: int) -> str:
    """What a passage is known by."""
    return f"{article_id}.{version}.{start}"


def version_named(name: str) -> tuple[str, int]:
    """The article and version that a passage's id names."""
    article_id, version, _ = name.rsplit(".", 2)
    return article_id, int(version)


def _all_passages() -> Select[Any]:
    return (
        select(
            passages.c.id,
            passages.c.article_id,
            passages.c.version,
            passages.c.start,
            passages.c.end,
            func.substr(
                versions.c.text, passages.c.start + 1, passages.c.end - passages.c.start
            ).label("text"),
            versions.c.title,
            versions.c.url,
            versions.c.outlet,
            versions.c.published_at,
            versions.c.labels,
        )
        .join(
            versions,
            (versions.c.article_id == passages.c.article_id)
            & (versions.c.version == passages.c.version),
        )
        .join(articles, articles.c.id == versions.c.article_id)
        .where(articles.c.removed_at.is_(None))
    )


def scope_rules(scope: Scope) -> list[ColumnElement[bool]]:
    """What a version must fit to be in a scope."""
    published = versions.c.published_epoch
    rules: list[ColumnElement[bool]] = []
    if scope.outlets:
        rules.append(versions.c.outlet.in_(scope.outlets))
    dates: list[ColumnElement[bool]] = []
    if scope.earliest is not None:
        dates.append(published >= scope.earliest)
    if scope.latest is not None:
        dates.append(published <= scope.latest)
    if dates and scope.undated:
        rules.append(or_(published.is_(None), and_(*dates)))
    else:
        rules += dates
    return rules


def row_of(draft: Draft, article_id: str, version: int, digest: str) -> dict[str, Any]:
    """The row of a new version."""
    return {
        "article_id": article_id,
        "version": version,
        "title": draft.title,
        "text": draft.text,
        "digest": digest,
        "url": draft.url,
        "authors": json.dumps(draft.authors, ensure_ascii=False),
        "outlet": draft.outlet,
        "language": draft.language,
        "published_epoch": draft.published.epoch if draft.published else None,
        **_moment_columns("published", draft.published),
        **_moment_columns("modified", draft.modified),
        **_moment_columns("fetched", draft.fetched),
        **told_of(draft),
    }


def told_of(draft: Draft) -> dict[str, str | None]:
    """The columns of a version that say what kind of an article it is."""
    labels = json.dumps(draft.labels, ensure_ascii=False)
    return {"section": draft.section, "labels": labels, "wire": draft.wire}


def article_of(row: Row[Any]) -> Article:
    """An article from a row of `version_query`."""
    return Article(
        id=row.article_id,
        version=row.version,
        title=row.title,
        text=row.text,
        digest=row.digest,
        url=row.url,
        authors=tuple(json.loads(row.authors)),
        outlet=row.outlet,
        language=row.language,
        published=_moment(row.published_at, row.published_origin),
        modified=_moment(row.modified_at, row.modified_origin),
        fetched=_moment(row.fetched_at, row.fetched_origin),
        removed=row.removed_at is not None,
        section=row.section,
        labels=_labels(row.labels),
        wire=row.wire,
    )


def passage_of(row: Row[Any]) -> Passage:
    """A passage from a row of `passage_query`."""
    return Passage(**(dict(row._mapping) | {"labels": _labels(row.labels)}))


def _labels(written: str | None) -> tuple[str, ...]:
    return tuple(json.loads(written)) if written else ()


def _moment(iso: str | None, origin: str | None) -> Moment | None:
    return Moment(iso, origin or "unknown") if iso else None


def _moment_columns(name: str, moment: Moment | None) -> dict[str, str | None]:
    return {
        f"{name}_at": moment.iso if moment else None,
        f"{name}_origin": moment.origin if moment else None,
    }
