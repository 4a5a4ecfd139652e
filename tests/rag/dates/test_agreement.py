from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dates.agreement import agree, carries, clashes
from rag.dates.mentions import Mention, mentions
from tests.rag.dates.test_mentions import THURSDAY, WORDS


def one(words: str, anchor: date | None = THURSDAY) -> Mention:
    (found,) = mentions(f"He left {words}.", anchor)
    return found


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("on Tuesday", "on 3 March"),
        ("on Tuesday", "on Tuesday night"),
        ("on Tuesday", "two days ago"),
        ("on March 3, 2026", "on Mar. 3"),
        ("in March", "on 3 March 2026"),
        ("in 2025", "in December 2025"),
        ("last week", "on Friday"),
        ("last year", "in 2025"),
        ("in the 1990s", "in 1994"),
        ("in Q3 2025", "in August 2025"),
        ("in early December", "on 3 December"),
        ("three years ago", "in 2023"),
        ("two months ago", "in January"),
        ("yesterday", "on Wednesday"),
        ("between 3 and 5 March", "on 4 March"),
        ("since March 2026", "since 1 March 2026"),
        ("last summer", "in July 2025"),
    ],
)
def test_dates_of_one_time_agree(claimed: str, said: str) -> None:
    assert agree(one(claimed), one(said))
    assert agree(one(said), one(claimed))
    assert not clashes(one(claimed), one(said))


@pytest.mark.parametrize(
    ("claimed", "said"),
    [
        ("on Tuesday", "on Wednesday"),
        ("on Tuesday", "on 4 March"),
        ("on Tuesday", "next Tuesday"),
        ("on 3 March", "on 3 May"),
        ("on 3 March 2025", "on 3 March"),
        ("in March", "on 3 February"),
        ("last week", "this week"),
        ("last year", "in 2024"),
        ("in the 1990s", "in 1989"),
        ("in Q3 2025", "in Q2 2025"),
        ("in early December", "in late December"),
        ("before 3 March", "after 3 March"),
        ("yesterday", "today"),
        ("three days ago", "five days ago"),
        ("until 2019", "since 2021"),
    ],
)
def test_dates_of_two_times_clash(claimed: str, said: str) -> None:
    assert clashes(one(claimed), one(said))
    assert clashes(one(said), one(claimed))
    assert not agree(one(claimed), one(said))


@pytest.mark.parametrize(
    ("claimed", "said", "together"),
    [
        ("on Tuesday", "on Tuesday", True),
        ("on Tuesday", "on Friday", False),
        ("on 3 March", "on March 3", True),
        ("on 3 March", "in March", True),
        ("on 3 March", "on 4 March", False),
        ("on Tuesday", "on 3 March 2026", True),
        ("on Tuesday", "on 4 March 2026", False),
        ("yesterday", "yesterday", True),
    ],
)
def test_without_a_day_of_publication_names_are_compared(
    claimed: str, said: str, together: bool
) -> None:
    assert agree(one(claimed, None), one(said, None)) is together
    assert clashes(one(claimed, None), one(said, None)) is not together


@pytest.mark.parametrize(
    ("claimed", "said"),
    [("yesterday", "last week"), ("yesterday", "on 3 March"), ("last week", "on Friday")],
)
def test_what_cannot_be_compared_neither_agrees_nor_clashes(claimed: str, said: str) -> None:
    assert not agree(one(claimed, None), one(said, None))
    assert not clashes(one(claimed, None), one(said, None))


def test_spans_that_overlap_neither_agree_nor_clash() -> None:
    assert not agree(one("in February"), one("between 20 January and 9 February"))
    assert not clashes(one("in February"), one("between 20 January and 9 February"))


def test_the_verb_alone_does_not_part_two_dates() -> None:
    (ahead,) = mentions("He will leave on Tuesday.", THURSDAY)
    assert agree(ahead, one("on Tuesday"))
    (ahead,) = mentions("He will leave on 3 March.", THURSDAY)
    assert agree(ahead, one("on 3 March"))


@pytest.mark.parametrize(
    ("said", "claimed", "carried"),
    [
        ("on 3 March", "in March", True),
        ("in March", "on 3 March", False),
        ("on 3 March", "on Tuesday", True),
        ("last week", "on Friday", False),
        ("on Friday", "last week", True),
        ("on 3 March", "on 4 March", False),
        ("in 2025", "in December 2025", False),
    ],
)
def test_a_claim_may_not_be_more_exact_than_what_carries_it(
    said: str, claimed: str, carried: bool
) -> None:
    assert carries(one(said), one(claimed)) is carried


@given(
    st.lists(st.sampled_from(WORDS), max_size=10),
    st.lists(st.sampled_from(WORDS), max_size=10),
    st.none() | st.dates(),
)
def test_no_two_dates_both_agree_and_clash(
    mine: list[str], theirs: list[str], anchor: date | None
) -> None:
    for a in mentions(" ".join(mine), anchor):
        assert agree(a, a)
        for b in mentions(" ".join(theirs), anchor):
            assert agree(a, b) == agree(b, a)
            assert clashes(a, b) == clashes(b, a)
            assert not (agree(a, b) and clashes(a, b))
