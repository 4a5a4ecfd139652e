"""The page Add in a real browser: paste, drop, stop, reload, watch; nothing that comes executes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.browsing import BROWSER, CHROMIUM, FLAGS
from tests.ingest.site import Page, Site, serving
from tests.ui.conftest import serving as served
from tests.ui.pages.add_making import application, slow_feed, until
from ui.adding.adding import Adding

FERRY = b"The night ferry to Skerrel will not sail on Friday, the harbour office said."
HOSTILE = (
    "<img src=x onerror=window.owned=1>.txt",
    "\"><svg onload=window.owned=1>.txt",
    "' autofocus onfocus='window.owned=1.txt",
    "${window.owned=1}{{window.owned=1}}.txt",
    "javascript:window.owned=1.txt",
    "</textarea><script>window.owned=1</script>.txt",
    "\u202egnp.txt",
)  # fmt: skip
PATHS = ("/%3Cscript%3E?q=<img%20src=x%20onerror=owned=1>", "/'onfocus='owned=1${owned=1}")

pytestmark = BROWSER


@pytest.fixture(scope="module")
def news() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture(autouse=True)
def _reachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_FETCH_HOSTS", "127.0.0.1")


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[tuple[str, Adding]]:
    library = Library(tmp_path_factory.mktemp("adding") / "library", embedder)
    library.open_to_write("a test")
    with application(library) as (app, adding), served(app) as address:
        yield address, adding
    library.close()


@pytest.fixture(scope="module")
def chromium(whole: tuple[str, Adding]) -> Iterator[Any]:  # which must be made before a loop runs
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def adding(whole: tuple[str, Adding]) -> Adding:
    return whole[1]


@pytest.fixture
def page(chromium: Any, whole: tuple[str, Adding]) -> Iterator[Any]:
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(30_000)
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(f"{whole[0]}/add")
    opened.wait_for_selector("#feeds .switch")
    yield opened
    opened.close()


def test_nothing_that_a_source_is_called_executes(page: Any, news: Site, adding: Adding) -> None:
    files = [{"name": name, "mimeType": "text/plain", "buffer": b"<html>"} for name in HOSTILE]
    page.set_input_files("#add-files", files)
    page.wait_for_function(f"document.querySelectorAll('#add-chosen li').length == {len(HOSTILE)}")
    page.fill("#add-addresses", "\n".join(news.url(path) for path in PATHS))
    page.click("#add-form .primary")
    page.wait_for_selector("#reports .rejections[open] tbody tr")
    told = page.locator("#reports tbody tr td:first-child").all_inner_texts()
    assert {name.replace("\u202e", "") for name in HOSTILE[:1]} <= set(told)
    assert len(told) == len(HOSTILE) + len(PATHS)
    assert page.evaluate("window.owned") is None
    assert page.locator("#adding :is(img, svg, script)").count() == 0
    base = page.url.removesuffix("/add")
    assert [url for url in page.asked if not url.startswith((base, "data:", "blob:"))] == []


def test_a_job_is_seen_by_every_browser_survives_a_reload_and_stops_by_keyboard(
    page: Any, chromium: Any, news: Site, adding: Adding
) -> None:
    page.fill("#add-addresses", slow_feed(news, 60))
    page.press("#add-addresses", "Control+Enter")
    page.wait_for_selector("#now progress[max='60']")
    page.get_by_text("Asked for. It goes on if you leave this page.").wait_for()
    assert page.input_value("#add-addresses") == ""
    other = chromium.new_page()
    other.goto(page.url)
    other.wait_for_selector("#now progress[max='60']")
    page.reload()
    page.wait_for_selector("#now progress[max='60']")
    page.get_by_role("button", name="Stop", exact=True).focus()
    before = page.locator("#now .told").inner_text()
    page.wait_for_function(
        "was => document.querySelector('#now .told').innerText != was", arg=before
    )
    assert page.evaluate("document.activeElement.textContent") == "Stop"
    page.keyboard.press("Enter")
    page.wait_for_selector("#reports .stopped h3")
    assert page.locator("#reports .stopped h3").inner_text().startswith("Stopped: ")
    assert page.evaluate("document.activeElement.tagName") == "H3"
    other.wait_for_selector("#reports .stopped h3")
    other.close()


def test_a_file_is_dropped_anywhere_and_what_nothing_reads_is_said_at_once(
    page: Any, adding: Adding
) -> None:
    page.evaluate(
        """text => {
          const held = new DataTransfer();
          held.items.add(new File([text], 'ferry.txt'));
          held.items.add(new File(['MZ'], 'setup.exe'));
          for (const type of ['dragover', 'drop']) document.querySelector('#reports').dispatchEvent(
            new DragEvent(type, {dataTransfer: held, bubbles: true, cancelable: true}));
        }""",
        FERRY.decode(),
    )
    page.get_by_text("Files of this kind are not read.").wait_for()
    page.get_by_text("2 files chosen, 1 of them cannot be read.").wait_for()
    page.click("#add-form .primary")
    assert until(lambda: adding.jobs.all()[0].outcomes["added"] == 1)
    page.get_by_role("heading", name="1 added", exact=True).wait_for()
    assert page.locator("#add-chosen li").count() == 0


def test_a_line_that_is_no_address_is_pointed_at_and_nothing_is_lost(page: Any) -> None:
    page.fill("#add-addresses", "https://a.example\n/etc/passwd")
    page.click("#add-form .primary")
    page.get_by_text("Line 2, '/etc/passwd', is no address of the web").wait_for()
    assert page.evaluate("document.activeElement.id") == "add-addresses"
    assert page.get_attribute("#add-addresses", "aria-invalid") == "true"
    assert page.input_value("#add-addresses").endswith("/etc/passwd")
    page.fill("#add-addresses", "")
    page.click("#add-form .primary")
    page.get_by_text("Paste at least one address, or choose a file.").wait_for()


def test_a_feed_is_watched_removed_and_watched_again(page: Any, news: Site, adding: Adding) -> None:
    url = news.add("/watched.xml", Page("gone", status=410)) + "?q=<b>x"
    page.fill("#feed-url", url)
    page.press("#feed-url", "Enter")
    page.get_by_text("Noted. It is polled once watching is on.").wait_for()
    page.get_by_text("Not polled yet; next when watching is on").wait_for()
    page.get_by_role("button", name="Start watching").click()
    page.get_by_text("the server answered 410 Gone").wait_for()
    page.get_by_role("button", name="Stop watching").click()
    page.get_by_role("button", name="Start watching").wait_for()
    page.get_by_role("button", name=f"Remove {url}").click()
    page.get_by_text("No feed is watched yet.").wait_for()
    page.keyboard.press("Enter")  # the focus is on the way back
    page.get_by_text("Watched again.").wait_for()
    assert until(lambda: adding.library.archive.feeds.get(url) is not None)


def test_it_fits_a_narrow_phone(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_selector("#reports .report")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
