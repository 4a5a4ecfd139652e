"""Files of JSON objects, one a line, read as they come, with errors that name file and line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any

from rag.errors import InputError

STDIN = Path("-")


def objects(path: Path, what: str, example: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file, or of standard input if it is `-`, each with its place.

    Args:
        path: The file.
        what: What its lines are, for a message: "questions".
        example: What a line looks like.

    Raises:
        InputError: Where a line is wrong, naming file, line and what to do.
    """
    named = "stdin" if path == STDIN else str(path)
    try:
        with _opened(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{named}:{number}", _object(line, f"{named}:{number}", example)
    except OSError as error:
        raise InputError(f"the {what} {named!r} cannot be read: {error}") from error


def count(path: Path) -> int:
    """How many lines a file has, for a progress bar; 0 where that is not known before its end."""
    if path == STDIN or not path.is_file():
        return 0
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _opened(path: Path) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if path == STDIN else path.open("rb")


def _object(line: bytes, place: str, example: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{place} is not UTF-8 ({error.reason}); save it as UTF-8") from error
    except RecursionError as error:
        raise InputError(f"{place} is nested too deeply; write {example}") from error
    except ValueError as error:
        raise InputError(f"{place} is not JSON: {error}; write {example}") from error
    if not isinstance(row, dict):
        raise InputError(f"{place} is no object; write {example}")
    return row
