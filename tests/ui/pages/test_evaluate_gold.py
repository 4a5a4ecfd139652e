"""Gold that can be chosen: ours, what was brought in, and what readers' feedback makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.gold.reading import read_questions
from rag.errors import InputError
from rag.index.library import Library
from ui.pages.evaluate_gold import LARGEST, GoldShelf, file_name

LINE = '{"id": "1", "question": "Who won the cup?", "answers": ["Rovers"]}\n'


@pytest.fixture
def shelf(library: Library) -> GoldShelf:
    return GoldShelf(library)


def test_what_this_library_cannot_be_asked_is_there_but_cannot_be_chosen(shelf: GoldShelf) -> None:
    assert [(one.key, one.usable) for one in shelf.choices()] == [
        ("sample", False),
        ("feedback", False),
    ]


def test_the_sample_can_be_asked_where_its_articles_are(sample_library: Library) -> None:
    sample = GoldShelf(sample_library).choices()[0]
    assert (sample.usable, sample.line) == (True, "82 questions about the sample articles")


def test_a_file_that_is_brought_in_stays_until_it_is_removed(shelf: GoldShelf) -> None:
    added = shelf.add("ours.jsonl", LINE)
    assert (added.key, added.line) == ("file:ours.jsonl", "1 question")
    assert [one.key for one in shelf.choices()][2:] == ["file:ours.jsonl"]
    assert read_questions(shelf.path(added.key))[0].answers == ("Rovers",)
    shelf.add("ours.jsonl", LINE + LINE.replace('"1"', '"2"'))
    assert shelf.choices()[2].line == "2 questions"
    shelf.remove(added.key)
    assert len(shelf.choices()) == 2


def test_a_file_that_is_none_of_questions_is_refused_by_its_name(
    shelf: GoldShelf, library: Library
) -> None:
    with pytest.raises(InputError, match=r"^bad\.jsonl") as refused:
        shelf.add("bad.jsonl", '{"question": 1}\n')
    assert str(library.folder) not in str(refused.value)
    assert list((library.folder / "gold").iterdir()) == []


def test_a_file_that_is_too_large_is_refused(shelf: GoldShelf) -> None:
    with pytest.raises(InputError, match="larger than 4 MB"):
        shelf.add("large.jsonl", "x" * (LARGEST + 1))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("ours.jsonl", "ours.jsonl"),
        ("../../etc/passwd", "passwd.jsonl"),
        ("C:\\gold\\q.json", "q.json"),
        (".hidden", "hidden.jsonl"),
        ("a b<c>.jsonl", "a-b-c-.jsonl"),
        ("‮gnp.exe", "gnp.jsonl"),
        ("..", "questions.jsonl"),
        ("", "questions.jsonl"),
        ("x" * 300 + ".jsonl", "x" * 74 + ".jsonl"),
    ],
)
def test_a_name_becomes_plain(name: str, plain: str) -> None:
    assert file_name(name) == plain


@pytest.mark.parametrize("key", ["file:../archive.db", "file:nothing.jsonl", "nonsense", ""])
def test_a_key_leads_to_no_other_place(shelf: GoldShelf, key: str) -> None:
    shelf.add("ours.jsonl", LINE)
    with pytest.raises(InputError):
        shelf.path(key)
    shelf.remove(key)
    assert len(shelf.choices()) == 3


def test_feedback_becomes_questions(shelf: GoldShelf, library: Library) -> None:
    with pytest.raises(InputError, match="no question can be made"):
        shelf.path("feedback")
    answer = {"question": "Who won?", "as_of": "2026-11-25", "abstained": True, "text": "No."}
    for n, rating in enumerate(("up", "down")):
        library.archive.feedback.store(
            {
                "id": str(n), "at": f"2026-11-25T10:0{n}:00+00:00", "rating": rating,
                "comment": None, "correction": None, "history": [],
                "answer": answer | {"question": f"Who won {n}?"},
            }
        )  # fmt: skip
    assert shelf.choices()[1].line == "1 question; 1 judgements make none"
    (question,) = read_questions(shelf.path("feedback"))
    assert not question.answerable
    assert len(shelf.choices()) == 2  # the file made of it is none that was brought in


def test_a_file_that_went_bad_can_only_be_removed(shelf: GoldShelf, library: Library) -> None:
    shelf.add("ours.jsonl", LINE)
    Path(library.folder / "gold" / "ours.jsonl").write_text("nonsense")
    assert not shelf.choices()[2].usable
