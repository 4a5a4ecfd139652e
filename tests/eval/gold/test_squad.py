"""SQuAD-like files become questions, articles, and quotes that hold the spans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.gold.against import faults
from eval.gold.format import GoldQuestion
from eval.gold.squad import read_squad
from ingest.readers.jsonl import read_article
from rag.errors import InputError
from tests.eval.gold.making import article, written

CONTEXT = "The tunnel opened in 1987. It was closed on Tuesday. Dr. Aldo Frenn inspected it."
ANSWERS = 'write [{"text", "answer_start"}, …] or {"text": […], "answer_start": […]}'


def span(text: str, context: str = CONTEXT) -> dict[str, Any]:
    return {"text": text, "answer_start": context.index(text)}


def nested(*qas: Any, context: Any = CONTEXT, **article: Any) -> dict[str, Any]:
    paragraph = {"context": context, "qas": list(qas)}
    return {
        "version": "1.1",
        "data": [{"title": "Harbour_Tunnel", "paragraphs": [paragraph]} | article],
    }


def qa(*answers: Any, **more: Any) -> dict[str, Any]:
    return {"id": "q1", "question": " When did it open? ", "answers": list(answers)} | more


def flat(*texts: str, **more: Any) -> dict[str, Any]:
    starts = [CONTEXT.index(text) for text in texts]
    answers = {"text": list(texts), "answer_start": starts}
    return {"id": "q1", "context": CONTEXT, "question": "When?", "answers": answers} | more


def read(path: Path, value: Any) -> tuple[list[GoldQuestion], list[dict[str, Any]]]:
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    return read_squad(path)


def test_a_nested_question_gets_the_sentence_that_holds_its_answer(tmp_path: Path) -> None:
    (question,), (made,) = read(tmp_path / "squad.json", nested(qa(span("1987"))))
    assert made["title"] == "Harbour Tunnel"
    assert made["text"] == CONTEXT
    assert question.question == "When did it open?"
    assert (question.kind, question.answerable, question.answers) == ("single", True, ("1987",))
    ((alternative,),) = question.evidence
    assert alternative.article_id == made["id"]
    assert alternative.quote == "The tunnel opened in 1987."


def test_answers_in_several_sentences_are_alternatives_of_one_group(tmp_path: Path) -> None:
    asked = qa(span("closed"), span("Aldo Frenn"), span("Frenn"), span("closed"))
    (question,), _ = read(tmp_path / "squad.json", nested(asked))
    assert question.answers == ("closed", "Aldo Frenn", "Frenn")
    (group,) = question.evidence
    assert [a.quote for a in group] == ["It was closed on Tuesday.", "Dr. Aldo Frenn inspected it."]


def test_an_answer_over_two_sentences_is_quoted_with_both(tmp_path: Path) -> None:
    (question,), _ = read(tmp_path / "squad.json", nested(qa(span("1987. It was"))))
    ((alternative,),) = question.evidence
    assert alternative.quote == "The tunnel opened in 1987. It was closed on Tuesday."


def test_an_answer_outside_of_every_sentence_is_its_own_quote(tmp_path: Path) -> None:
    context = "It cost this much:\n\n***\n\nThat is a lot of stars for a hotel in Dunmarrow."
    asked = nested(qa(span("***", context)), context=context)
    (question,), _ = read(tmp_path / "squad.json", asked)
    assert question.evidence[0][0].quote == "***"


IMPOSSIBLE: list[Any] = [
    qa(is_impossible=True),
    qa(is_impossible=True, plausible_answers=[span("1987")]),
    qa(),
    {"id": "q1", "question": "Who paid?"},
]


@pytest.mark.parametrize("asked", IMPOSSIBLE)
def test_a_question_without_answers_is_unanswerable(tmp_path: Path, asked: Any) -> None:
    (question,), articles = read(tmp_path / "squad.json", nested(asked))
    assert (question.kind, question.answerable) == ("unanswerable", False)
    assert question.answers == question.evidence == ()
    assert len(articles) == 1


def test_lines_of_the_flat_form_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path / "squad.jsonl",
        flat("1987", title="Harbour_Tunnel"),
        flat("Tuesday", id="q2"),
        flat(id=3, context="Another text. It has two sentences."),
    )
    questions, articles = read_squad(path)
    assert [q.id for q in questions] == ["q1", "q2", "3"]
    assert [q.answerable for q in questions] == [True, True, False]
    assert [a["title"] for a in articles] == ["Harbour Tunnel", ""]


def test_flat_entries_in_data_and_a_single_line_are_read(tmp_path: Path) -> None:
    inside = read(tmp_path / "squad.json", {"data": [flat("1987"), flat("Tuesday", id="q2")]})
    assert [q.answers for q in inside[0]] == [("1987",), ("Tuesday",)]
    alone = read_squad(written(tmp_path / "one.jsonl", flat("1987")))
    assert (alone[0][0], alone[1]) == (inside[0][0], inside[1])


def test_a_context_is_one_article_with_the_same_id_whatever_stands_around_it(
    tmp_path: Path,
) -> None:
    two = nested(qa(span("1987")))
    two["data"].append(nested(qa(span("Tuesday"), id="q2"), title="Again")["data"][0])
    _, articles = read(tmp_path / "squad.json", two)
    _, alone = read(tmp_path / "other.json", nested(qa(span("closed"))))
    assert articles == alone
    assert articles[0]["id"].startswith("squad-")


def test_the_articles_can_be_ingested_and_hold_the_evidence(tmp_path: Path) -> None:
    questions, articles = read(tmp_path / "squad.json", nested(qa(span("1987"), span("Frenn"))))
    drafts = [read_article(row, source="squad") for row in articles]
    stored = {draft.id: article(draft.id or "", draft.text) for draft in drafts}
    assert faults(questions, stored.get) == []


ONE = "data[0].paragraphs[0].qas[0]"
WRONG: list[tuple[Any, str]] = [
    ({"data": {}}, "the file: data is {}, not a list; write a list of objects"),
    ({"data": ["x"]}, 'the file: data holds "x", not an object; write a list of objects'),
    ({"data": [{}]}, "data[0]: there is no paragraphs; write a list of objects"),
    (
        nested(qa(), title=7),
        "data[0]: title is 7, not a string; leave it out where unknown",
    ),
    (
        nested(qa(), context=None),
        'data[0].paragraphs[0]: there is no context; write it as a string under "context"',
    ),
    (
        {"data": [{"paragraphs": [{"context": CONTEXT}]}]},
        "data[0].paragraphs[0]: there is no qas; write a list of objects",
    ),
    (nested(qa(id=None)), f'{ONE}: there is no id; write one under "id", unique in the file'),
    (
        nested(qa(question="")),
        f'{ONE}: question is blank; write it as a string under "question"',
    ),
    (
        nested(qa(), qa()),
        f'data[0].paragraphs[0].qas[1]: id "q1" is used at {ONE}, too; give each question its own',
    ),
    (nested(qa(is_impossible=1)), f"{ONE}: is_impossible is 1; write true or false"),
    (
        nested(qa(is_impossible=False)),
        f'{ONE}: there are no answers; write them, or "is_impossible": true',
    ),
    (
        nested(qa(span("1987"), is_impossible=True)),
        f"{ONE}: is_impossible is true but there are answers; take one of them out",
    ),
    (nested(qa("1987")), f'{ONE}: answers holds "1987", not an object; {ANSWERS}'),
    (nested(qa(answers="1987")), f'{ONE}: answers is "1987", not a list; {ANSWERS}'),
    (
        nested(qa(answers={"text": ["1987"]})),
        f'{ONE}: answers is {{"text": ["1987"]}}, whose lists do not go together; {ANSWERS}',
    ),
    (
        nested(qa({"text": " ", "answer_start": 1})),
        f'{ONE}: an answer\'s text is " "; {ANSWERS}',
    ),
    (
        nested(qa({"text": "1987"})),
        f"{ONE}: answer_start is null; write the number of characters before it",
    ),
    (
        nested(qa({"text": "1987", "answer_start": -1})),
        f"{ONE}: answer_start is -1; write the number of characters before it",
    ),
    (
        nested(qa({"text": "1987", "answer_start": 20})),
        f'{ONE}: at 20 in its context is " 198", not "1987"; it stands at 21',
    ),
    (
        nested(qa({"text": "1988", "answer_start": 21})),
        f'{ONE}: at 21 in its context is "1987", not "1988"; copy the answer from the context',
    ),
]


@pytest.mark.parametrize(("value", "said"), WRONG, ids=[said[:60] for _, said in WRONG])
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, value: Any, said: str) -> None:
    path = tmp_path / "squad.json"
    with pytest.raises(InputError) as error:
        read(path, value)
    assert str(error.value) == f"{path}: {said}"


def test_what_is_wrong_in_a_line_is_said_with_its_number(tmp_path: Path) -> None:
    path = written(tmp_path / "squad.jsonl", flat("1987"), flat(id="q2", context=" "), "{")
    with pytest.raises(InputError) as error:
        read_squad(path)
    first, second = str(error.value).splitlines()
    assert first == f'{path}:2: context is blank; write it as a string under "context"'
    assert second.startswith(f"{path}:3: not JSON: ")


def test_a_file_without_questions_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no questions; a SQuAD-like file has them in data"):
        read(tmp_path / "squad.json", {"data": []})
