"""What a gold question is: a question and what a right answer to it is, and its JSON. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal, get_args

from rag.domain import Exchange, Window

Kind = Literal[
    "single",
    "multi-article",
    "comparison",
    "temporal",
    "follow-up",
    "unanswerable",
    "contradicted",
    "updated",
]
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
"""Their names, as files write them."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to carry a group: an article (by id or by URL), and the quote where it is known."""

    article_id: str | None = None
    url: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what a right answer is.

    Attributes:
        id: Unique in its file.
        question: As a reader would type it.
        kind: What makes it hard.
        answerable: If not, the right reply is to abstain.
        answers: Accepted strings, the preferred one first; none if unanswerable.
        evidence: All groups are needed; inside a group any alternative suffices.
        as_of: The clock: nothing published later may be used.
        history: Earlier turns, oldest first.
        choices: Of a multiple-choice question; one of them is in `answers`.
        window: The days that the question asks for.
        windowed: Whether it is known what window is right; then None means none.
    """

    id: str
    question: str
    kind: Kind
    answerable: bool
    answers: tuple[str, ...] = ()
    evidence: tuple[tuple[Alternative, ...], ...] = ()
    as_of: date | None = None
    history: tuple[Exchange, ...] = ()
    choices: tuple[str, ...] = ()
    window: Window | None = None
    windowed: bool = False


def gold_json(question: GoldQuestion) -> dict[str, Any]:
    """A question as a line of the file has it; what may be left out and is empty is left out."""
    row: dict[str, Any] = {
        "id": question.id,
        "question": question.question,
        "answers": list(question.answers),
        "answerable": question.answerable,
        "kind": question.kind,
        "as_of": question.as_of.isoformat() if question.as_of else None,
    }
    if question.windowed or question.window:
        row["window"] = _days(question.window) if question.window else None
    if question.history:
        row["history"] = [{"question": t.question, "answer": t.answer} for t in question.history]
    if question.choices:
        row["choices"] = list(question.choices)
    return row | {"evidence": [[_named(a) for a in group] for group in question.evidence]}


def _days(window: Window) -> dict[str, str | None]:
    ends = {"from": window.start, "to": window.end}
    return {name: day.isoformat() if day else None for name, day in ends.items()}


def _named(alternative: Alternative) -> dict[str, str]:
    fields = {name: getattr(alternative, name) for name in Alternative.__slots__}
    return {name: value for name, value in fields.items() if value is not None}


def gold_digest(questions: Iterable[GoldQuestion]) -> str:
    """SHA-256 (hex) of questions, in whatever order and layout they were written."""
    rows = sorted((gold_json(question) for question in questions), key=lambda row: str(row["id"]))
    canonical = json.dumps(rows, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()
