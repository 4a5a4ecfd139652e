from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.sentences import sentence_spans, sentences

PIECES = st.sampled_from(
    ["Mr. Hale", "said", "no.", "3.5", "per cent", "U.S.", "“Go!”", "\n", "\n\n", " ", "  ", "?",
     "…", "* * *", "e.g.", "Straße", "北京。", "J. K. Rowe", "\t", "\u00a0", "\r\n", "'"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)


@given(TEXTS, st.sampled_from([None, "en", "de", "zh", "xx", "EN-gb", ""]))
def test_sentences_are_in_order_apart_and_without_space_around(text: str, language: str) -> None:
    last = 0
    for start, end in sentence_spans(text, language):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@given(TEXTS)
def test_every_letter_and_digit_of_a_text_is_in_a_sentence(text: str) -> None:
    inside = {i for start, end in sentence_spans(text) for i in range(start, end)}
    assert [c for i, c in enumerate(text) if c.isalnum() and i not in inside] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("* * *", []),
        ("No end", ["No end"]),
        ("It rose 3.5 per cent. Then it fell.", ["It rose 3.5 per cent.", "Then it fell."]),
        ("Mr. Hale left. Dr. Roe stayed.", ["Mr. Hale left.", "Dr. Roe stayed."]),
        ("Why? Nobody knew!", ["Why?", "Nobody knew!"]),
        ("Headline\n\nThe text.", ["Headline", "The text."]),
        ("“We won.” She smiled.", ["“We won.”", "She smiled."]),
        ("He left. “We won,” she said.", ["He left.", "“We won,” she said."]),
        ("He went to the U.S. on Monday.", ["He went to the U.S. on Monday."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_text_wrapped_to_a_width_is_read_as_one_paragraph() -> None:
    text = (
        "The harbour tunnel was closed on Tuesday morning after seven\n"
        "ceiling panels fell onto the westbound lanes of the road and\n"
        "injured 17 people.\n"
        "A second paragraph follows here, and it is also broken to a\n"
        "narrow width."
    )
    assert len(sentences(text)) == 2


def test_line_breaks_of_unwrapped_text_end_sentences() -> None:
    long = "The harbour tunnel was closed on Tuesday, " * 4
    assert sentences(f"{long}\nnext line without a stop") == [
        long.strip(),
        "next line without a stop",
    ]
