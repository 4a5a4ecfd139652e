from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dates.windows import RECENTLY, prefers, window_of
from rag.domain import Window
from tests.rag.dates.test_mentions import THURSDAY, WORDS
from tests.rag.dates.window_rows import ASKED, FROM_THEN_ON, NONE

KNOWN = {
    "the election": date(2026, 2, 15),
    "the ceasefire": date(2026, 2, 1),
    "the death of the queen": date(2026, 1, 10),
    "the final": date(2026, 4, 1),
}


def shown(window: Window | None) -> str | None:
    if window is None:
        return None
    return f"{window.origin}: {window.start or ''}..{window.end or ''}"


@pytest.mark.parametrize(("question", "expected"), ASKED + FROM_THEN_ON)
def test_a_question_asks_for_days_of_publication(question: str, expected: str) -> None:
    assert shown(window_of(question, THURSDAY)) == expected


@pytest.mark.parametrize("question", NONE)
def test_a_question_that_any_day_may_answer_has_no_window(question: str) -> None:
    assert shown(window_of(question, THURSDAY)) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "What did polls say two days before the election?",
            "two days before the election: 2026-02-13..2026-02-15",
        ),
        (
            "What happened the week after the ceasefire?",
            "the week after the ceasefire: 2026-02-02..2026-02-10",
        ),
        (
            "What did the mayor say the day after the election?",
            "the day after the election: 2026-02-16..2026-02-18",
        ),
        (
            "Who spoke on the eve of the election?",
            "on the eve of the election: 2026-02-14..2026-02-16",
        ),
        (
            "Who spoke on the day of the election?",
            "on the day of the election: 2026-02-15..2026-02-17",
        ),
        (
            "Who spoke in the days before the election?",
            "in the days before the election: 2026-02-08..2026-02-16",
        ),
        (
            "Who resigned a week after the election?",
            "a week after the election: 2026-02-19..2026-02-27",
        ),
        ("What has happened since the ceasefire?", "since the ceasefire: 2026-02-01.."),
        (
            "Who spoke three days after the death of the queen?",
            "three days after the death of the queen: 2026-01-13..2026-01-15",
        ),
        (
            "Who spoke the day before the election by the river?",
            "the day before the election: 2026-02-14..2026-02-16",
        ),
        ("What happened two days after the final?", None),  # it lies ahead
        ("What happened two days after the storm?", None),  # nobody knows when it was
        ("What happened yesterday, two days after the storm?", "yesterday: 2026-03-04..2026-03-05"),
    ],
)
def test_days_are_told_from_an_event_whose_day_is_known(
    question: str, expected: str | None
) -> None:
    assert shown(window_of(question, THURSDAY, KNOWN.get)) == expected


@pytest.mark.parametrize("word", ["recently", "lately", "of late"])
def test_recently_is_a_preference_for_the_last_month(word: str) -> None:
    window = window_of(f"Who has resigned {word}?", THURSDAY)
    assert window == Window(THURSDAY - timedelta(days=RECENTLY), THURSDAY, word)
    assert prefers(window)


def test_other_windows_are_no_mere_preferences() -> None:
    window = window_of("Who resigned yesterday?", THURSDAY)
    assert window is not None
    assert not prefers(window)


@pytest.mark.parametrize(
    ("question", "today", "expected"),
    [
        ("Who resigned this week?", date(2026, 3, 2), "this week: 2026-02-24..2026-03-02"),
        ("Who resigned this week?", date(2026, 3, 8), "this week: 2026-03-02..2026-03-08"),
        ("Who resigned last week?", date(2026, 3, 2), "last week: 2026-02-23..2026-03-02"),
        ("Who resigned yesterday?", date(2026, 1, 1), "yesterday: 2025-12-31..2026-01-01"),
        ("Who resigned in December?", date(2026, 12, 9), "in December: 2026-12-01..2026-12-09"),
        ("Who resigned last Friday?", date(2026, 3, 8), "last Friday: 2026-02-27..2026-03-08"),
        ("Who won at the weekend?", date(2026, 3, 9), "at the weekend: 2026-03-07..2026-03-09"),
        ("Who resigned last month?", date(2026, 1, 31), "last month: 2025-12-01..2026-01-02"),
        (
            "Who resigned on 29 February?",
            date(2026, 3, 5),
            "on 29 February: 2024-02-29..2024-03-02",
        ),
        ("Who resigned on 3 January?", date(2026, 1, 2), "on 3 January: 2025-01-03..2025-01-05"),
        ("Who resigned this summer?", date(2026, 7, 9), "this summer: 2026-06-01..2026-07-09"),
        ("Who resigned last winter?", date(2026, 7, 9), "last winter: 2025-12-01..2026-03-02"),
    ],
)
def test_the_clock_decides(question: str, today: date, expected: str) -> None:
    assert shown(window_of(question, today)) == expected


@given(st.text(max_size=120), st.dates())
def test_any_question_has_a_window_that_quotes_it_or_none(question: str, today: date) -> None:
    check(question, today)


@given(
    st.lists(st.sampled_from([*WORDS, "election", "recently", "Who", "?", "week"]), max_size=14),
    st.dates(),
)
def test_any_words_of_time_have_a_window_that_does_not_reach_ahead(
    spoken: list[str], today: date
) -> None:
    check(" ".join(spoken), today)


def check(question: str, today: date) -> None:
    for event in (None, lambda _: today, lambda _: date.min, lambda _: date.max):
        window = window_of(question, today, event)
        if window is None:
            continue
        assert window.origin in question
        assert window.start is not None or window.end is not None
        assert window.start is None or window.start <= today
        assert window.end is None or window.end <= today
        if window.start and window.end:
            assert window.start <= window.end
