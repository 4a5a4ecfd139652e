"""The tables of conversations and of shared answers, beside those of the articles."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, String, Table, Text

from rag.index.schema import metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", Text, nullable=False),  # a user's name; empty where there is no sign-in
    Column("title", Text, nullable=False),
    Column("named", Integer, nullable=False),  # 1: by its owner, so no question changes it
    Column("words", Text, nullable=False),  # its title as it is searched
    Column("created_at", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False),
    Index("conversations_of", "owner", "changed_at"),
)

turns = Table(
    "conversation_turns",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),  # from 1, without gaps
    Column("id", String(64), nullable=False, unique=True),
    Column("at", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("words", Text, nullable=False),  # of question and answer, as they are searched
    Column("record", Text, nullable=False),  # JSON
    ForeignKeyConstraint(["conversation"], ["conversations.id"]),
)

shares = Table(
    "shares",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("turn", String(64), nullable=False, unique=True),
    Column("at", String(40), nullable=False),
    ForeignKeyConstraint(["turn"], ["conversation_turns.id"]),
)
