from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dates.mentions import Mention, mentions
from tests.rag.dates.mention_rows import ABSOLUTE, BOUNDED, OTHER_WORDS, RELATIVE, WEEKDAYS

THURSDAY = date(2026, 3, 5)
WORDS = """on in since until between and the last next this early late of past ago from to before
may march May 3 March 31 February 30 2026 1999 0 99999 three days weeks years hours decade Tuesday
Friday's week weekend month summer winter Q3 third quarter 1990s yesterday ’s , . - – 12/13/2026
2026-02-30 first half year century 19th""".split()


def shown(mention: Mention) -> str:
    first, last = mention.first, mention.last
    days = f"{first}" if first == last else f"{first or ''}..{last or ''}"
    return f"{mention.text}: {days}"


@pytest.mark.parametrize(
    ("sentence", "expected"), ABSOLUTE + RELATIVE + WEEKDAYS + BOUNDED + OTHER_WORDS
)
def test_the_dates_of_a_sentence_are_found_and_resolved(sentence: str, expected: str) -> None:
    found = mentions(sentence, THURSDAY)
    assert "|".join(shown(m) for m in found) == expected
    assert all(sentence[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize(
    ("sentence", "resolved", "weekday", "month", "day", "year_known"),
    [
        ("He left on Tuesday.", False, 1, None, None, False),
        ("He left yesterday.", False, None, None, None, False),
        ("He left last week.", False, None, None, None, False),
        ("He left three days ago.", False, None, None, None, False),
        ("He left on 3 March.", False, None, 3, 3, False),
        ("He left on Tuesday, 3 March.", False, 1, 3, 3, False),
        ("He left in March.", False, None, 3, None, False),
        ("He left in March 2026.", True, None, 3, None, True),
        ("He left on 3 March 2026.", True, None, 3, 3, True),
        ("He left in 1987.", True, None, None, None, True),
        ("He left last summer.", False, None, None, None, False),
        ("He left in Q3.", False, None, None, None, False),
    ],
)
def test_without_a_day_of_publication_what_is_named_is_kept(
    sentence: str,
    resolved: bool,
    weekday: int | None,
    month: int | None,
    day: int | None,
    year_known: bool,
) -> None:
    (found,) = mentions(sentence, None)
    assert (found.resolved, found.weekday, found.month, found.day, found.year_known) == (
        resolved,
        weekday,
        month,
        day,
        year_known,
    )


def test_a_year_that_was_taken_for_the_nearest_is_not_known() -> None:
    (found,) = mentions("He left on 3 March.", THURSDAY)
    assert found.resolved
    assert not found.year_known
    assert found.guessed


def test_a_possessive_is_no_part_of_a_date_but_noted() -> None:
    (found,) = mentions("Before Friday's vote he left.", THURSDAY)
    assert found.text == "Friday"
    assert found.owned
    assert found.side == "in"


@given(st.text(max_size=120), st.none() | st.dates())
def test_any_text_has_dates_that_stand_where_they_say(text: str, anchor: date | None) -> None:
    check(text, anchor)


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.none() | st.dates())
def test_any_words_of_time_have_dates_that_stand_where_they_say(
    spoken: list[str], anchor: date | None
) -> None:
    check(" ".join(spoken), anchor)


def check(text: str, anchor: date | None) -> None:
    at = 0
    for found in mentions(text, anchor):
        assert at <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        if found.first and found.last:
            assert found.first <= found.last
        at = found.end


def test_a_sentence_is_read_in_far_less_than_a_millisecond() -> None:
    sentence = (
        "The minister said on Tuesday that the bridge, which was closed on 3 March 2026 after a "
        "crash last week, will not reopen until early May, three months later than was promised "
        "to those who live beside it."
    )
    times = []
    for _ in range(30):
        begun = perf_counter()
        mentions(sentence, THURSDAY)
        times.append(perf_counter() - begun)
    assert min(times) < 0.001  # about 0.2 ms on one core; the best of many says what it takes
