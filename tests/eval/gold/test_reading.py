"""The form of a file of questions is told by what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.gold.format import write_gold
from eval.gold.reading import form_of, read_questions
from rag.errors import InputError
from tests.eval.gold.making import QUESTION, written
from tests.eval.gold.test_realtimeqa import POOLED, PUBLISHED
from tests.eval.gold.test_squad import flat, nested, qa, span

UNANSWERABLE = {"id": "u1", "question": "Who lost?", "answers": [], "answerable": False}
ONE = "write one JSON object a line, as eval/gold/README.md says"

FORMS: list[tuple[str, list[Any]]] = [
    ("gold", [QUESTION]),
    ("gold", [{"id": 1, "question": "?", "answers": ["x"]}]),
    ("gold", [QUESTION | {"context": "It burnt."}]),
    ("gold", [QUESTION | {"gold_article_ids": ["fire"]}]),
    ("gold", []),
    ("gold", ["{"]),
    ("realtimeqa", [PUBLISHED]),
    ("realtimeqa", [POOLED]),
    ("realtimeqa", [UNANSWERABLE, POOLED]),
    ("squad", [flat("1987")]),
    ("squad", [flat(answers=[span("1987")]), flat(id="q2")]),
    ("squad", [nested(qa(span("1987")))]),
    ("squad", [json.dumps(nested(qa(span("1987"))), indent=2)]),
    ("squad", [{"data": []}]),
]


@pytest.mark.parametrize(("form", "lines"), FORMS)
def test_a_form_is_recognised(tmp_path: Path, form: str, lines: list[Any]) -> None:
    assert form_of(written(tmp_path / "questions", *lines)) == form


@pytest.mark.parametrize("lines", [[QUESTION], [PUBLISHED], [POOLED], [flat("1987")]])
def test_whatever_was_read_can_be_written_and_read_as_gold(
    tmp_path: Path, lines: list[Any]
) -> None:
    questions = read_questions(written(tmp_path / "questions", *lines))
    write_gold(questions, tmp_path / "gold.jsonl.gz")
    assert form_of(tmp_path / "gold.jsonl.gz") == "gold"
    assert read_questions(tmp_path / "gold.jsonl.gz") == questions


UNKNOWN = [
    (
        ['{"id": 1, "title": "Fire"}'],
        ' is no file of questions of a known form: its first object has the fields ["id", "title"]'
        f"; {ONE}",
    ),
    ([json.dumps([QUESTION], indent=1)], f" is one JSON list; {ONE}"),
    (["[]"], f" is one JSON list; {ONE}"),
]


@pytest.mark.parametrize(("lines", "said"), UNKNOWN, ids=["fields", "list", "empty list"])
def test_a_form_that_is_unknown_is_an_error(tmp_path: Path, lines: list[str], said: str) -> None:
    path = written(tmp_path / "questions", *lines)
    with pytest.raises(InputError) as error:
        read_questions(path)
    assert str(error.value) == f"{path}{said}"


def test_a_file_of_the_wrong_lines_says_so_line_by_line(tmp_path: Path) -> None:
    path = written(tmp_path / "questions", "{", "17")
    with pytest.raises(InputError) as error:
        read_questions(path)
    assert [line[: len(f"{path}:1:")] for line in str(error.value).splitlines()] == [
        f"{path}:1:",
        f"{path}:2:",
    ]
