"""The tables of the archive, in SQLAlchemy Core's words; portable to SQLite and Postgres."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("version", Integer, nullable=False),  # the current one
    Column("removed_at", String(40)),
)

versions = Table(
    "versions",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("url", Text),
    Column("authors", Text, nullable=False),  # a JSON list
    Column("outlet", Text),
    Column("language", String(20)),
    Column("published_at", String(40)),
    Column("published_epoch", BigInteger, index=True),
    Column("published_origin", String(40)),
    Column("modified_at", String(40)),
    Column("modified_origin", String(40)),
    Column("fetched_at", String(40)),
    Column("fetched_origin", String(40)),
    Column("section", Text),
    Column("labels", Text),  # a JSON list; null where nobody looked
    Column("wire", Text),
    ForeignKeyConstraint(["article_id"], ["articles.id"]),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(230), primary_key=True),
    Column("article_id", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("start", Integer, nullable=False),  # characters into versions.text
    Column("end", Integer, nullable=False),
    ForeignKeyConstraint(["article_id", "version"], ["versions.article_id", "versions.version"]),
    Index("passages_of", "article_id", "version"),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    sqlite_autoincrement=True,
)

followers = Table(
    "followers",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("applied", Integer, nullable=False),
)

stamps = Table(
    "stamps",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

fetched = Table(
    "fetched",
    metadata,
    Column("key", String(64), primary_key=True),  # SHA-256 of the address, which can be long
    Column("url", Text, nullable=False),
    Column("answered", Text, nullable=False),  # the address after redirects
    Column("status", Integer, nullable=False),
    Column("at", String(40), nullable=False, index=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", String(64)),
)

places = Table(
    "places",
    metadata,
    Column("id", String(64), primary_key=True),  # a hash of the address
    Column("article_id", String(200), primary_key=True),
    Column("key", String(64), nullable=False, index=True),  # the same for all its variants
    Column("url", Text, nullable=False),
    Column("outlet", Text),
    Column("first_seen", String(40)),
    Column("version", Integer, nullable=False),  # that stood there when it was last read
    Column("digest", String(64), nullable=False),
    Column("own", Integer, nullable=False),  # 1: a change there is one of the article
    ForeignKeyConstraint(["article_id"], ["articles.id"]),
    Index("places_of", "article_id"),
)

absences = Table(
    "absences",
    metadata,
    Column("place_id", String(64), primary_key=True),
    Column("at", String(40), primary_key=True),
    Column("status", Integer, nullable=False),
    Column("back", String(40)),
)

contents = Table(
    "contents",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("hash", String(64), nullable=False, index=True),
    ForeignKeyConstraint(["article_id", "version"], ["versions.article_id", "versions.version"]),
)

guids = Table(
    "guids",
    metadata,
    Column("id", String(64), primary_key=True),  # a hash of the site and what its feed calls it
    Column("article_id", String(200), nullable=False),
    ForeignKeyConstraint(["article_id"], ["articles.id"]),
)

refused_dates = Table(
    "refused_dates",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("which", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("origin", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    ForeignKeyConstraint(["article_id", "version"], ["versions.article_id", "versions.version"]),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", String(64), primary_key=True),  # a hash of its address, or of its source
    Column("key", String(64), index=True),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("at", String(40), nullable=False, index=True),
    Column("record", Text, nullable=False),  # JSON: words of readers may hold what a column may not
)
