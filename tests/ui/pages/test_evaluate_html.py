"""The results as HTML: each question opens, each figure has its interval, nothing can run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.history import past_run
from tests.ui.pages.evaluating import HOSTILE, good_run, hostile_run
from ui.pages.evaluate_form import form_html, job_html, progress_line
from ui.pages.evaluate_gold import Gold
from ui.pages.evaluate_job import Job, Wish
from ui.pages.evaluate_question import question_html
from ui.pages.evaluate_results import results_html
from ui.pages.evaluate_words import moment, question_url, took

SAMPLE = Gold("sample", "Sample questions", "82 questions")
HARMLESS = frozenset(
    "article b bdi button caption circle code dd desc details div dl dt em fieldset figure form h1 "
    "h2 h3 h4 i input label legend li line ol option p pre progress q rect section select small "
    "span strong summary svg table tbody td text th thead title tr tspan ul a".split()
)


class _Looking(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.wrong.append(name)
            if name in ("href", "action", "src") and not str(value).startswith("/"):
                self.wrong.append(f"{name}={value}")


def _harmless(html: str) -> None:
    looking = _Looking()
    looking.feed(html)
    assert looking.wrong == []
    assert looking.tags <= HARMLESS


def _place(article: str, quote: str) -> tuple[str, str | None]:
    return article, f"/read/a?quote={len(quote)}"


def test_before_the_first_run_the_page_teaches(tmp_path: Path) -> None:
    html = results_html(tmp_path, "")
    assert "No run yet" in html
    assert "press Run" in html


def test_the_newest_run_is_open(tmp_path: Path) -> None:
    good_run(tmp_path, "old", started="2026-11-01T00:00:00+00:00")
    good_run(tmp_path, "new", started="2026-11-02T00:00:00+00:00")
    assert 'data-open="new"' in results_html(tmp_path, "")
    assert 'data-open="old"' in results_html(tmp_path, "?run=old")


def test_charts_show_the_runs_with_the_questions_of_the_open_one(tmp_path: Path) -> None:
    good_run(tmp_path, "one", started="2026-11-01T00:00:00+00:00")
    good_run(tmp_path, "two", started="2026-11-02T00:00:00+00:00")
    other = {"path": "ours.jsonl", "digest": "o", "questions": 5}
    good_run(tmp_path, "ours", started="2026-11-03T00:00:00+00:00", gold=other)
    assert "The last 2 runs: <bdi>Sample questions" in results_html(tmp_path, "?run=one")
    html = results_html(tmp_path, "")
    assert "The only run: <bdi>ours.jsonl" in html
    assert "Runs of other questions have charts of their own" in html
    assert html.index('value="one" selected') < html.index('value="two" selected')


def test_each_failure_can_be_opened_and_errors_come_first(tmp_path: Path) -> None:
    good_run(tmp_path)
    html = results_html(tmp_path, "")
    wrong = html[html.index('id="wrong"') :]
    links = re.findall(r'href="(/evaluations/[^"]+)"', wrong)
    assert links[0] == question_url("sample-1", "broken/one")
    assert {question_url("sample-1", name) for name in ("wrong", "silent", "right")} <= set(links)
    assert "1 of 5 questions ended in an error." in html


def test_figures_come_with_intervals_and_how_many_questions(tmp_path: Path) -> None:
    good_run(tmp_path)
    html = results_html(tmp_path, "")
    assert re.search(r"50\.0 %</span><span class=\"ends\">0\.0–100\.0 · n = 4", html)


def test_two_runs_are_compared_question_by_question(tmp_path: Path) -> None:
    good_run(tmp_path, "one", started="2026-11-01T00:00:00+00:00")
    hostile_run(tmp_path, "two")
    html = results_html(tmp_path, "?a=one&b=one")
    assert "Choose two different runs." in html
    good_run(tmp_path, "three", started="2026-11-03T00:00:00+00:00")
    html = results_html(tmp_path, "?a=one&b=three")
    assert "4 questions compared" in html
    assert "Right in A, wrong in B: 0" in html
    assert "broken/one is left out" in html


@pytest.mark.parametrize("query", ["?run=nothing", "?run=../../etc", "?a=x&b=y", "?run=%00"])
def test_a_run_that_is_not_there_is_said_in_words(tmp_path: Path, query: str) -> None:
    good_run(tmp_path)
    assert "there is no run" in results_html(tmp_path, query)


def test_a_run_of_other_making_is_said_in_words(tmp_path: Path) -> None:
    run = good_run(tmp_path)
    (run.folder / "rows.jsonl").write_text('{"correct": false}\n')
    assert "another version, or by hand" in results_html(tmp_path, "")


def test_no_place_of_this_machine_is_shown(tmp_path: Path) -> None:
    good_run(tmp_path)
    html = results_html(tmp_path, "")
    assert "/disk" not in html
    assert str(tmp_path) not in html


def test_a_question_shows_expected_said_cited_and_found(tmp_path: Path) -> None:
    good_run(tmp_path)
    _, rows = past_run(tmp_path, "sample-1")
    html = question_html(rows[1], _place)
    for told in (
        "Seven panels fell.", "found at rank 1", "its article is cited", "Nobody was killed",
        "something else was said", "[1]", "expected", "/read/a?version=1&amp;start=",
    ):  # fmt: skip
        assert told in html, told


def test_an_abstention_and_an_error_are_told_as_such(tmp_path: Path) -> None:
    good_run(tmp_path)
    _, rows = past_run(tmp_path, "sample-1")
    assert "no answer: nothing found" in question_html(rows[3], _place)
    assert "To say nothing" in question_html(rows[2], _place)
    assert "the quota is used up" in question_html(rows[4], _place)


@pytest.mark.parametrize("query", ["", "?run=hostile-1", "?a=hostile-1&b=hostile-2", "?run=<img>"])
def test_nothing_in_results_can_run(tmp_path: Path, query: str) -> None:
    hostile_run(tmp_path)
    hostile_run(tmp_path, "hostile-2")
    html = results_html(tmp_path, query)
    _harmless(html)
    assert query.startswith("?run=<") or "onerror=window.owned=1" in html  # as words
    assert ('id="wrong"' in html) is (query in ("", "?run=hostile-1"))


@pytest.mark.parametrize("n", range(len(HOSTILE)))
def test_nothing_in_a_question_can_run(tmp_path: Path, n: int) -> None:
    hostile_run(tmp_path)
    _, rows = past_run(tmp_path, "hostile-1")
    _harmless(question_html(rows[n], lambda article, quote: (article, None)))


@pytest.mark.parametrize("evil", HOSTILE)
def test_nothing_in_the_form_can_run(evil: str) -> None:
    gold = Gold(f"file:{evil}", evil, evil)
    wish = Wish(gold.key, answers=True)
    _harmless(form_html([gold], evil, wish, evil, evil))
    _harmless(job_html(Job(1, gold, wish, "failed", message=evil, run=evil), evil))


def test_what_cannot_be_asked_cannot_be_chosen() -> None:
    off = Gold("feedback", "Readers’ feedback", "None yet", usable=False)
    html = form_html([SAMPLE, off], "quotes", Wish("feedback"))
    assert re.search(r'value="feedback" disabled', html)
    assert html.count(" checked") == 1  # what to measure


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({}, "Reading questions and articles…"),
        (
            {"total": 9, "done": 3, "seconds": 6.0},
            "3 of 9 questions · 2.0 s each · about 12 s left",
        ),
        ({"total": 9, "done": 3, "before": 3}, "3 of 9 questions · 3 of them earlier"),
        (
            {"total": 9, "done": 1, "seconds": 0.5, "waiting": True},
            "1 of 9 questions · 500 ms each · waiting: readers come first",
        ),
        (
            {"total": 9, "done": 4, "seconds": 8.0, "state": "stopped"},
            "4 of 9 questions · 2.0 s each · in 8.0 s · the same run again goes on there",
        ),
    ],
)
def test_progress_is_told_with_rate_and_estimate(known: dict[str, object], line: str) -> None:
    assert progress_line(Job(1, SAMPLE, Wish("sample"), **known)) == line


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.036, "36 ms"), (2.94, "2.9 s"), (45, "45 s"), (150, "2 minutes")]
)
def test_times_are_told_as_people_say_them(seconds: float, said: str) -> None:
    assert took(seconds) == said


def test_a_moment_that_is_none_is_told_as_it_is() -> None:
    assert moment("2026-11-25T16:58:00+00:00") == "25 November 2026, 16:58"
    assert (moment("yesterday"), moment("")) == ("yesterday", "no date")
