"""What became of each question: right or wrong, what was said, what was expected. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.report.meanings import REASONS

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expected:
    """One way to carry a group of evidence, and what became of it.

    Attributes:
        article: Its id.
        quote: The words that were expected, where they are known.
        rank: Of the first passage found of this article; None if none was.
        cited: "cited", "its article is cited" or "not cited"; "" where nothing was answered.
    """

    article: str
    quote: str
    rank: int | None
    cited: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that went wrong, as a report tells it.

    Attributes:
        id: Of the question.
        kind: Of the question.
        question: As it was asked.
        as_of: The day it was asked as of, if any.
        why: One sentence.
        error: What broke, if anything did; then nothing else is known.
        said: What was answered; None if nothing was, or only passages were asked for.
        abstained: Why nothing was answered; "" if something was.
        answers: What would have been right, preferred first; none if to abstain would have been.
        expected: Groups of evidence: all were needed, of each any one.
        first: The passage found first, if any was.
        removed: Sentences that did not pass the check, and why.
    """

    id: str
    kind: str
    question: str
    as_of: str | None
    why: str
    error: str | None
    said: str | None
    abstained: str
    answers: tuple[str, ...]
    expected: tuple[tuple[Expected, ...], ...]
    first: Mapping[str, Any] | None
    removed: tuple[tuple[str, str], ...]


def right(row: Row) -> bool | None:
    """Whether a question went right; where only passages were asked for, whether all evidence came.

    None where that is not known: the row ended in an error, or nothing was scored.
    """
    if row.get("error"):
        return None
    if row.get("correct") is not None:
        return bool(row["correct"])
    found = (row.get("scores") or {}).get("recall@10")
    return None if found is None else found >= 1.0


def said(row: Row) -> str:
    """What a reader saw, in one line."""
    answer = row.get("answer")
    if row.get("error"):
        return f"error: {row['error']}"
    if answer is None:
        return "passages only"
    return f"no answer: {_reason(answer)}" if answer["abstained"] else str(answer["text"])


def failures(rows: Iterable[Row]) -> list[Failure]:
    """The questions that ended in an error or went wrong, errors first."""
    rows = list(rows)
    broken = [row for row in rows if row.get("error")]
    return [_failure(row) for row in [*broken, *(row for row in rows if right(row) is False)]]


def _failure(row: Row) -> Failure:
    answer: Mapping[str, Any] = row.get("answer") or {}
    found: Sequence[Mapping[str, Any]] = row.get("found") or ()
    return Failure(
        id=str(row["id"]),
        kind=str(row["kind"]),
        question=str(row["question"]),
        as_of=row.get("as_of"),
        why=_why(row),
        error=row.get("error"),
        said=None if answer.get("abstained", True) else str(answer["text"]),
        abstained=_reason(answer) if answer.get("abstained") else "",
        answers=tuple(row.get("answers") or ()),
        expected=tuple(
            tuple(_expected(one, row) for one in group) for group in row.get("expected") or ()
        ),
        first={**found[0], "text": _beginning(found[0]["text"])} if found else None,
        removed=tuple((r["text"], r["why"]) for r in answer.get("removed") or ()),
    )


def _why(row: Row) -> str:
    if row.get("error"):
        return "it ended in an error"
    if row.get("correct") is None:
        return "not all of the evidence was in the first ten articles"
    return str(row.get("why") or "it is not known why")


def _reason(answer: Mapping[str, Any]) -> str:
    reason = answer.get("reason")
    return REASONS.get(str(reason), str(reason or "no reason given"))


def _expected(one: Mapping[str, Any], row: Row) -> Expected:
    article, quote = one.get("article_id"), str(one.get("quote") or "")
    ranks = [hit["rank"] for hit in row.get("found") or () if hit["article_id"] == article]
    return Expected(
        str(article or "unknown article"), quote, min(ranks, default=None), _cited(one, row)
    )


def _cited(one: Mapping[str, Any], row: Row) -> str:
    answer = row.get("answer")
    if answer is None or answer["abstained"]:
        return ""
    same = [c for c in answer["citations"] if c["article_id"] == one.get("article_id")]
    if not same:
        return "not cited"
    wanted = _spaced(one.get("quote") or "")
    met = any(wanted in _spaced(c["quote"]) or _spaced(c["quote"]) in wanted for c in same)
    return "cited" if met else "its article is cited"


def _beginning(text: str) -> str:
    """The beginning of a passage in one line; a row holds no more of it."""
    line = _spaced(text)
    return line if line.endswith((".", "!", "?", "”", '"')) else f"{line} …"


def _spaced(text: str) -> str:
    return " ".join(text.split())
