from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.words import asked, content, names, numbers, words


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200 people", {1200}),
        ("4.25 percent, not 4", {4.25, 4}),
        ("nine of twelve", {9, 12}),
        ("1,2 and 3", {1, 2, 3}),
        ("no number", set()),
        ("the 28th of May 2026", {28, 2026}),
    ],
)
def test_numbers_are_read_as_values(text: str, values: set[float]) -> None:
    assert numbers(text) == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister, Ilse Varrick, left Tessmoor.", ["ilse", "varrick", "tessmoor"]),
        ("Tessmoor flooded.", []),  # the first word of a sentence
        ("It is Varrick’s bridge.", ["varrick"]),
        ("“Dessel said so.”", []),
    ],
)
def test_names_are_the_capitalised_words_inside_sentences(text: str, found: list[str]) -> None:
    assert list(names(text)) == found


def test_other_forms_of_a_word_have_one_stem() -> None:
    assert content("prices fell") == content("The price falls")
    assert content("the children’s hospitals") == content("a child hospital")


def test_a_question_asks_for_each_word_once_and_not_for_question_words() -> None:
    assert asked("How many people died in the flood, and what flood was it?") == asked(
        "people died flood"
    )


@given(st.text(max_size=200))
def test_any_text_has_words_stems_numbers_and_names(text: str) -> None:
    assert all(word == word.lower() for word in words(text))
    assert all(content(text))
    assert len(asked(text)) == len(set(asked(text)))
    assert all(value >= 0 for value in numbers(text))
    assert isinstance(names(text), tuple)
