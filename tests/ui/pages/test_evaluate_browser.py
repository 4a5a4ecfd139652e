"""The page Evaluate in a real browser: run, stop, reload, open, compare; nothing hostile runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from eval.measuring import Plan
from eval.served import measure_served
from tests.browsing import BROWSER
from tests.ui.pages.evaluating import hostile_run

pytestmark = BROWSER


@pytest.fixture(scope="module")
def runs(dateline) -> Iterator[Path]:
    """Two runs with answers, of other questions each."""
    root = dateline.library.folder / "runs"
    for limit in (8, 4):
        plan = Plan(limit=limit, root=root, report=False)
        measure_served(plan, dateline, lambda: None, lambda *_: None)
    yield root
    shutil.rmtree(root)
    shutil.rmtree(root.parent / "gold", ignore_errors=True)


@pytest.fixture
def page(chromium, address, runs):
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, has_touch=False)
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(f"{address}/evaluate")
    opened.wait_for_selector("#evaluate-results .results")
    opened.wait_for_selector("form[data-run]")
    yield opened
    context.close()


def _over(page, state):
    page.wait_for_selector(f"#evaluate-job [data-state={state}]")


def test_a_run_outlives_a_reload_stops_when_told_and_blocks_no_reader(page, address):
    page.check("input[name=answers][value=yes]")
    page.press("input[name=limit]", "Enter")
    page.wait_for_selector("#evaluate-job [data-running]")
    asked = httpx.post(f"{address}/api/ask", json={"question": "Who won the Harbour Cup?"})
    assert asked.json()["citations"]
    page.reload()
    page.wait_for_selector("#evaluate-job [data-running]")
    assert page.is_checked("input[name=answers][value=yes]")
    page.get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    _over(page, "stopped")
    page.get_by_text("the same run again goes on there").first.wait_for()


def test_a_run_ends_with_its_figures_open(page):
    page.check("input[name=answers][value='']")
    page.fill("input[name=limit]", "5")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("heading", name="Sample questions: passages only").wait_for()
    _over(page, "done")
    assert "5 questions searched for" in page.inner_text(".run .lead")
    assert page.locator(".trend svg[role=img]").count() >= 2


def _first_of(page, runs):
    """Open the run of eight questions, which has answers and failures."""
    page.locator(".runs li", has_text="8 questions").locator("a").click()
    page.get_by_text("8 questions asked about 26 articles").wait_for()


def test_a_failure_opens_with_its_evidence_and_the_reader_with_the_keyboard_alone(page, runs):
    _first_of(page, runs)
    assert page.evaluate("document.activeElement.id") == "run-title"
    page.locator("#wrong details[data-kind] > summary").first.focus()
    page.keyboard.press("Enter")
    became = page.locator("#wrong article.became").first
    became.wait_for()
    for told in ("Accepted", "Expected evidence", "Said", "Passages found"):
        assert told in became.inner_text()
    became.locator("dt:text-is('Expected evidence') + dd a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#reader mark")
    page.keyboard.press("Escape")
    page.wait_for_selector("#reader", state="hidden")


def test_back_forward_and_reload_bring_the_same_run(page, runs):
    _first_of(page, runs)
    opened = page.url
    assert "?run=" in opened
    page.go_back()
    page.get_by_text("8 questions asked about 26 articles").wait_for(state="detached")
    page.go_forward()
    page.get_by_text("8 questions asked about 26 articles").wait_for()
    page.reload()
    page.get_by_text("8 questions asked about 26 articles").wait_for()
    assert page.url == opened


def _finished(runs):
    return sorted(run.name for run in runs.glob("sample-*") if (run / "summary.json").exists())


def test_two_runs_are_compared(page, runs):
    one, other = _finished(runs)[:2]
    page.select_option(".choose [name=a]", one)
    page.select_option(".choose [name=b]", other)
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("heading", name="Two runs, question by question").wait_for()
    assert "questions compared" in page.inner_text("#compared")
    page.reload()
    page.wait_for_selector("#compared .scroll")


def test_a_file_is_brought_in_asked_and_removed(page, tmp_path):
    bad = tmp_path / "bad<img src=x onerror=window.owned=1>.jsonl"
    bad.write_text('{"question": 1}\n')
    page.set_input_files("input[data-bring]", bad)
    page.get_by_role("alert").filter(has_text=".jsonl").wait_for()
    good = tmp_path / "ours.jsonl"
    good.write_text('{"id": "1", "question": "Who won the cup?", "answers": ["Rovers"]}\n')
    page.set_input_files("input[data-bring]", good)
    page.get_by_text("ours.jsonl is here: 1 question.").wait_for()
    assert page.is_checked("input[value='file:ours.jsonl']")
    page.get_by_role("button", name="Remove ours.jsonl").click()
    page.get_by_text("Removed. Its runs stay.").wait_for()
    assert page.locator("input[value='file:ours.jsonl']").count() == 0
    assert page.evaluate("window.owned") is None


def test_nothing_hostile_in_a_run_executes(page, address, runs):
    run = hostile_run(runs)
    try:
        page.goto(f"{address}/evaluate?run={run.folder.name}")
        page.wait_for_selector("#wrong details[data-kind]")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator("#wrong article.became").nth(10).wait_for()
        page.select_option(".tools select", index=1)
        page.goto(f"{address}/evaluate?a={run.folder.name}&b={_finished(runs)[0]}")
        page.wait_for_selector("#compared .scroll")
        assert page.evaluate("window.owned") is None
        ours = (address, "data:", "blob:")
        assert [url for url in page.asked if not url.startswith(ours)] == []
    finally:
        shutil.rmtree(run.folder)


def test_nothing_is_wider_than_a_small_phone(page):
    page.set_viewport_size({"width": 360, "height": 780})
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.wait_for_selector("#wrong article.became")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
