"""The tables of feeds that are watched, beside those of the articles."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, String, Table, Text

from rag.index.schema import metadata

feeds = Table(
    "feeds",
    metadata,
    Column("id", String(64), primary_key=True),  # a hash of its address
    Column("url", Text, nullable=False),  # as it was named
    Column("address", Text, nullable=False),  # where it is polled; it may have moved
    Column("added_at", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("interval", Float, nullable=False),  # seconds
    Column("due", BigInteger, nullable=False, index=True),  # seconds since 1970
    Column("polled_at", String(40)),
    Column("failures", Integer, nullable=False),  # one after the other
    Column("error", Text),
    Column("articles", Integer, nullable=False),  # that it brought
    Column("newest_at", String(40)),  # when it last brought one
    Column("wishes", Text, nullable=False),  # JSON: what the feed itself asks for
)

listed = Table(
    "feed_entries",
    metadata,
    Column("feed", String(64), primary_key=True),
    Column("entry", String(64), primary_key=True),  # a hash of its guid or address
    Column("mark", String(64), nullable=False),  # a hash of what the feed says of it
    Column("tries", Integer, nullable=False),  # without success; 0 once it is stored
    Column("seen", BigInteger, nullable=False),  # seconds since 1970
)
