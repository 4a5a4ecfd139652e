"""The chat page opened in a real browser, with no conversation stored."""

from __future__ import annotations

import pytest


@pytest.fixture
def no_chats(dateline) -> None:
    store = dateline.library.archive.conversations
    for heading in store.headings("", limit=1000)[0]:
        store.delete("", heading.id)


@pytest.fixture
def tab(chromium, address, no_chats):
    """The chat page, ready."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(20_000)
    opened.goto(address)
    opened.wait_for_selector("#shelf [data-open]")
    yield opened
    opened.close()
