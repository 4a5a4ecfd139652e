"""Readers' feedback as gold questions: what they confirmed, and what they set right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from eval.gold.question import Alternative, GoldQuestion, Kind
from rag.citations import without_markers
from rag.domain import Exchange, epoch
from rag.errors import DatelineError

Record = Mapping[str, Any]


class _Skipped(DatelineError):
    """A record that makes no question, and why."""


def from_feedback(records: Iterable[Record]) -> tuple[list[GoldQuestion], list[str]]:
    """The questions that feedback makes, oldest first, and why the rest of it makes none.

    An answer that was found right becomes a question with its text as the answer and its citations
    as evidence, a group each; an abstention that was found right an unanswerable one. An answer
    that was set right becomes a question with the correction as the answer, and those citations
    as evidence that state it. Of one question (with the same clock and the same turns before it)
    that was judged more than once, the latest judgement counts.

    Args:
        records: Each `{"id", "at", "rating": "up" | "down", "comment", "correction", "history",
            "answer"}`, the answer as `dateline ask --json` prints it.

    Returns:
        The questions, and a line of words for each record without one.
    """
    skipped: list[str] = []
    judged: list[tuple[int, int, Record, tuple[Any, ...]]] = []
    for order, record in enumerate(records):
        try:
            judged.append((_at(record), order, record, _asked(record)))
        except _Skipped as reason:
            skipped.append(f"{_name(record)}: {reason}")
    judged.sort(key=lambda item: item[:2])
    latest = {asked: record for _, _, record, asked in judged}
    questions = []
    for _, _, record, asked in judged:
        try:
            if latest[asked] is not record:
                raise _Skipped(f"judged again later, in {_name(latest[asked])}")
            questions.append(_question(record, *asked))
        except _Skipped as reason:
            skipped.append(f"{_name(record)}: {reason}")
    return questions, skipped


def _question(
    record: Record, text: str, as_of: date, history: tuple[Exchange, ...]
) -> GoldQuestion:
    answers, cited = _judged(record)
    kind: Kind = "unanswerable"
    if answers:
        articles = {alternative.article_id for alternative in cited}
        kind = "multi-article" if len(articles) > 1 and record["rating"] == "up" else "single"
        kind = "follow-up" if history else kind
    return GoldQuestion(
        id=_name(record),
        question=text,
        kind=kind,
        answerable=bool(answers),
        answers=answers,
        evidence=tuple((alternative,) for alternative in cited) if answers else (),
        as_of=as_of,
        history=history,
    )


def _judged(record: Record) -> tuple[tuple[str, ...], list[Alternative]]:
    """The accepted answers and the evidence for them; neither where abstaining was right."""
    answer, rating = record["answer"], record.get("rating")
    if rating == "up":
        if answer.get("abstained"):
            return (), []
        said = without_markers(_text(answer, "text")).strip()
        if not said:
            raise _Skipped("the answer that was found right says nothing")
        return (said,), _cited(answer)
    if rating != "down":
        raise _Skipped(f"its rating is {rating!r}, neither up nor down")
    correction = _text(record, "correction").strip()
    if not correction:
        raise _Skipped("says that the answer is wrong, not what is right")
    stated = [a for a in _cited(answer) if _states(a.quote or "", correction)]
    return (correction,), stated


def _cited(answer: Record) -> list[Alternative]:
    cited = answer.get("citations")
    listed = cited if isinstance(cited, list | tuple) else []
    found = [Alternative(_text(c, "article_id"), quote=_text(c, "quote") or None) for c in listed]
    return list(dict.fromkeys(alternative for alternative in found if alternative.article_id))


def _states(quote: str, said: str) -> bool:
    """Whether a quote holds these words as whole words; "2" is not in "2026" nor in "2.5"."""
    pattern = r"\s+".join(re.escape(word) for word in said.split())
    return bool(
        re.search(rf"(?<!\w)(?<!\d[.,]){pattern}(?!\w)(?![.,]\d)", quote, flags=re.IGNORECASE)
    )


def _asked(record: Record) -> tuple[str, date, tuple[Exchange, ...]]:
    """What was asked: the question, its clock and the turns before it."""
    answer = record.get("answer")
    if not isinstance(answer, Mapping):
        raise _Skipped("there is no answer that it is about")
    question = _text(answer, "question").strip()
    if not question:
        raise _Skipped("its answer does not say what was asked")
    try:
        as_of = date.fromisoformat(_text(answer, "as_of")[:10])
    except ValueError:
        raise _Skipped(f"its answer's as_of is {answer.get('as_of')!r}, not a date") from None
    turns = record.get("history") or []
    listed = turns if isinstance(turns, list | tuple) else [turns]
    history = tuple(Exchange(_text(t, "question"), _text(t, "answer")) for t in listed)
    if not all(turn.question.strip() and turn.answer.strip() for turn in history):
        raise _Skipped("a turn before it has no question or no answer")
    return question, as_of, history


def _at(record: Record) -> int:
    try:
        return epoch(_text(record, "at"))
    except ValueError:
        raise _Skipped(f"its time is {record.get('at')!r}, not an ISO datetime") from None


def _text(fields: Any, name: str) -> str:
    """A string of an object; empty where there is none."""
    value = fields.get(name) if isinstance(fields, Mapping) else None
    return value if isinstance(value, str) else ""


def _name(record: Record) -> str:
    return f"feedback-{record.get('id')}"
