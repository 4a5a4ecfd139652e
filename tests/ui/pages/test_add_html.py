"""The HTML of the page Add: every rejection told, and nothing that a source says executes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rag.index.feeds import Feed
from ui.adding.job import Job, Rejection, Source
from ui.pages.add_feeds import feeds_html
from ui.pages.add_form import form_html
from ui.pages.add_jobs import SHOWN, now_html, reports_html

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
HOSTILE = (
    "<script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "\"><svg onload=window.owned=1>",
    "' autofocus onfocus='window.owned=1",
    "javascript:window.owned=1",
    "</textarea></progress></bdi><script>window.owned=1</script>",
    "${window.owned=1}{{window.owned=1}}",
    "\u202egpj.exe",
    "https://x.example/\" onclick=\"window.owned=1",
    "https://x.example/<script>window.owned=1</script>",
)  # fmt: skip


def job(*sources: Source, state: str = "done", **given: object) -> Job:
    return Job("j1", sources, NOW, state=state, began=NOW, ended=NOW, **given)  # type: ignore[arg-type]


def unescaped(html: str) -> list[str]:
    """Names of elements and attributes, as a parser sees them."""
    tags = re.findall(r"<([a-z0-9]+)((?:\s[^\s=>]+(?:=\"[^\"]*\")?)*)\s*>", html)
    return [name for name, _ in tags] + [
        found.split("=")[0] for _, inner in tags for found in re.findall(r"\s([^\s=\"]+)=\"", inner)
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_a_source_says_becomes_an_element(words: str) -> None:
    rejected = Rejection(words, words)
    over = Source(words, step="done", rejected=(rejected,))
    going = Source(words, step="reading", began=NOW, found=1, total=2)
    feed = Feed(words, words, NOW.isoformat(), "failing", 1.0, 0, error=words)
    html = "".join(
        (
            reports_html([job(over, state="failed", failure=words)], NOW),
            now_html([job(going, state="running")], NOW),
            feeds_html([feed, replace(feed, address=words + "x")], NOW, on=True),
        )
    )
    names = unescaped(html)
    assert not {"script", "img", "svg"} & set(names)
    assert not [name for name in names if name.startswith("on")]
    assert 'href="javascript' not in html


def test_every_rejection_stands_with_its_source_and_reason() -> None:
    rejected = tuple(Rejection(f"https://x.example/{n}", f"reason {n}") for n in range(30))
    html = reports_html([job(Source("a", step="done", rejected=rejected))], NOW)
    assert all(f"reason {n}<" in html and f"x.example/{n}<" in html for n in range(30))
    assert "30 rejected, with reasons" in html


def test_rejections_beyond_what_a_page_bears_are_in_a_file() -> None:
    rejected = tuple(Rejection(f"s{n}", "why") for n in range(SHOWN + 7))
    html = reports_html([job(Source("a", step="done", rejected=rejected))], NOW)
    assert html.count("<tr>") == SHOWN + 1
    assert "and 7 more: " in html
    assert 'href="/api/jobs/j1"' in html


def test_a_page_that_is_held_back_is_told_with_the_way_to_quarantine() -> None:
    wall = Rejection("https://x.example/w", "a wall", held=True)
    html = reports_html([job(Source("a", step="done", rejected=(wall,), quarantined=1))], NOW)
    assert "Kept to be looked at." in html
    assert re.search(r'href="/articles\?[^"]*quarantined', html)


def test_what_runs_has_a_bar_a_button_and_a_line_that_is_heard() -> None:
    going = Source("a", step="reading", began=NOW, found=8, total=8, done=3)
    html = now_html([job(going, state="running")], NOW)
    assert 'max="8"' in html
    assert 'value="3"' in html
    assert 'data-cancel="j1"' in html
    assert re.search(r'role="status"[^>]*>Reading<', html)


def test_of_very_many_sources_those_around_the_one_that_is_read_are_shown() -> None:
    sources = [Source(f"s{n}", step="done" if n < 200 else "waiting") for n in range(400)]
    sources[200] = replace(sources[200], step="reading", began=NOW)
    html = now_html([job(*sources, state="running")], NOW)
    assert ">s200<" in html
    assert ">s5<" not in html
    assert "and 340 more sources" in html


def test_before_the_first_job_the_page_says_what_will_stand_there() -> None:
    assert "Nothing was added here since the server started" in reports_html([], NOW)
    assert "<h2" not in now_html([], NOW)


def test_watching_that_is_off_says_how_to_turn_it_on() -> None:
    html = feeds_html([], NOW, on=False)
    assert "dateline serve --watch" in html
    assert "DATELINE_WATCH=on" in html
    assert 'data-watching="on"' in html
    assert "No feed is watched yet" in html


def test_every_field_of_the_form_has_a_label() -> None:
    html = form_html()
    for field in re.findall(r'<(?:input|textarea) id="([^"]+)"', html):
        wrapped = re.search(rf'<label>[^<]*<input id="{field}"', html)
        assert wrapped or f'for="{field}"' in html, field
