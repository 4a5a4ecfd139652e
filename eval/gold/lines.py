"""Files of JSON as text and as lines, and all that is wrong with one in a single error."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rag.errors import InputError

GZIP = b"\x1f\x8b"
LISTED = 20  # faults that an error names; the rest are counted
SHOWN = 60  # characters of a value in a message


class Faults:
    """What is wrong with a file, gathered so that one error names it all.

    Attributes:
        path: The file, as messages name it.
        ids: Where each id of a question stands.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ids: dict[str, int | str] = {}
        self._found: list[str] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, place: int | str, what: str) -> None:
        """Note a fault at a line (from 1), or at a place in words."""
        gap = ":" if isinstance(place, int) else ": "
        self._found.append(f"{self.path}{gap}{place}: {what}")

    def end(self) -> None:
        """Nothing, if nothing is wrong.

        Raises:
            InputError: With a line for each fault, up to `LISTED`.
        """
        if not self._found:
            return
        more = len(self._found) - LISTED
        tail = [f"… and {more} more faults in {self.path}"] if more > 0 else []
        raise InputError("\n".join(self._found[:LISTED] + tail))


def text_of(path: Path) -> str:
    """What a UTF-8 file says; it may be packed with gzip and begin with a byte order mark.

    Raises:
        InputError: If it cannot be read.
    """
    try:
        data = path.read_bytes()
        if data.startswith(GZIP):
            data = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            f"{path} cannot be read: {error}; name a file of questions that can"
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: not UTF-8 ({error.reason}); save it as UTF-8") from error


def objects_of(text: str, faults: Faults) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of JSON Lines with the numbers of their lines; blank lines are skipped."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except RecursionError:
            faults.add(number, "nested too deeply; write one flat JSON object a line")
        except ValueError as error:
            faults.add(number, f"not JSON: {error}; write one JSON object a line")
        else:
            if isinstance(value, dict):
                yield number, value
            else:
                faults.add(number, f"not an object but {shown(value)}; write one object a line")


def shown(value: object) -> str:
    """A value as JSON, shortened for a message."""
    try:
        written = json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "something nested deeply"
    written = written.encode("utf-8", "backslashreplace").decode()
    return written if len(written) <= SHOWN else written[: SHOWN - 1] + "…"
