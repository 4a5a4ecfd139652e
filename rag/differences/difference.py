"""A difference: what kind it is, and how a reader is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number",
    "unit",
    "date",
    "name",
    "speaker",
    "negation",
    "modality",
    "direction",
    "roles",
    "quotation",
    "words",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """Why a span does not carry a sentence.

    Attributes:
        kind: Which comparison found it.
        why: A clause for a reader, as in "the article says 52-48, not 58-42".
        said: What the sentence says otherwise, where that is a few words: "58-42".
        given: What the span has in its place: "52-48".
    """

    kind: Kind
    why: str
    said: str = ""
    given: str = ""
