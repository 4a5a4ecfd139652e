"""Conversations for tests: a clock that ticks, ids that count, turns that were answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from rag.conversations import ConversationTurn
from rag.domain import Scope, Window
from rag.index.archive import Archive

START = datetime(2026, 11, 23, 8, tzinfo=UTC)


def ticking() -> Callable[[], datetime]:
    """A clock that is a second later each time."""
    seconds = count()
    return lambda: START + timedelta(seconds=next(seconds))


def counting() -> Callable[[], str]:
    """Ids in order."""
    numbers = count(1)
    return lambda: f"id-{next(numbers)}"


def answered(question: str = "Who won?", text: str = "Rovers won [1].", **said: Any):
    """A turn as it is stored."""
    answer = {"question": question, "as_of": "2026-11-23", "text": text}
    return ConversationTurn(question, answer=answer, **said)


WHOLE = ConversationTurn(
    "Who won?",
    asked=Scope(Window(date(2026, 5, 1), None), ("The Herald",), date(2026, 6, 1)),
    answer={"text": "Rovers won [1].", "citations": [{"quote": "Böe 🌊"}]},
    receipt={"digest": "0" * 64},
    found={"query": "won", "results": []},
)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.db'}"
    served: str = request.getfixturevalue("postgres_url")
    engine = create_engine(served)
    with engine.begin() as connection:
        connection.execute(text("drop table if exists shares, conversation_turns, conversations"))
    engine.dispose()
    return served


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    opened = Archive(url)
    yield opened
    opened.close()
