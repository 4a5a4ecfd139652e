"""Every way in which a gold file can be wrong is said with its line and what to do."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from eval.gold.format import read_gold
from eval.gold.lines import shown
from rag.errors import InputError
from tests.eval.gold.making import QUESTION, written

ALL_KINDS = (
    "single, multi-article, comparison, temporal, follow-up, unanswerable, contradicted, updated"
)
GROUPS = 'write [[{"article_id" or "url", "quote"?}, …], …]'
TURNS = 'write [{"question", "answer"}, …], oldest first'

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": None}, 'there is no id; write one under "id", unique in the file'),
    ({"id": True}, 'id is true, not a string; write one under "id", unique in the file'),
    ({"id": 1.5}, 'id is 1.5, not a string; write one under "id", unique in the file'),
    ({"id": " "}, 'id is blank; write one under "id", unique in the file'),
    ({"question": None}, 'there is no question; write it as a string under "question"'),
    ({"question": ""}, 'question is blank; write it as a string under "question"'),
    ({"question": ["?"]}, 'question is ["?"], not a string; write it as a string under "question"'),
    (
        {"question": "\ud800"},
        "question has a character that no text can hold, '\\ud800'; take it out",
    ),
    (
        {"answers": None},
        'there are no answers; write ["…"], or [] where the right reply is to abstain',
    ),
    ({"answers": "17"}, 'answers is "17", not a list of strings; write ["…"]'),
    (
        {"answers": ["17", 17]},
        "answers[1] is 17, not a string; answers is a list of strings; correct it or take it out",
    ),
    (
        {"answers": [""]},
        "answers[0] is blank; answers is a list of strings; correct it or take it out",
    ),
    ({"answerable": "yes"}, 'answerable is "yes"; write true or false'),
    ({"kind": "trivial"}, f'there is no kind "trivial"; write one of {ALL_KINDS}'),
    ({"kind": []}, f"there is no kind []; write one of {ALL_KINDS}"),
    (
        {"kind": "unanswerable"},
        "it is unanswerable but has answers; take them out, or correct its kind",
    ),
    (
        {"kind": "unanswerable", "answers": []},
        "it is unanswerable but has evidence; take them out, or correct its kind",
    ),
    (
        {"kind": "single", "answers": []},
        'it is answerable but has no answers; write them, or "answerable": false',
    ),
    (
        {"answerable": True, "answers": []},
        'it is answerable but has no answers; write them, or "answerable": false',
    ),
    (
        {"answerable": False, "kind": "single"},
        'kind is "single" but answerable false; the kind "unanswerable" is the one without an '
        "answer",
    ),
    (
        {"answerable": True, "kind": "unanswerable"},
        'kind is "unanswerable" but answerable true; the kind "unanswerable" is the one without '
        "an answer",
    ),
    ({"as_of": "May 12"}, 'as_of is "May 12", not a date; write one like 2026-05-12'),
    ({"as_of": 20260512}, "as_of is 20260512, not a date; write one like 2026-05-12"),
    ({"as_of": "2026-02-30"}, 'as_of is "2026-02-30", not a date; write one like 2026-05-12'),
    ({"window": "May"}, 'window is "May"; write {"from", "to"}, or null for none'),
    ({"window": {"from": "May"}}, 'window.from is "May", not a date; write one like 2026-05-12'),
    ({"window": {"to": 5}}, "window.to is 5, not a date; write one like 2026-05-12"),
    (
        {"window": {"from": None}},
        "window has neither from nor to; write a date, or null for no window",
    ),
    (
        {"window": {"from": "2026-05-12", "to": "2026-05-11"}},
        "window runs from 2026-05-12 back to 2026-05-11; exchange them",
    ),
    ({"kind": "follow-up"}, f"it is a follow-up without history; {TURNS}"),
    ({"history": "earlier"}, f'history is "earlier", not a list; {TURNS}'),
    ({"history": ["earlier"]}, f'history holds "earlier", not an object; {TURNS}'),
    (
        {"history": [{"question": "Who won?"}]},
        'there is no answer; write it as a string under "answer"',
    ),
    ({"evidence": {}}, f"evidence is {{}}, not a list of non-empty lists; {GROUPS}"),
    ({"evidence": [[]]}, f"evidence is [[]], not a list of non-empty lists; {GROUPS}"),
    (
        {"evidence": [{"article_id": "fire"}]},
        f'evidence is [{{"article_id": "fire"}}], not a list of non-empty lists; {GROUPS}',
    ),
    ({"evidence": [["fire"]]}, f'evidence holds "fire", not an object; {GROUPS}'),
    (
        {"evidence": [[{"quote": "Hurt."}]]},
        f'evidence {{"quote": "Hurt."}} names no article; {GROUPS}',
    ),
    (
        {"evidence": [[{"article_id": 5}]]},
        'article_id is 5, not a string; write the article\'s id, or its "url"',
    ),
    (
        {"evidence": [[{"url": "echo.example/a"}]]},
        'url is "echo.example/a"; write an http or https address',
    ),
    (
        {"evidence": [[{"article_id": "fire", "quote": ""}]]},
        "quote is blank; leave it out where unknown",
    ),
    ({"choices": "17"}, 'choices is "17", not a list of strings; write ["…"]'),
    (
        {"choices": ["16", "18"]},
        "none of its choices is among its answers; write one there to the letter",
    ),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said[:60] for _, said in WRONG])
def test_a_wrong_line_is_said_with_its_number(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    path = written(tmp_path / "gold.jsonl", QUESTION | {"id": "right"}, QUESTION | change)
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(error.value) == f"{path}:2: {said}"


LINES = [
    ("{", "not JSON: Expecting property name enclosed in double quotes"),
    ("17", "not an object but 17; write one object a line"),
    ('["x"]', 'not an object but ["x"]; write one object a line'),
    ("[" * 100_000, "nested too deeply; write one flat JSON object a line"),
]


@pytest.mark.parametrize(("line", "said"), LINES, ids=["half", "number", "list", "deep"])
def test_a_line_that_is_no_object_is_said(tmp_path: Path, line: str, said: str) -> None:
    path = written(tmp_path / "gold.jsonl", QUESTION, line)
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{path}:2: {said}")
    assert "; write one" in str(error.value)


def test_an_id_that_is_used_twice_names_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", QUESTION, "", QUESTION)
    with pytest.raises(InputError) as error:
        read_gold(path)
    said = f'{path}:3: id "q1" is used on line 1, too; give each question its own'
    assert str(error.value) == said


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    twice = QUESTION | {"id": "b", "kind": "hard", "as_of": "soon"}
    path = written(tmp_path / "gold.jsonl", QUESTION, twice, "{", QUESTION | {"question": None})
    with pytest.raises(InputError) as error:
        read_gold(path)
    places = [line.split(" ")[0] for line in str(error.value).splitlines()]
    assert places == [f"{path}:{n}:" for n in (2, 2, 3, 4, 4)]


def test_from_the_twenty_first_on_faults_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", *["{"] * 33)
    with pytest.raises(InputError) as error:
        read_gold(path)
    lines = str(error.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == f"… and 13 more faults in {path}"


@pytest.mark.parametrize("data", [b"", b"\n \n", gzip.compress(b"")], ids=["empty", "blank", "gz"])
def test_a_file_without_questions_is_an_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(error.value) == f"{path} has no questions; write one JSON object a line"


UNREADABLE = [
    (b'{"id": 1}\n"\xff"\n', ":2: not UTF-8 (invalid start byte); save it as UTF-8"),
    (b"\x1f\x8b\x08 torn", " cannot be read: "),
    (gzip.compress(b"x" * 99)[:-9], " cannot be read: "),
    (None, " cannot be read: [Errno 2]"),
]


@pytest.mark.parametrize(("data", "said"), UNREADABLE, ids=["latin", "no gz", "cut gz", "missing"])
def test_a_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, data: bytes | None, said: str
) -> None:
    path = tmp_path / "gold.jsonl.gz"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{path}{said}")


def test_a_long_value_is_shortened_in_a_message() -> None:
    assert len(shown("x" * 500)) == 60
    assert shown({"id": "é"}) == '{"id": "é"}'


def test_a_value_that_is_nested_too_deeply_to_show_is_described() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert shown(deep) == "something nested deeply"
    while deep:  # so that it is not taken apart by recursion, either
        deep = deep.pop()
