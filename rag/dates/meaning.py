"""What an expression of time is read by, and what it means. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rag.dates.spans import Days
from rag.dates.tense import Tense


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read by.

    Attributes:
        anchor: The day of publication.
        told: What the verb says.
        determiner: last, this, next, past, coming, or nothing.
        rolling: Whether "the" stands before it, as in "over the last week".
        year: A year that another date of the same range gives.
    """

    anchor: date | None
    told: Tense | None = None
    determiner: str = ""
    rolling: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days, or what is known without them; `guessed` where only the verb told which."""

    days: Days | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year_known: bool = False
    guessed: bool = False
