from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.clauses import clauses


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Five members voted for the cut, which took effect on 1 July.",
            ["Five members voted for the cut.", "The cut took effect on 1 July."],
        ),
        (
            "She beat Ilse Varrick, who had led all week.",
            ["She beat Ilse Varrick.", "Ilse Varrick had led all week."],
        ),
        (
            "Profit rose by a fifth; sales fell in the north.",
            ["Profit rose by a fifth.", "Sales fell in the north."],
        ),
        (
            "Profit rose by a fifth, while sales fell in the north.",
            ["Profit rose by a fifth.", "Sales fell in the north."],
        ),
        ("Profit rose by a fifth.", ["Profit rose by a fifth."]),
        ("Yes; profit rose.", ["Yes; profit rose."]),
        ("“It rose, which is good,” she said.", ["“It rose, which is good,” she said."]),
        (
            "The mayor, who was ill, stayed at home.",
            ["The mayor, who was ill, stayed at home."],
        ),
    ],
)
def test_a_sentence_is_taken_apart_where_it_joins_two_statements(
    sentence: str, parts: list[str]
) -> None:
    assert clauses(sentence) == parts


@given(st.text(max_size=200))
def test_any_text_has_at_least_one_statement(text: str) -> None:
    assert clauses(text)
