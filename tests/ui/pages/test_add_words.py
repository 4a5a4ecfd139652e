"""What the page Add says of pace, progress, outcomes, times and feeds; which addresses it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rag.errors import InputError
from rag.index.feeds import Feed
from ui.adding.job import Job, Rejection, Source
from ui.adding.named import MOST, addresses
from ui.pages.add_words import (
    ago,
    feed_lines,
    headline,
    pace,
    progress,
    roughly,
    span,
    tally,
    under_way,
    until,
)

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
WALL = Rejection("x", "a wall")


def before(**given: float) -> datetime:
    return NOW - timedelta(**given)


@pytest.mark.parametrize(
    ("outcomes", "rejected", "said"),
    [
        ({}, 0, "nothing"),
        ({"added": 1200, "unchanged": 3}, 0, "1,200 added, 3 unchanged"),
        ({"duplicates": 1}, 2, "1 duplicate, 2 rejected"),
        ({"updated": 2, "added": 0, "duplicates": 2}, 0, "2 updated, 2 duplicates"),
    ],
)
def test_outcomes_are_counted_in_one_order(outcomes: Any, rejected: int, said: str) -> None:
    assert tally(outcomes, rejected) == said


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0, ""), (0.001, "1 a minute"), (0.5, "30 a minute"), (4.24, "4.2 a second"),
        (1500, "1,500 a second"),
    ],
)  # fmt: skip
def test_pace_is_said_in_the_unit_that_suits_it(rate: float, said: str) -> None:
    assert pace(rate) == said


@pytest.mark.parametrize(
    ("seconds", "said", "left"),
    [
        (0.2, "1 second", "a few seconds left"),
        (44, "44 seconds", "about 45 seconds left"),
        (58, "58 seconds", "about 1 minute left"),
        (200, "3 minutes", "about 3 minutes left"),
        (3580, "1 hour", "about 1 hour left"),
        (9000, "2 hours", "about 2 hours left"),
        (90_000, "1 day", "about 1 day left"),
    ],
)
def test_a_while_is_said_no_more_exactly_than_it_is_known(
    seconds: float, said: str, left: str
) -> None:
    assert (span(seconds), roughly(seconds)) == (said, left)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (before(seconds=3), "just now"),
        (before(seconds=50), "1 minute ago"),
        (before(hours=5), "5 hours ago"),
        (before(days=20), "on 5 November 2026"),
    ],
)
def test_what_was_is_said_from_now(at: datetime, said: str) -> None:
    assert ago(at, NOW) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(-5, "now"), (20, "within a minute"), (1800, "in 30 minutes")]
)
def test_what_comes_is_said_from_now(seconds: float, said: str) -> None:
    assert until(NOW + timedelta(seconds=seconds), NOW) == said


READING = Source("a", step="reading", began=before(seconds=10))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("a"), "waiting"),
        (READING, "opening"),
        (replace(READING, found=3), "3 found so far"),
        (replace(READING, found=3, done=2), "2 so far · 12 a minute"),
        (
            replace(READING, found=120, total=120, done=20),
            "20 of 120 · 2.0 a second · about 50 seconds left",
        ),
        (replace(READING, found=9, total=3, done=9), "9 of 9 · 54 a minute"),
        (Source("a", step="stopped"), "not begun"),
        (replace(READING, step="stopped"), "stopped"),
        (
            replace(READING, step="stopped", done=5, total=40, outcomes={"added": 5}),
            "stopped after 5 of 40: 5 added",
        ),
        (Source("a", step="done", outcomes={"added": 1}, rejected=(WALL,)), "1 added, 1 rejected"),
    ],
)
def test_a_source_says_how_far_it_is(source: Source, said: str) -> None:
    assert progress(source, NOW) == said


@pytest.mark.parametrize(
    ("state", "outcomes", "said"),
    [
        ("done", {"added": 2}, "2 added"),
        ("done", {}, "Nothing to add"),
        ("stopped", {"added": 2}, "Stopped: 2 added"),
        ("stopped", {}, "Stopped: nothing came in"),
        ("failed", {}, "Could not go on: nothing"),
    ],
)
def test_a_report_begins_with_what_became_of_the_job(state: Any, outcomes: Any, said: str) -> None:
    job = Job("1", (Source("a", step="done", outcomes=outcomes),), NOW, state=state, began=NOW)
    assert headline(job) == said


def test_a_job_that_was_never_begun_says_so() -> None:
    assert headline(Job("1", (Source("a"),), NOW, state="stopped")) == "Stopped before it began"


@pytest.mark.parametrize(
    ("state", "steps", "said"),
    [
        ("waiting", ("waiting", "waiting"), "Waiting: 2 sources"),
        ("running", ("reading",), "Reading"),
        ("running", ("done", "reading"), "Reading source 2 of 2"),
        ("stopping", ("reading",), "Stopping: what is in hand is being finished"),
    ],
)
def test_a_job_says_what_it_is_at(state: Any, steps: Any, said: str) -> None:
    job = Job("1", tuple(Source("a", step=step) for step in steps), NOW, state=state)
    assert under_way(job) == said


FEED = Feed("https://x.example/f", "https://x.example/f", NOW.isoformat(), "new", 1800.0, 0)
DUE = int(NOW.timestamp()) + 1800


@pytest.mark.parametrize(
    ("feed", "on", "lines"),
    [
        (FEED, False, ["Not polled yet; next when watching is on"]),
        (FEED, True, ["Not polled yet; next now"]),
        (replace(FEED, due=DUE), True, ["Not polled yet; being polled for the first time"]),
        (
            replace(
                FEED, due=DUE, articles=2, polled_at=before(minutes=4).isoformat(),
                newest_at=before(hours=3).isoformat(),
            ),
            True,
            ["2 articles brought, last 3 hours ago", "Polled 4 minutes ago; next in 30 minutes"],
        ),
        (
            replace(FEED, status="gone", polled_at=NOW.isoformat()),
            True,
            ["Polled just now; not polled any more"],
        ),
    ],
)  # fmt: skip
def test_a_feed_says_what_it_brought_and_when_it_is_polled(
    feed: Feed, on: bool, lines: list[str]
) -> None:
    assert feed_lines(feed, NOW, on=on) == lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("https://a.example/1\n\n  https://a.example/1  ", ["https://a.example/1"]),
        (
            "<https://a.example/1>\r\n'http://b.example'",
            ["https://a.example/1", "http://b.example"],
        ),
        ("news.example/feed.xml", ["https://news.example/feed.xml"]),
        ("www.news.example", ["https://www.news.example"]),
    ],
)
def test_addresses_are_taken_as_people_paste_them(text: str, found: list[str]) -> None:
    assert addresses(text) == found


@pytest.mark.parametrize(
    "line",
    [
        "/etc/passwd", "file:///etc/passwd", "~/clippings", "-", "*.html", "ftp://a.example/x",
        "javascript:alert(1)", "https://", "two words.example", "https://a b.example", "notes",
        "C:\\articles", "../library/archive.db", "https://a.example/" + "x" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(InputError, match=r"line 2, .* is no address of the web"):
        addresses(f"https://a.example\n{line}")


def test_very_many_addresses_are_refused_with_a_way_out() -> None:
    with pytest.raises(InputError, match=r"save them as a \.txt file"):
        addresses("\n".join(f"https://a.example/{n}" for n in range(MOST + 1)))
