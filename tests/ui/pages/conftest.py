"""The chat page opened in a real browser, with no conversation stored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.test_browser import CHROMIUM, FLAGS


@pytest.fixture(scope="module")
def chat_browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def no_chats(dateline) -> None:
    store = dateline.library.archive.conversations
    for heading in store.headings("", limit=1000)[0]:
        store.delete("", heading.id)


@pytest.fixture
def tab(chat_browser, address, no_chats):
    """The chat page, ready."""
    opened = chat_browser.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(20_000)
    opened.goto(address)
    opened.wait_for_selector("#shelf [data-open]")
    yield opened
    opened.close()
