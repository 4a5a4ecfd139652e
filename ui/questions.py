"""Files of questions, one JSON object a line, with errors that name the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rag.domain import Exchange
from rag.errors import InputError
from ui.lines import objects

EXAMPLE = '{"id": …, "question": …}'


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the file."""

    text: str
    id: Any = None
    as_of: date | None = None
    history: tuple[Exchange, ...] = ()


def read_questions(path: Path) -> Iterator[Question]:
    """The questions of a file; blank lines are skipped, other fields ignored.

    Raises:
        InputError: Where a line is wrong, naming file, line and what to do.
    """
    for place, row in objects(path, "questions", EXAMPLE):
        yield _question(row, place)


def _question(row: dict[str, Any], place: str) -> Question:
    text = row.get("question", row.get("query"))
    if not isinstance(text, str) or not text.strip():
        raise InputError(f'{place} has no question; write it as a string under "question"')
    return Question(text, row.get("id"), _day(row.get("as_of"), place), _history(row, place))


def _day(value: Any, place: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise InputError(f"{place}: as_of is {value!r}, not a date like 2026-05-12") from error


def _history(row: dict[str, Any], place: str) -> tuple[Exchange, ...]:
    turns = row.get("history") or []
    try:
        return tuple(Exchange(str(turn["question"]), str(turn["answer"])) for turn in turns)
    except (TypeError, KeyError) as error:
        raise InputError(
            f'{place}: history must be a list of {{"question": …, "answer": …}}'
        ) from error
