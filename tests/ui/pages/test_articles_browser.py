"""The page Articles in a real browser: search, sort, leaf, read, compare, remove; nothing runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.stories.following import follow_stories
from rag.answering import Dateline
from rag.index.library import Library
from rag.provenance import Quarantined
from tests.browsing import BROWSER
from tests.rag.making import draft, put, store, the_gate
from tests.ui.conftest import TODAY, built, serving

EVIL = (
    '"><script>window.owned=1</script><img src=/x onerror=window.owned=1></textarea>'
    "\u202eli${window.owned=1}"
)
COPIED = " The harbour master said that the boats would sail again on Friday at noon." * 3
VIEWS = ("stories", "timeline", "quarantined", "articles")

pytestmark = BROWSER


@pytest.fixture(scope="module")
def library(tmp_path_factory, embedder) -> Iterator[Library]:
    """A library with more than a page of articles, a hostile one and one that changed."""
    opened = Library(tmp_path_factory.mktemp("articles") / "library", embedder)
    opened.open_to_write("a test")
    archive = opened.archive
    put(
        opened,
        draft("The ferry sails again. It costs five marls.", "ferry", title="Ferry returns",
              outlet="The Port Post", published="2026-03-02"),
        draft("عادت العبارة إلى الميناء.", "rtl", title="عودة العبارة", published="2026-03-03"),
        draft(EVIL + COPIED, "evil", title=EVIL, outlet=EVIL,
              published="2026-03-04", url="javascript:window.owned=1", labels=(EVIL,), wire=EVIL),
    )  # fmt: skip
    store(archive, draft("The ferry sails again. It costs six marls.", "ferry",
                         title="Ferry returns", outlet="The Port Post",
                         published="2026-03-02"))  # fmt: skip
    store(archive, draft(COPIED, "copy", title="A copy", outlet="Courier", published="2026-03-04"))
    store(archive, *(draft(f"Item {n}.", f"n{n}", title=f"Item {n:02}", outlet="Courier",
                           published="2026-01-05") for n in range(60)))  # fmt: skip
    archive.quarantine.put(
        Quarantined(EVIL, "javascript:window.owned=1", EVIL, "2026-01-01", EVIL, EVIL), "q", None
    )
    follow_stories(archive)
    opened.follow()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(library) -> Iterator[str]:
    with serving(built(Dateline(library, None, lambda: TODAY, the_gate()))) as at:
        yield at


@pytest.fixture
def page(address, chromium):
    opened = chromium.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(15_000)
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    _go(opened, address)
    yield opened
    opened.close()


def _go(page, address, query=""):
    page.goto(f"{address}/articles{query}")
    page.wait_for_selector("#articles .sheet")


def _drawn(page, query):
    page.wait_for_selector(f'#articles .sheet[data-query="{query}"]:not([aria-busy])')


def _each_view(page):
    """Open one after the other."""
    for view in VIEWS:
        page.click(f"[data-key=show-{view}]")
        page.wait_for_selector(f"#articles .sheet[data-show={view}]:not([aria-busy])")
        yield view


def _headlines(page):
    return page.locator("#articles tbody .headline > a").all_text_contents()


def test_words_narrow_the_list_as_they_are_typed_and_the_address_keeps_them(page, address):
    page.locator("#articles-form [name=q]").press_sequentially("ferry")
    _drawn(page, "q=ferry")
    assert _headlines(page) == ["Ferry returns"]
    page.get_by_text("1–1 of 1 article, the best match first").first.wait_for()
    assert page.text_content("#articles-form [role=status]").startswith("1–1 of 1 article")
    page.go_back()
    _drawn(page, "")
    assert page.input_value("#articles-form [name=q]") == ""
    page.go_forward()
    _drawn(page, "q=ferry")
    page.reload()
    _drawn(page, "q=ferry")
    assert (_headlines(page), page.input_value("[name=q]")) == (["Ferry returns"], "ferry")


def test_the_list_is_sorted_and_leafed_through_with_the_keyboard_alone(page):
    head = page.get_by_role("columnheader", name="Headline").get_by_role("link")
    head.focus()
    page.keyboard.press("Enter")
    _drawn(page, "sort=headline&dir=up")
    assert page.evaluate("document.activeElement.dataset.key") == "sort-headline"
    assert _headlines(page)[1:4] == ["A copy", "Ferry returns", "Item 00"]
    page.locator("[data-key=next]").focus()
    page.keyboard.press("Enter")
    _drawn(page, "sort=headline&dir=up&page=2")
    assert page.evaluate("document.activeElement.textContent").startswith("51–6")
    assert page.locator(".leaves [aria-current=page]").text_content() == "Page 2"


def test_filters_work_at_once_and_are_cleared(page):
    page.select_option("[name=outlet]", "The Port Post")
    _drawn(page, "outlet=The+Port+Post")
    page.check("[name=undated]")
    _drawn(page, "outlet=The+Port+Post&undated=1")
    page.get_by_role("link", name="With a date, too").click()
    _drawn(page, "outlet=The+Port+Post")
    assert not page.is_checked("[name=undated]")
    page.click("#articles-form [data-clear]")
    _drawn(page, "")
    assert page.input_value("[name=outlet]") == ""


def test_an_article_is_read_and_its_history_shows_what_changed(page):
    page.get_by_role("link", name="Ferry returns", exact=True).click()
    page.wait_for_selector("#reader .text")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="History of Ferry returns").click()
    page.wait_for_selector("#reader .history")
    assert page.locator("#reader del").all_text_contents() == [" five"]
    assert page.locator("#reader ins").all_text_contents() == [" six"]
    page.get_by_role("link", name="Read this version").last.click()
    page.get_by_text("This is version 1 of 2").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "History"


def test_an_article_is_removed_only_after_the_question(page, library):
    page.fill("[name=q]", "Item 59")
    _drawn(page, "q=Item+59")
    button = page.get_by_role("button", name="Remove Item 59")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#withdraw")
    assert page.text_content("#withdraw .named") == "Item 59"
    page.keyboard.press("Enter")  # on "Keep it"
    page.wait_for_selector("#withdraw", state="hidden")
    assert not library.archive.article("n59").removed
    assert page.evaluate("document.activeElement.dataset.remove") == "n59"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_text("Removed: Item 59").first.wait_for()
    assert library.archive.article("n59").removed
    assert "Item 59" not in _headlines(page)


def test_the_timeline_leads_to_its_articles(page):
    page.click("[data-key=show-timeline]")
    _drawn(page, "show=timeline")
    page.get_by_text("The numbers as a table").click()
    page.get_by_role("link", name="2 Mar 2026", exact=True).click()
    _drawn(page, "from=2026-03-02&to=2026-03-02")
    assert _headlines(page) == ["Ferry returns"]
    assert page.input_value("[name=from]") == "2026-03-02"


def test_nothing_of_a_hostile_article_runs_and_nobody_else_is_asked(page, address):
    for _ in _each_view(page):
        assert "window.owned" in page.text_content("#articles")
        assert page.evaluate("window.owned") is None
    page.locator("#articles .headline a", has_text="window.owned").first.click()
    page.wait_for_selector("#reader .text")
    page.keyboard.press("Escape")
    page.locator("#articles tr", has_text="window.owned").get_by_text("History").click()
    page.wait_for_selector("#reader .history")
    page.keyboard.press("Escape")
    page.locator("#articles tr", has_text="window.owned").get_by_text("Remove").click()
    assert "<script>" in page.text_content("#withdraw .named")
    page.keyboard.press("Escape")
    page.fill("#articles-form [name=q]", EVIL)
    page.wait_for_selector("#articles .nothing, #articles tbody")
    assert page.evaluate("window.owned") is None
    assert page.locator("#articles :is(script, img, iframe), [href^=javascript]").count() == 0
    assert [url for url in page.asked if not url.startswith((address, "data:", "blob:"))] == []
    assert [url for url in page.asked if url.endswith("/x")] == []


def test_every_view_fits_a_narrow_phone(address, chromium):
    phone = chromium.new_page(viewport={"width": 360, "height": 740})
    _go(phone, address, "?page=2")
    for view in _each_view(phone):
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, view
    phone.get_by_role("button", name="Filters").click()
    assert phone.is_visible("[name=outlet]")
    phone.close()


def test_the_masthead_leads_from_page_to_page(page, address):
    assert page.locator("nav.pages [aria-current=page]").text_content() == "Articles"
    assert page.title() == "Articles — Dateline"
    assert page.locator(".nav-holder:visible").count() == 0
    page.click("nav.pages a >> text=Chat")
    page.wait_for_selector("#question textarea")
    page.go_back()
    page.wait_for_selector("#articles .sheet")
