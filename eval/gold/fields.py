"""The fields of one JSON object, each read as what it should be, with a fault where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from eval.gold.lines import Faults, shown
from ingest.readers.jsonl import UNSTORABLE


class Fields:
    """One object; null counts as absent, and fields that nobody asks for are ignored.

    A field that is wrong is noted and read as absent, so that one look finds every fault.

    Args:
        row: The object.
        place: Its line, or where it stands in words.
        faults: Where faults are noted.
    """

    def __init__(self, row: dict[str, Any], place: int | str, faults: Faults) -> None:
        self.row = row
        self.place = place
        self.faults = faults
        self._before = len(faults)

    @property
    def sound(self) -> bool:
        """Whether nothing wrong was found in it so far."""
        return len(self.faults) == self._before

    def fault(self, what: str) -> None:
        """Note what is wrong."""
        self.faults.add(self.place, what)

    def id(self, name: str = "id") -> str:
        """The id of a question, a string or a whole number; no other in the file may have it."""
        value = self.row.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        found = self._string(name, value, f'write one under "{name}", unique in the file')
        if not found:
            return ""
        other = self.faults.ids.setdefault(found, self.place)
        if other != self.place:
            where = f"on line {other}" if isinstance(other, int) else f"at {other}"
            self.fault(f"{name} {shown(found)} is used {where}, too; give each question its own")
        return found

    def text(self, name: str) -> str:
        """A string that must be there and say something."""
        return self._string(name, self.row.get(name), f'write it as a string under "{name}"')

    def optional(self, name: str, remedy: str) -> str | None:
        """A string that may be missing, but not be blank."""
        value = self.row.get(name)
        return None if value is None else self._string(name, value, remedy) or None

    def strings(self, name: str) -> tuple[str, ...] | None:
        """A list of strings that say something; None if it is missing."""
        value = self.row.get(name)
        if value is None:
            return None
        if not isinstance(value, list):
            self.fault(f'{name} is {shown(value)}, not a list of strings; write ["…"]')
            return None
        remedy = f"{name} is a list of strings; correct it or take it out"
        found = [self._string(f"{name}[{n}]", item, remedy) for n, item in enumerate(value)]
        return tuple(item for item in found if item)

    def flag(self, name: str) -> bool | None:
        """True or false; None if it is missing."""
        value = self.row.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.fault(f"{name} is {shown(value)}; write true or false")
        return None

    def day(self, name: str, called: str | None = None) -> date | None:
        """An ISO date (of a datetime its day); None if it is missing."""
        value = self.row.get(name)
        if value is None:
            return None
        try:
            return _day(value)
        except (TypeError, ValueError):
            self.fault(f"{called or name} is {shown(value)}, not a date; write one like 2026-05-12")
            return None

    def inside(self, name: str, remedy: str) -> Iterator[Fields]:
        """The objects of a list, each with its fields; nothing if it is missing."""
        value = self.row.get(name)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(f"{name} is {shown(value)}, not a list; {remedy}")
            return
        for item in value:
            if isinstance(item, dict):
                yield Fields(item, self.place, self.faults)
            else:
                self.fault(f"{name} holds {shown(item)}, not an object; {remedy}")

    def _string(self, name: str, value: object, remedy: str) -> str:
        if value is None:
            self.fault(f"there is no {name}; {remedy}")
        elif not isinstance(value, str):
            self.fault(f"{name} is {shown(value)}, not a string; {remedy}")
        elif not value.strip():
            self.fault(f"{name} is blank; {remedy}")
        elif bad := UNSTORABLE.search(value):
            self.fault(f"{name} has a character that no text can hold, {bad[0]!a}; take it out")
        else:
            return value
        return ""


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return datetime.fromisoformat(value).date()
