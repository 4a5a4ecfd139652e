"""RealTimeQA-like JSON Lines as gold questions: dated news quizzes, mostly multiple-choice."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from eval.gold.fields import Fields
from eval.gold.format import question_of, read_lines
from eval.gold.lines import shown
from eval.gold.question import Alternative, GoldQuestion
from ingest.identity import canonical

BEARING = ("gold_article_ids", "answer_bearing_article_ids")
"""Fields that mark a line with the articles that answer it."""

ORIGINAL = "question_sentence"
"""The field that marks a line of the data as it was published."""

_LINK = re.compile(r"""<a\s[^>]*?href\s*=\s*["']\s*(https?://[^"'\s]+)""", re.IGNORECASE)


def read_realtimeqa(path: Path) -> list[GoldQuestion]:
    """The questions of RealTimeQA (Kasai et al., NeurIPS 2023) and of files like it.

    Two kinds of lines are read: as published (`question_id`, `question_date`, `question_sentence`,
    `choices`, `answer` with indices of choices from 0, `evidence` in HTML), and pooled (`id`,
    `question`, `as_of`, `answers`, `choices`, and the fields of `BEARING`). The articles that a
    published line links to in its evidence, and those that a pooled line lists, become one group
    of alternatives without quotes. A choice "None of the above" is a choice like any other.

    Raises:
        InputError: If anything is wrong, naming the line of each fault.
    """
    return read_lines(path, _question)


def _question(fields: Fields) -> GoldQuestion | None:
    return _published(fields) if ORIGINAL in fields.row else _pooled(fields)


def _pooled(fields: Fields) -> GoldQuestion | None:
    listed = [fields.strings(name) or () for name in BEARING]
    ids = dict.fromkeys(name for names in listed for name in names)
    group = [{"article_id": name} for name in ids]
    said = fields.row.get("evidence")
    evidence = said if isinstance(said, list) else [group] if group else []
    row = fields.row | {"evidence": evidence}
    question = question_of(Fields(row, fields.place, fields.faults))
    return question if fields.sound else None


def _published(fields: Fields) -> GoldQuestion | None:
    choices = fields.strings("choices") or ()
    answers = _answers(fields, choices) if fields.sound else ()
    name, text = fields.id("question_id"), fields.text(ORIGINAL)
    said = fields.row.get("question_date")
    date = {"question_date": said.replace("/", "-") if isinstance(said, str) else said}
    day = Fields(date, fields.place, fields.faults).day("question_date")
    if not fields.sound:
        return None
    group = _links(fields.row.get("evidence"))
    return GoldQuestion(
        id=name,
        question=text,
        kind="single",
        answerable=True,
        answers=answers,
        evidence=(group,) if group else (),
        as_of=day,
        choices=choices,
    )


def _answers(fields: Fields, choices: tuple[str, ...]) -> tuple[str, ...]:
    """The choices that the answer names by number; without choices, the answer itself."""
    said = fields.row.get("answer")
    if not choices and isinstance(said, list):
        said = [item for item in said if isinstance(item, str) and item.strip()]
    if not isinstance(said, list) or not said:
        fields.fault(f'answer is {shown(said)}; write the number of the right choice as ["0"]')
        return ()
    if not choices:
        return tuple(dict.fromkeys(said))
    picked = [_choice(item, choices) for item in said]
    for item, choice in zip(said, picked, strict=True):
        if choice is None:
            last = len(choices) - 1
            fields.fault(f"answer {shown(item)} is no choice; write a number from 0 to {last}")
    return tuple(dict.fromkeys(choice for choice in picked if choice is not None))


def _choice(item: Any, choices: tuple[str, ...]) -> str | None:
    if isinstance(item, bool) or not isinstance(item, str | int):
        return None
    number = str(item).strip()
    if number.isdecimal():
        return choices[int(number)] if int(number) < len(choices) else None
    return number if number in choices else None


def _links(evidence: Any) -> tuple[Alternative, ...]:
    """The articles that a piece of HTML links to, each once."""
    if not isinstance(evidence, str):
        return ()
    urls = dict.fromkeys(canonical(html.unescape(url)) for url in _LINK.findall(evidence))
    return tuple(Alternative(url=url) for url in urls)
