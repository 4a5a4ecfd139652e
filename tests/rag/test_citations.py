from __future__ import annotations

from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.citations import (
    MARKER,
    MarkerFilter,
    Numbering,
    live_url,
    marked,
    with_markers,
    without_markers,
)
from rag.spans import quotes_of
from tests.rag.making import passage


@pytest.mark.parametrize(
    ("text", "numbers", "bare"),
    [
        ("It fell [1].", [1], "It fell."),
        ("It fell.[1]", [1], "It fell."),
        ("It fell [1][2].", [1, 2], "It fell."),
        ("It fell [1, 2].", [1, 2], "It fell."),
        ("It fell [ 2 ; 1 ].", [2, 1], "It fell."),
        ("It fell [Passage 3].", [3], "It fell."),
        ("It fell [1] and rose [1].", [1], "It fell and rose."),
        ("It fell [9].", [], "It fell."),  # not shown
        ("It fell [0].", [], "It fell."),
        ("He said [sic] it fell.", [], "He said [sic] it fell."),
        ("In [2026] it fell.", [], "In [2026] it fell."),  # a year is no marker
        ("[1", [], "[1"),
        ("", [], ""),
    ],
)
def test_markers_are_read_and_taken_out(text: str, numbers: list[int], bare: str) -> None:
    assert marked(text, shown=4) == numbers
    assert without_markers(text) == bare


@pytest.mark.parametrize(
    ("text", "numbers", "expected"),
    [
        ("It fell.", (1,), "It fell [1]."),
        ("It fell.", (1, 2), "It fell [1] [2]."),
        ("It fell", (1,), "It fell [1]"),
        ("Did it fall?", (1,), "Did it fall? [1]"),
        ("“It fell.”", (1,), "“It fell.” [1]"),
        ("It fell.", (), "It fell."),
    ],
)
def test_markers_are_put_before_the_final_stop(
    text: str, numbers: tuple[int, ...], expected: str
) -> None:
    assert with_markers(text, numbers) == expected
    assert without_markers(expected) == text


def test_quotes_are_numbered_from_one_by_first_use_and_keep_their_number() -> None:
    one, two = quotes_of([passage("It fell."), passage("It rose.", "b")])
    numbering = Numbering()
    assert [numbering.number(q) for q in (two, one, two, one)] == [1, 2, 1, 2]
    assert [c.n for c in numbering.citations] == [1, 2]
    assert [c.quote for c in numbering.citations] == [two.text, one.text]


@pytest.mark.parametrize("url", [None, "", "ftp://a.example/x", "javascript:alert(1)"])
def test_there_is_no_live_link_without_a_page(url: str | None) -> None:
    assert live_url(url, "It fell.") is None


def test_a_live_link_scrolls_to_the_quote() -> None:
    link = live_url("https://echo.example/a?b=1#top", "It fell, by 4-5 per cent & more.")
    assert link == (
        "https://echo.example/a?b=1#:~:text=It%20fell%2C%20by%204%2D5%20per%20cent%20%26%20more."
    )


def test_a_live_link_to_a_long_quote_names_its_beginning_and_end() -> None:
    quote = " ".join(f"word{n}" for n in range(40))
    link = live_url("https://echo.example/", quote)
    assert link is not None
    start, end = unquote(link.split("text=")[1]).split(",")
    assert quote.startswith(start)
    assert quote.endswith(end)


ANSWERS = st.lists(
    st.sampled_from(
        ["It fell", "rose", "by 4.25 per cent", "Tessmoor", ".", " ", " ", "[1]", " [2]", "[1][2]",
         "[1, 2]", " [Passage 3]", "[sic]", "(x)", "\n", "“We won.”", "[", "]", "[2026]",
         "[1, 2, 3, 4, 5, 6, 7, 8, 9]"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


def split(text: str, cuts: list[int]) -> list[str]:
    at = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[a:b] for a, b in pairwise(at)]


def filtered(tokens: list[str]) -> list[str]:
    marker_filter = MarkerFilter()
    return [*(marker_filter.feed(token) for token in tokens), marker_filter.flush()]


@given(ANSWERS, st.lists(st.integers(0, 400), max_size=40))
def test_however_an_answer_is_split_the_same_is_shown(text: str, cuts: list[int]) -> None:
    whole = "".join(filtered([text])).rstrip()
    assert "".join(filtered(split(text, cuts))).rstrip() == whole
    assert "".join(filtered(list(text))).rstrip() == whole


@given(ANSWERS)
def test_no_marker_is_ever_shown_and_no_half_of_one(text: str) -> None:
    shown = ""
    for piece in filtered(list(text)):
        shown += piece
        assert not MARKER.search(shown)
