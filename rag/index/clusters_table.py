"""The tables of stories that several outlets printed, beside those of the articles."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, String, Table, Text

from rag.index.schema import metadata

members = Table(
    "story_members",
    metadata,
    Column("article_id", String(200), primary_key=True),
    Column("story", String(200), nullable=False, index=True),  # the id of the original
    Column("role", String(10), nullable=False),  # original or copy
    Column("measure", Float, nullable=False),  # share of the shorter text that both hold, 0 to 1
)

sketches = Table(
    "story_sketches",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String(200), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("size", Integer, nullable=False),  # runs of words that the text has
    Column("sketch", LargeBinary, nullable=False),  # MinHash values
    Column("outlet", Text),
    Column("wire", String(60)),
    Column("published_at", String(40)),
)

buckets = Table(
    "story_buckets",
    metadata,
    Column("bucket", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),  # of a sketch
    sqlite_with_rowid=False,
)

links = Table(
    "story_links",
    metadata,
    Column("one", String(200), primary_key=True),
    Column("other", String(200), primary_key=True),  # every link is there in both directions
    Column("share", Float, nullable=False),
    Index("story_links_to", "other"),
)

followed = Table(
    "story_followed",
    metadata,
    Column("scheme", String(60), primary_key=True),  # how sketches are made
    Column("applied", Integer, nullable=False),  # the last change of the archive dealt with
)
