"""Questions from a file of any of the forms that are known, told apart by what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from eval.gold.format import read_gold
from eval.gold.lines import Faults, objects_of, shown, text_of
from eval.gold.question import GoldQuestion
from eval.gold.realtimeqa import BEARING, ORIGINAL, read_realtimeqa
from eval.gold.squad import read_squad, whole
from rag.errors import InputError

Form = Literal["gold", "realtimeqa", "squad"]
ONE = "write one JSON object a line, as eval/gold/README.md says"


def read_questions(path: Path) -> list[GoldQuestion]:
    """The questions of a file of gold, of a RealTimeQA-like or of a SQuAD-like one.

    Raises:
        InputError: If it is none of these, or anything is wrong with it, naming each place.
    """
    form = form_of(path)
    if form == "squad":
        return read_squad(path)[0]
    return read_realtimeqa(path) if form == "realtimeqa" else read_gold(path)


def form_of(path: Path) -> Form:
    """Which form a file has, by the fields in it; a file with no object in it counts as gold.

    Raises:
        InputError: If it has none of them.
    """
    text = text_of(path)
    value = whole(text)
    if isinstance(value, list):
        raise InputError(f"{path} is one JSON list; {ONE}")
    if isinstance(value, dict) and isinstance(value.get("data"), list):
        return "squad"
    forms: set[Form | None] = set()
    first: dict[str, Any] = {}
    for _, row in objects_of(text, Faults(path)):
        first = first or row
        forms.add(_form(row))
    for form in ("squad", "realtimeqa", "gold"):
        if form in forms:
            return form
    if first:
        raise InputError(
            f"{path} is no file of questions of a known form: its first object has the fields "
            f"{shown(list(first))}; {ONE}"
        )
    return "gold"


def _form(row: Mapping[str, Any]) -> Form | None:
    if "context" in row and "question" in row and _spans(row.get("answers")):
        return "squad"
    listed = isinstance(row.get("evidence"), list)
    if ORIGINAL in row or (not listed and any(name in row for name in BEARING)):
        return "realtimeqa"
    return "gold" if "question" in row else None


def _spans(answers: Any) -> bool:
    """Whether answers are given as spans, not as strings; none at all can be spans."""
    listed = answers if isinstance(answers, list) else []
    return not any(isinstance(answer, str) for answer in listed)
