from __future__ import annotations

from datetime import date

import pytest

from rag.answering import Dateline
from rag.domain import Scope, Window
from rag.index.library import Library
from tests.rag.making import the_gate

TODAY = date(2026, 10, 7)


@pytest.fixture
def dateline(sample_library: Library) -> Dateline:
    return Dateline(sample_library, None, lambda: TODAY, the_gate())


def test_days_in_a_question_limit_what_is_found_and_are_told(dateline: Dateline) -> None:
    answer = dateline.ask("What did the National Bank do last week?")
    assert answer.window is not None
    assert answer.window.origin == "last week"
    assert answer.citations
    days = [citation.published_at or "" for citation in answer.citations]
    assert all("2026-09-28" <= day < "2026-10-08" for day in days)


def test_days_that_were_given_win_over_those_of_the_question(dateline: Dateline) -> None:
    given = Window(date(2026, 6, 1), date(2026, 6, 30))
    answer = dateline.ask("What did the National Bank do last week?", scope=Scope(given))
    assert answer.window == given


def test_where_only_other_days_answer_the_way_out_is_named(dateline: Dateline) -> None:
    answer = dateline.ask("Who won the Harbour Cup last week?")
    assert (answer.abstained, answer.reason) == (True, "outside_window")
    assert "last week (28 September 2026 to 6 October 2026)" in answer.text
    assert "The library holds articles from" in answer.text
    assert any("cup" in near.article_id for near in answer.nearest)


def test_nothing_later_than_the_clock_is_told_of(sample_library: Library) -> None:
    asked = Dateline(sample_library, None, lambda: TODAY, the_gate())
    answer = asked.ask("Who won the Harbour Cup last week?", scope=Scope(as_of=date(2026, 6, 20)))
    assert "2026-0" not in answer.text
    assert "October 2026" not in answer.text
    assert all((near.published_at or "") < "2026-06-21" for near in answer.nearest)


def test_where_nothing_at_all_answers_days_are_not_blamed(dateline: Dateline) -> None:
    answer = dateline.ask("Who is the president of Brazil since last week?")
    assert answer.reason == "nothing_found"


def test_an_undated_wish_for_news_does_not_hide_what_is_old(dateline: Dateline) -> None:
    answer = dateline.ask("Who won the Harbour Cup recently?")
    assert not answer.abstained


def test_sources_that_differ_are_both_told_with_outlet_and_day(dateline: Dateline) -> None:
    answer = dateline.ask("How many people were injured in the harbour tunnel?")
    assert len(answer.citations) >= 2
    assert "17" in answer.text
    assert "Twenty-three" in answer.text
    assert "14 April" in answer.text
    assert "Merravian Press Service" in answer.text
    assert answer.sources is not None
    assert answer.sources.outlets >= 2
