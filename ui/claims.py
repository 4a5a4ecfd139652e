"""Claims with their documents, from a file or a request, and what is said of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.domain import epoch
from rag.errors import InputError
from rag.verifying import Verification, Verifier
from ui.lines import objects

_HALF = re.compile(r"[\ud800-\udfff]")
EXAMPLE = '{"id": …, "claim": …, "doc": …}'


@dataclass(frozen=True, slots=True)
class Claim:
    """A line of the file.

    Attributes:
        text: What is said.
        doc: What should carry it.
        id: Whatever stands there; it comes back as it is.
        published_at: When the document was published, in ISO 8601.
    """

    text: str
    doc: str
    id: Any = None
    published_at: str | None = None


def read_claims(path: Path) -> Iterator[Claim]:
    """The claims of a file, or of standard input if it is `-`; other fields are ignored.

    Raises:
        InputError: Where a line is wrong, naming file, line and what to do.
    """
    for place, row in objects(path, "claims", EXAMPLE):
        yield claim_of(row, place)


def claim_of(row: dict[str, Any], place: str) -> Claim:
    """A claim from its JSON.

    Raises:
        InputError: If a field is missing or malformed, naming the place.
    """
    claim, doc = _text(row, "claim", place), _text(row, "doc", place)
    if not claim.strip():
        raise InputError(f'{place} has a blank claim; write what is said under "claim"')
    published = row.get("published_at")
    try:
        if published is not None:
            epoch(published)
    except (TypeError, ValueError) as error:
        raise InputError(
            f"{place}: published_at is {published!r}, not a date like 2026-05-12"
        ) from error
    _whole(json.dumps(row.get("id"), ensure_ascii=False), "id", place)
    return Claim(claim, doc, row.get("id"), published)


def judged(claim: Claim, verifier: Verifier) -> dict[str, Any]:
    """The line of JSON that answers a claim; `text == doc[start:end]` of each quote."""
    found = verifier.verify(claim.text, claim.doc, claim.published_at)
    return {"id": claim.id} | verification_json(found)


def verification_json(found: Verification) -> dict[str, Any]:
    """What was found of a claim, as `dateline verify` prints it."""
    return {
        "supported": found.supported,
        "score": round(found.score, 4),
        "why": found.why,
        "quotes": [{"start": q.start, "end": q.end, "text": q.text} for q in found.quotes],
    }


def _text(row: dict[str, Any], name: str, place: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise InputError(f'{place} has no {name}; write it as a string under "{name}"')
    return _whole(value, name, place)


def _whole(value: str, name: str, place: str) -> str:
    """A text that can be printed."""
    if not value.isascii() and _HALF.search(value):
        raise InputError(f"{place}: {name} has half a character (a lone surrogate); take it out")
    return value
