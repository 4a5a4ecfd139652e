"""The chat page in a real browser while an answer takes its time: leave it, switch, stop."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from rag.answering import Dateline
from rag.events import Evidence, Finished, Token
from tests.browsing import BROWSER, CHROMIUM, FLAGS
from tests.rag.making import the_gate
from tests.ui.conftest import TODAY, answer, built, found, serving

pytestmark = BROWSER


class Slow(Dateline):
    """Writes a word each tenth of a second."""

    def stream(self, question, history=(), scope=None, k=10):
        yield Evidence(found())
        for n in range(60):
            time.sleep(0.1)
            yield Token(f"word{n} ")
        yield Finished(answer())


@pytest.fixture
def slow(sample_library) -> Dateline:
    return Slow(sample_library, None, lambda: TODAY, the_gate())


@pytest.fixture
def tab(slow) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    for heading in slow.library.archive.conversations.headings("", limit=1000)[0]:
        slow.library.archive.conversations.delete("", heading.id)
    with serving(built(slow)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1280, "height": 800})
        opened.set_default_timeout(20_000)
        opened.goto(address)
        opened.wait_for_selector("#shelf [data-open]")
        yield opened
        browser.close()


def _begin(tab, question: str) -> None:
    tab.fill("#question textarea", question)
    tab.press("#question textarea", "Enter")
    tab.wait_for_selector(f"#live .turn:has-text('{question}') .pending")


def _states(store) -> dict[str, str]:
    headings = store.headings("")[0]
    return {one.title: store.read("", one.id).turns[0].state for one in headings}


def test_an_answer_that_is_left_or_stopped_is_kept_as_far_as_it_came(tab, slow):
    store = slow.library.archive.conversations
    _begin(tab, "Reloaded?")
    assert _states(store) == {"Reloaded?": "open"}
    tab.reload()
    tab.wait_for_selector("#past .turn:has-text('word0') .note")
    assert tab.get_by_role("button", name="Ask again").is_visible()

    tab.click("#finder .new")
    tab.wait_for_selector("#past .turn", state="detached")
    _begin(tab, "Switched?")
    tab.click("#shelf li:nth-child(2) [data-chat]")
    tab.wait_for_selector("#past .question:text-is('Reloaded?')")
    tab.wait_for_selector("#live .turn", state="detached")

    tab.click("#finder .new")
    tab.wait_for_selector("#past .turn", state="detached")
    _begin(tab, "Stopped?")
    tab.click("#stop")
    tab.wait_for_selector("#past .turn:has-text('word0') .note")
    wanted = dict.fromkeys(("Stopped?", "Switched?", "Reloaded?"), "stopped")
    assert _states(store) == wanted
