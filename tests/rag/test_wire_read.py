"""Answers read back from their JSON are what was written; older ones lack fields and are read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.conversations import asked_json, asked_of, folded, title_of
from rag.domain import (
    Answer,
    Citation,
    Found,
    Hit,
    Near,
    Passage,
    Reason,
    Removed,
    Scope,
    Sentence,
    Sources,
    Status,
    Window,
)
from rag.errors import InputError
from rag.spent import Seconds, Tokens
from rag.wire import answer_json, found_json
from rag.wire_read import answer_of, found_of

WORDS = st.text()
MAYBE = st.none() | WORDS
COUNT = st.integers(0, 2**40)
SHARE = st.integers(0, 10_000).map(lambda n: n / 10_000)  # as it is rounded on its way
WINDOWS = st.none() | st.builds(
    Window, st.none() | st.dates(), st.none() | st.dates(), st.text(min_size=1)
)
LABELS = st.lists(WORDS, max_size=3).map(tuple)
CITATIONS = st.builds(
    Citation, n=COUNT, article_id=WORDS, version=st.integers(1), title=WORDS, outlet=MAYBE,
    url=MAYBE, published_at=MAYBE, passage_id=WORDS, quote=WORDS, start=COUNT, end=COUNT,
    live_url=MAYBE, labels=LABELS,
)  # fmt: skip
SENTENCES = st.builds(
    Sentence, WORDS, st.sampled_from(get_args(Status)), MAYBE, st.lists(COUNT).map(tuple)
)
ANSWERS = st.builds(
    Answer, question=WORDS, as_of=st.dates(), text=WORDS, model=WORDS, window=WINDOWS,
    abstained=st.booleans(), reason=st.none() | st.sampled_from(get_args(Reason)),
    sentences=st.lists(SENTENCES, max_size=3).map(tuple),
    citations=st.lists(CITATIONS, max_size=3).map(tuple),
    removed=st.lists(st.builds(Removed, WORDS, WORDS), max_size=2).map(tuple), notice=MAYBE,
    seconds=st.builds(Seconds, SHARE, st.none() | SHARE, SHARE), confidence=SHARE,
    tokens=st.none() | st.builds(Tokens, COUNT, COUNT),
    sources=st.none() | st.builds(Sources, COUNT, COUNT, COUNT, COUNT, MAYBE),
    nearest=st.lists(st.builds(Near, WORDS, WORDS, MAYBE, MAYBE, MAYBE), max_size=2).map(tuple),
)  # fmt: skip
PASSAGES = st.builds(
    Passage, id=WORDS, article_id=WORDS, version=st.integers(1), start=COUNT, end=COUNT,
    text=WORDS, title=WORDS, url=MAYBE, outlet=MAYBE, published_at=MAYBE, labels=LABELS,
)  # fmt: skip
FOUND = st.builds(
    Found, WORDS, st.lists(st.builds(Hit, COUNT, SHARE, PASSAGES), max_size=3).map(tuple),
    WINDOWS, SHARE, MAYBE,
)  # fmt: skip

OLDEST: dict[str, Any] = {
    "question": "Who won?",
    "as_of": "2026-01-02",
    "abstained": False,
    "text": "Rovers won [1].",
    "sentences": [{"text": "Rovers won [1].", "status": "supported", "citations": [1]}],
    "citations": [{"n": 1, "article_id": "a", "quote": "Rovers won.", "start": 0, "end": 11}],
}


def through_json(told: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(told))
    return read


@given(ANSWERS)
def test_an_answer_comes_back_from_its_json_as_it_was(answer: Answer) -> None:
    told = answer_json(answer)
    assert answer_of(through_json(told)) == answer
    assert answer_json(answer_of(told)) == told


@given(FOUND)
def test_passages_come_back_from_their_json_as_they_were(found: Found) -> None:
    assert found_of(through_json(found_json(found))) == found


def test_what_a_sentence_was_before_is_not_in_the_json() -> None:
    mended = Sentence("Two fell [1].", "supported", "as said", (1,), written="Too fell.")
    answer = Answer("q", date(2026, 1, 2), "Two fell [1].", "m", sentences=(mended,))
    assert answer_of(answer_json(answer)).sentences == (replace(mended, written=None),)


def test_an_answer_of_an_older_dateline_is_read_without_what_it_lacks() -> None:
    answer = answer_of(OLDEST)
    assert answer.citations[0] == Citation(
        1, "a", 1, "", None, None, None, "", "Rovers won.", 0, 11
    )
    assert (answer.model, answer.window, answer.nearest, answer.confidence) == ("", None, (), 0.0)
    assert answer.seconds == Seconds()


def test_an_answer_of_a_newer_dateline_is_read_without_what_is_not_known_here() -> None:
    sentence = {"text": "So?", "status": "doubtful", "mood": "good"}
    newer = OLDEST | {"reason": "asleep", "shoes": 2, "sentences": [sentence]}
    answer = answer_of(newer)
    assert answer.reason is None
    assert answer.sentences == (Sentence("So?", "unsupported"),)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"question": "x"},
        OLDEST | {"as_of": "soon"},
        OLDEST | {"as_of": None},
        OLDEST | {"citations": [{"n": 1}]},
        OLDEST | {"citations": 7},
        OLDEST | {"sentences": ["x"]},
        OLDEST | {"window": "May"},
        OLDEST | {"tokens": {"prompt": 1}},
    ],
)
def test_what_is_no_answer_is_said_to_be_none(broken: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="no answer as Dateline writes it"):
        answer_of(broken)


@pytest.mark.parametrize("broken", [{}, {"query": "x", "results": [{}]}, {"results": None}])
def test_what_are_no_passages_are_said_to_be_none(broken: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="no passages"):
        found_of(broken)


SCOPES = st.builds(
    Scope,
    st.none()
    | st.builds(Window, st.dates(), st.none() | st.dates())
    | st.builds(Window, st.none(), st.dates()),
    st.lists(WORDS, max_size=3).map(tuple),
    st.none() | st.dates(),
)


@given(SCOPES)
def test_what_was_asked_for_comes_back(scope: Scope) -> None:
    assert asked_of(through_json(asked_json(scope))) == scope
    assert asked_of({}) == Scope()


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Who won?", "Who won?"),
        ("  Who\n\twon?  ", "Who won?"),
        ("", ""),
        ("\x00", "\ufffd"),
        ("word " * 40, "word " * 15 + "word…"),
        ("x" * 200, "x" * 80 + "…"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_a_title_is_one_line_of_its_question(question: str, title: str) -> None:
    assert title_of(question) == title


@given(WORDS)
def test_the_words_of_a_text_are_found_in_any_that_holds_it(words: str) -> None:
    assert all(word in folded(f"a {words} b") for word in folded(words).split())
