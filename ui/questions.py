"""Files of questions, one JSON object a line, with errors that name the line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rag.domain import Exchange
from rag.errors import InputError


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
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _question(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the questions {str(path)!r} cannot be read: {error}") from error


def _question(line: str, place: str) -> Question:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{place} is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f'{place} is no object; write {{"id": …, "question": …}}')
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
