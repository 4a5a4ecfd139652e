"""Fields that the requests of several APIs have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from rag.answering import readable


def _listed(given: object) -> object:
    """A list, of whatever it is; a name alone is one, too."""
    names = [] if given is None else [given] if isinstance(given, str) else given
    if not isinstance(names, list):
        return names
    return [readable(name) if isinstance(name, str) else name for name in names]


Outlets = Annotated[list[str], BeforeValidator(_listed), Field(max_length=100)]
"""Names of outlets: a list, a single one, or null."""
