"""Fields of articles under other names: `text=body`, `title=article.headline`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rag.errors import InputError

KNOWN = (
    *("text", "title", "url", "id", "authors", "outlet"),
    *("published_at", "modified_at", "language", "section", "labels", "wire"),
)

Fields = Mapping[str, str]
"""Our names to theirs; an empty name of theirs leaves the field out."""


def parse_fields(given: Iterable[str]) -> dict[str, str]:
    """The mapping that options like `text=body` spell.

    Raises:
        InputError: If one is malformed or names no field of ours.
    """
    fields: dict[str, str] = {}
    for one in given:
        ours, equals, theirs = (part.strip() for part in one.partition("="))
        if not equals or ours not in KNOWN:
            raise InputError(
                f"--field {one!r} is not understood: write OURS=THEIRS as in text=body, where OURS "
                f"is one of {', '.join(KNOWN)}"
            )
        if ours in fields:
            raise InputError(f"--field {ours} is given twice; one name can be read")
        fields[ours] = theirs
    return fields


def renamed(value: object, fields: Fields) -> object:
    """An object with our names; dots lead into objects, and what is not there stays as it is."""
    if not fields or not isinstance(value, dict):
        return value
    given = {ours: _at(value, theirs) for ours, theirs in fields.items()}
    left_out = {ours for ours, theirs in fields.items() if not theirs}
    return {name: found for name, found in value.items() if name not in left_out} | {
        ours: found for ours, found in given.items() if found is not None
    }


def _at(value: dict[str, object], path: str) -> object:
    if path in value:
        return value[path]
    found: object = value
    for name in path.split("."):
        if not isinstance(found, dict):
            return None
        found = found.get(name)
    return found


def unnamed(names: Iterable[str]) -> str:
    """What to say where no field is the text, and these are there."""
    there = ", ".join(repr(str(name)[:40]) for name in list(names)[:12]) or "none"
    return f"there is no field `text` (there are: {there}); say which it is with --field text=NAME"
