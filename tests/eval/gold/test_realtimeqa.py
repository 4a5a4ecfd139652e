"""RealTimeQA-like lines become dated questions with choices and the articles that answer them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.gold.format import Alternative
from eval.gold.realtimeqa import read_realtimeqa
from rag.errors import InputError
from tests.eval.gold.making import written

CHOICES = ["Athletic", "Rovers", "None of the above"]
PUBLISHED: dict[str, Any] = {
    "question_id": "20260530_1",
    "question_date": "2026/05/30",
    "question_source": "Echo",
    "question_url": "https://echo.example/quiz",
    "question_sentence": "Who won the cup?",
    "choices": CHOICES,
    "answer": ["1"],
    "evidence": "",
}
POOLED: dict[str, Any] = {
    "id": "20260530_1",
    "question": "Who won the cup?",
    "as_of": "2026-05-30",
    "answers": ["Rovers"],
    "choices": CHOICES,
    "answerable": True,
    "evidence": "They won it for the first time.",
    "gold_article_ids": ["cup"],
    "answer_bearing_article_ids": ["final", "cup"],
}


def test_a_published_line_is_a_dated_question_with_choices(tmp_path: Path) -> None:
    (question,) = read_realtimeqa(written(tmp_path / "quiz.jsonl", PUBLISHED))
    assert (question.id, question.question) == ("20260530_1", "Who won the cup?")
    assert (question.kind, question.answerable) == ("single", True)
    assert question.as_of == date(2026, 5, 30)
    assert (question.answers, question.choices) == (("Rovers",), tuple(CHOICES))
    assert (question.evidence, question.windowed) == ((), False)


@pytest.mark.parametrize("day", ["20260530", "2026-05-30", "2026/05/30"])
def test_a_day_may_be_written_in_three_ways(tmp_path: Path, day: str) -> None:
    (question,) = read_realtimeqa(written(tmp_path / "q.jsonl", PUBLISHED | {"question_date": day}))
    assert question.as_of == date(2026, 5, 30)


ANSWERS = [
    (["1"], ("Rovers",)),
    ([0], ("Athletic",)),
    (["2"], ("None of the above",)),
    (["Rovers"], ("Rovers",)),
    (["0", "1", "0"], ("Athletic", "Rovers")),
]


@pytest.mark.parametrize(("answer", "read"), ANSWERS)
def test_an_answer_is_the_number_of_a_choice(
    tmp_path: Path, answer: list[Any], read: tuple[str, ...]
) -> None:
    (question,) = read_realtimeqa(written(tmp_path / "quiz.jsonl", PUBLISHED | {"answer": answer}))
    assert question.answers == read


def test_without_choices_the_answer_is_what_it_says(tmp_path: Path) -> None:
    line = PUBLISHED | {"choices": [], "answer": ["3", "three"]}
    (question,) = read_realtimeqa(written(tmp_path / "quiz.jsonl", line))
    assert (question.answers, question.choices) == (("3", "three"), ())


def test_the_articles_that_evidence_links_to_are_alternatives(tmp_path: Path) -> None:
    html = (
        'Rovers <a href="https://echo.example/cup?utm_source=quiz&amp;id=5">won</a> '
        "<A class='x' HREF='https://echo.example/cup?id=5#:~:text=won'>it</A> "
        '<a href="https://wire.example/final">all</a> <a href="/about">here</a>'
    )
    (question,) = read_realtimeqa(written(tmp_path / "quiz.jsonl", PUBLISHED | {"evidence": html}))
    assert question.evidence == (
        (
            Alternative(url="https://echo.example/cup?id=5"),
            Alternative(url="https://wire.example/final"),
        ),
    )


def test_a_pooled_line_has_all_its_articles_as_alternatives(tmp_path: Path) -> None:
    (question,) = read_realtimeqa(written(tmp_path / "quiz.jsonl", POOLED))
    assert question.evidence == ((Alternative("cup"), Alternative("final")),)
    assert (question.kind, question.as_of) == ("single", date(2026, 5, 30))
    assert (question.answers, question.choices) == (("Rovers",), tuple(CHOICES))


def test_a_pooled_line_that_no_article_answers_has_no_evidence(tmp_path: Path) -> None:
    none = {"gold_article_ids": [], "answer_bearing_article_ids": []}
    (question,) = read_realtimeqa(written(tmp_path / "quiz.jsonl", POOLED | none))
    assert (question.answerable, question.evidence) == (True, ())


def test_a_pooled_line_may_be_unanswerable(tmp_path: Path) -> None:
    line = {"id": "u1", "question": "Who lost?", "answers": [], "choices": CHOICES}
    path = written(tmp_path / "quiz.jsonl", POOLED, line | {"answerable": False, "as_of": None})
    question = read_realtimeqa(path)[1]
    assert (question.kind, question.choices) == ("unanswerable", tuple(CHOICES))


def test_evidence_in_gold_form_is_kept(tmp_path: Path) -> None:
    line = POOLED | {"id": "own", "evidence": [[{"article_id": "cup", "quote": "They won it"}]]}
    questions = read_realtimeqa(written(tmp_path / "quiz.jsonl", POOLED, line))
    assert questions[1].evidence == ((Alternative("cup", quote="They won it"),),)


NUMBER = 'write the number of the right choice as ["0"]'
WRONG: list[tuple[dict[str, Any], str]] = [
    (
        PUBLISHED | {"question_id": None},
        'there is no question_id; write one under "question_id", unique in the file',
    ),
    (
        PUBLISHED | {"question_sentence": ""},
        'question_sentence is blank; write it as a string under "question_sentence"',
    ),
    (
        PUBLISHED | {"question_date": "May"},
        'question_date is "May", not a date; write one like 2026-05-12',
    ),
    (PUBLISHED | {"choices": "ab"}, 'choices is "ab", not a list of strings; write ["…"]'),
    (PUBLISHED | {"answer": []}, f"answer is []; {NUMBER}"),
    (PUBLISHED | {"answer": None}, f"answer is null; {NUMBER}"),
    (PUBLISHED | {"answer": [" "], "choices": []}, f"answer is []; {NUMBER}"),
    (PUBLISHED | {"answer": "1"}, f'answer is "1"; {NUMBER}'),
    (PUBLISHED | {"answer": ["3"]}, 'answer "3" is no choice; write a number from 0 to 2'),
    (PUBLISHED | {"answer": [-1]}, "answer -1 is no choice; write a number from 0 to 2"),
    (PUBLISHED | {"answer": [True]}, "answer true is no choice; write a number from 0 to 2"),
    (PUBLISHED | {"answer": ["Rover"]}, 'answer "Rover" is no choice; write a number from 0 to 2'),
    (
        POOLED | {"gold_article_ids": "cup"},
        'gold_article_ids is "cup", not a list of strings; write ["…"]',
    ),
    (
        POOLED | {"answers": []},
        'it is answerable but has no answers; write them, or "answerable": false',
    ),
    (
        POOLED | {"answers": ["Town"]},
        "none of its choices is among its answers; write one there to the letter",
    ),
]


@pytest.mark.parametrize(("line", "said"), WRONG, ids=[said[:60] for _, said in WRONG])
def test_a_wrong_line_is_said_with_its_number(
    tmp_path: Path, line: dict[str, Any], said: str
) -> None:
    path = written(tmp_path / "quiz.jsonl", POOLED | {"id": "right"}, line)
    with pytest.raises(InputError) as error:
        read_realtimeqa(path)
    assert str(error.value) == f"{path}:2: {said}"
