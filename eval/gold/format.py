"""Reading and writing gold questions as JSON Lines; README.md here says what a field means."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from pathlib import Path

from eval.gold.fields import Fields
from eval.gold.lines import Faults, objects_of, shown, text_of
from eval.gold.question import KINDS, Alternative, GoldQuestion, Kind, gold_digest, gold_json
from rag.domain import Exchange, Window
from rag.errors import InputError

__all__ = [
    "KINDS",
    "Alternative",
    "GoldQuestion",
    "Kind",
    "gold_digest",
    "gold_json",
    "question_of",
    "read_gold",
    "read_lines",
    "write_gold",
]

EVIDENCE = 'write [[{"article_id" or "url", "quote"?}, …], …]'
HISTORY = 'write [{"question", "answer"}, …], oldest first'

Make = Callable[[Fields], GoldQuestion | None]
"""Makes a question of a line; None where the line is at fault."""


def read_gold(path: Path) -> list[GoldQuestion]:
    """The questions of a JSON Lines file, which may be packed with gzip.

    Raises:
        InputError: If anything is wrong, with a line "FILE:LINE: what; what to do" for each fault.
    """
    return read_lines(path, question_of)


def read_lines(path: Path, make: Make) -> list[GoldQuestion]:
    """The questions that are made of the lines of a file.

    Raises:
        InputError: If anything is wrong with it, or there are none.
    """
    faults = Faults(path)
    found = [make(Fields(row, n, faults)) for n, row in objects_of(text_of(path), faults)]
    faults.end()
    questions = [question for question in found if question is not None]
    if not questions:
        raise InputError(f"{path} has no questions; write one JSON object a line")
    return questions


def question_of(fields: Fields) -> GoldQuestion | None:
    """The question of one line; None where something is wrong with it."""
    kind, answerable, answers = _asked(fields)
    question = GoldQuestion(
        id=fields.id(),
        question=fields.text("question"),
        kind=kind,
        answerable=answerable,
        answers=answers,
        evidence=_evidence(fields),
        as_of=fields.day("as_of"),
        history=_history(fields),
        choices=fields.strings("choices") or (),
        window=_window(fields),
        windowed="window" in fields.row,
    )
    if fields.sound:
        _agree(question, fields)
    return question if fields.sound else None


def _asked(fields: Fields) -> tuple[Kind, bool, tuple[str, ...]]:
    """Kind, whether there is an answer, and the answers; what is not said follows from the rest."""
    said, answerable, answers = _kind(fields), fields.flag("answerable"), fields.strings("answers")
    if answers is None and answerable is not False and said != "unanswerable" and fields.sound:
        fields.fault('there are no answers; write ["…"], or [] where the right reply is to abstain')
    if answerable is None:
        answerable = said != "unanswerable" if said else bool(answers)
    return said or ("single" if answerable else "unanswerable"), answerable, answers or ()


def _kind(fields: Fields) -> Kind | None:
    value = fields.row.get("kind")
    if value is None:
        return None
    kind = KINDS.get(value) if isinstance(value, str) else None
    if kind is None:
        fields.fault(f"there is no kind {shown(value)}; write one of {', '.join(KINDS)}")
    return kind


def _agree(question: GoldQuestion, fields: Fields) -> None:
    """Note where the fields of a question contradict each other."""
    if question.answerable is (question.kind == "unanswerable"):
        said = f"kind is {shown(question.kind)} but answerable {shown(question.answerable)}"
        fields.fault(f'{said}; the kind "unanswerable" is the one without an answer')
    elif question.answerable and not question.answers:
        fields.fault('it is answerable but has no answers; write them, or "answerable": false')
    elif not question.answerable and (question.answers or question.evidence):
        has = "answers" if question.answers else "evidence"
        fields.fault(f"it is unanswerable but has {has}; take them out, or correct its kind")
    if question.kind == "follow-up" and not question.history:
        fields.fault(f"it is a follow-up without history; {HISTORY}")
    folded = {answer.strip().casefold() for answer in question.answers}
    offered = {choice.strip().casefold() for choice in question.choices}
    if folded and offered and not folded & offered:
        fields.fault("none of its choices is among its answers; write one there to the letter")


def _evidence(fields: Fields) -> tuple[tuple[Alternative, ...], ...]:
    groups = fields.row.get("evidence")
    if groups is None:
        return ()
    if not isinstance(groups, list) or not all(isinstance(g, list) and g for g in groups):
        fields.fault(f"evidence is {shown(groups)}, not a list of non-empty lists; {EVIDENCE}")
        return ()
    return tuple(
        tuple(
            _alternative(inner)
            for inner in Fields({"evidence": g}, fields.place, fields.faults).inside(
                "evidence", EVIDENCE
            )
        )
        for g in groups
    )


def _alternative(fields: Fields) -> Alternative:
    article_id = fields.optional("article_id", 'write the article\'s id, or its "url"')
    url = fields.optional("url", "write an http or https address")
    if url and not url.startswith(("http://", "https://")):
        fields.fault(f"url is {shown(url)}; write an http or https address")
    if article_id is None and url is None and fields.sound:
        fields.fault(f"evidence {shown(fields.row)} names no article; {EVIDENCE}")
    return Alternative(article_id, url, fields.optional("quote", "leave it out where unknown"))


def _history(fields: Fields) -> tuple[Exchange, ...]:
    turns = fields.inside("history", HISTORY)
    return tuple(Exchange(turn.text("question"), turn.text("answer")) for turn in turns)


def _window(fields: Fields) -> Window | None:
    value = fields.row.get("window")
    if value is None:
        return None
    if not isinstance(value, dict):
        fields.fault(f'window is {shown(value)}; write {{"from", "to"}}, or null for none')
        return None
    inner = Fields(value, fields.place, fields.faults)
    start, end = inner.day("from", "window.from"), inner.day("to", "window.to")
    if start is None and end is None and inner.sound:
        fields.fault("window has neither from nor to; write a date, or null for no window")
    elif start and end and start > end:
        fields.fault(f"window runs from {start} back to {end}; exchange them")
    return Window(start, end)


def write_gold(questions: Iterable[GoldQuestion], file: Path) -> None:
    """Write a file that `read_gold` reads; one named .gz is packed, always to the same bytes.

    Raises:
        InputError: If it cannot be written.
    """
    lines = (json.dumps(gold_json(q), ensure_ascii=False) + "\n" for q in questions)
    data = "".join(lines).encode()
    try:
        file.write_bytes(gzip.compress(data, mtime=0) if file.suffix == ".gz" else data)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error}; name another file") from error
