"""Gold questions come back from their file as they were written, and the digest knows them."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.gold.format import (
    KINDS,
    Alternative,
    GoldQuestion,
    gold_digest,
    gold_json,
    read_gold,
    write_gold,
)
from rag.domain import Exchange, Window
from rag.errors import InputError
from tests.eval.gold.making import QUESTION, written

TEXT = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() and "\0" not in text)
TEXTS = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
DAYS = st.none() | st.dates()
EXCHANGES = st.builds(Exchange, TEXT, TEXT)


@st.composite
def alternatives(draw: st.DrawFn) -> Alternative:
    url = draw(st.none() | TEXT.map(lambda path: f"https://echo.example/{path}"))
    name = draw(TEXT if url is None else st.none() | TEXT)
    return Alternative(name, url, draw(st.none() | TEXT))


@st.composite
def windows(draw: st.DrawFn) -> Window | None:
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    return draw(
        st.sampled_from(
            [None, Window(days[0], days[1]), Window(None, days[1]), Window(days[0], None)]
        )
    )


@st.composite
def gold_questions(draw: st.DrawFn) -> GoldQuestion:
    kind = draw(st.sampled_from(sorted(KINDS)))
    answerable = kind != "unanswerable"
    turns = draw(st.lists(EXCHANGES, min_size=int(kind == "follow-up"), max_size=2))
    answers = draw(TEXTS) if answerable else ()
    groups = st.lists(alternatives(), min_size=1, max_size=2).map(tuple)
    window = draw(windows())
    return GoldQuestion(
        id=draw(TEXT),
        question=draw(TEXT),
        kind=KINDS[kind],
        answerable=answerable,
        answers=answers,
        evidence=tuple(draw(st.lists(groups, max_size=2))) if answerable else (),
        as_of=draw(DAYS),
        history=tuple(turns),
        choices=(*draw(TEXTS), *answers[:1]) if draw(st.booleans()) else (),
        window=window,
        windowed=window is not None or draw(st.booleans()),
    )


MANY = st.lists(gold_questions(), min_size=1, max_size=4, unique_by=lambda question: question.id)


@given(MANY, st.sampled_from(["gold.jsonl", "gold.jsonl.gz"]))
def test_questions_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, questions: list[GoldQuestion], name: str
) -> None:
    file = tmp_path_factory.mktemp("gold") / name
    write_gold(questions, file)
    assert read_gold(file) == questions
    assert gold_digest(read_gold(file)) == gold_digest(questions)


@given(MANY)
def test_the_digest_does_not_depend_on_the_order(questions: list[GoldQuestion]) -> None:
    assert gold_digest(reversed(questions)) == gold_digest(questions)


def test_the_digest_depends_on_every_field() -> None:
    plain = GoldQuestion("q", "Who won?", "single", True, ("Rovers",))
    others = [
        replace(plain, id="r"),
        replace(plain, question="Who lost?"),
        replace(plain, kind="updated"),
        replace(plain, answers=("Athletic",)),
        replace(plain, evidence=((Alternative("cup"),),)),
        replace(plain, evidence=((Alternative(url="https://echo.example/cup"),),)),
        replace(plain, as_of=date(2026, 5, 12)),
        replace(plain, history=(Exchange("Was there a final?", "Yes."),)),
        replace(plain, choices=("Rovers", "Athletic")),
        replace(plain, windowed=True),
        replace(plain, window=Window(date(2026, 5, 12), None), windowed=True),
    ]
    digests = {gold_digest([question]) for question in [plain, *others]}
    assert len(digests) == len(others) + 1
    assert all(len(digest) == 64 for digest in digests)


def test_a_packed_file_is_always_the_same_bytes(tmp_path: Path) -> None:
    question = GoldQuestion("q", "Who won?", "single", True, ("Rovers",))
    write_gold([question], tmp_path / "one.jsonl.gz")
    write_gold([question], tmp_path / "two.jsonl.gz")
    packed = (tmp_path / "one.jsonl.gz").read_bytes()
    assert packed == (tmp_path / "two.jsonl.gz").read_bytes()
    assert gzip.decompress(packed).startswith(b'{"id": "q"')


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none/gold\.jsonl cannot be written.*name another file"):
        write_gold([], tmp_path / "none" / "gold.jsonl")


LENIENT: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a kind left out is single", {}, {"kind": "single", "answerable": True}),
    ("no answers make it unanswerable", {"answers": [], "evidence": []}, {"kind": "unanswerable"}),
    (
        "answerable false needs no answers",
        {"answers": None, "evidence": None, "answerable": False},
        {"kind": "unanswerable", "answers": ()},
    ),
    (
        "the kind unanswerable needs no answers",
        {"answers": None, "evidence": None, "kind": "unanswerable"},
        {"answerable": False},
    ),
    ("a whole number is an id", {"id": 7}, {"id": "7"}),
    ("a datetime is its day", {"as_of": "2026-05-12T08:00:00Z"}, {"as_of": date(2026, 5, 12)}),
    ("null is as good as nothing", {"as_of": None, "history": None}, {"as_of": None}),
    ("no window said is not known", {}, {"windowed": False, "window": None}),
    ("window null is none", {"window": None}, {"windowed": True, "window": None}),
    (
        "a window may be open",
        {"window": {"from": "2026-05-12"}},
        {"windowed": True, "window": Window(date(2026, 5, 12), None)},
    ),
    ("a choice may be cased otherwise", {"choices": ["16", " 17"]}, {"choices": ("16", " 17")}),
    ("other fields are ignored", {"difficulty": {"hard": True}}, {"id": "q1"}),
    (
        "an article may be named by address",
        {"evidence": [[{"url": "https://echo.example/a"}]]},
        {"evidence": ((Alternative(url="https://echo.example/a"),),)},
    ),
]


@pytest.mark.parametrize(
    ("change", "read"), [case[1:] for case in LENIENT], ids=[c[0] for c in LENIENT]
)
def test_what_may_be_left_out(tmp_path: Path, change: dict[str, Any], read: dict[str, Any]) -> None:
    (question,) = read_gold(written(tmp_path / "gold.jsonl", QUESTION | change))
    assert {name: getattr(question, name) for name in read} == read


def test_a_mark_at_the_start_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", QUESTION, "", QUESTION | {"id": "q2"})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [question.id for question in read_gold(path)] == ["q1", "q2"]


def test_json_says_only_what_there_is() -> None:
    plain = GoldQuestion("q", "Who won?", "single", True, ("Rovers",), ((Alternative("cup"),),))
    assert gold_json(plain) == {
        "id": "q",
        "question": "Who won?",
        "answers": ["Rovers"],
        "answerable": True,
        "kind": "single",
        "as_of": None,
        "evidence": [[{"article_id": "cup"}]],
    }
