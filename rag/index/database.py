"""Opening the archive's database: SQLite with WAL, or any other that SQLAlchemy knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    update,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateColumn

from rag.errors import LibraryError
from rag.index.schema import metadata, versions

PRAGMAS = (
    "busy_timeout=30000",  # milliseconds a second writer waits
    "journal_mode=WAL",  # readers and one writer do not wait for each other
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "mmap_size=268435456",
)

WRITERS = 0x0DA7E11E  # the advisory lock of those who write to a Postgres archive


def open_database(url: str) -> tuple[Engine, Engine]:
    """Open (and on first use make) the tables; one made before it had all columns gets the others.

    Args:
        url: A SQLAlchemy URL (`sqlite:///…`, `postgresql+psycopg://…`).

    Returns:
        An engine to read with and one whose transactions take the writer's place at their start.

    Raises:
        LibraryError: If it cannot be opened; a password in the URL is not repeated.
    """
    try:
        parsed = make_url(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        if sqlite and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
        if sqlite:
            event.listen(engine, "connect", _tune)
            event.listen(engine, "begin", _begin)
        else:
            event.listen(engine, "begin", _queue_writers)
        writes = engine.execution_options(writes=True)
        with writes.begin() as connection:
            metadata.create_all(connection)
            _widen(connection, versions)
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise LibraryError(
            f"the archive {url.split('@')[-1]!r} cannot be opened: {error}. "
            "Check DATELINE_LIBRARY and DATELINE_ARCHIVE_URL, and that the disk is writable."
        ) from error
    return engine, writes


def upsert(
    connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Update the row with this key, or insert it."""
    where = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(update(table).where(*where).values(**values)).rowcount:
        connection.execute(insert(table).values(**key, **values))


def _widen(connection: Connection, table: Table) -> None:
    """Give a table of an older Dateline, which can go on using it, the columns that came later."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            written = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {written}")


def _tune(connection: Any, _record: Any) -> None:
    connection.isolation_level = (
        None  # transactions begin where _begin says, not where sqlite3 does
    )
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _queue_writers(connection: Connection) -> None:
    """One writer at a time, so that changes are committed in the order of their numbers."""
    postgres = connection.dialect.name == "postgresql"
    if postgres and connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
