"""The page in a real browser: on a phone, in the dark, without a script, narrowed with one."""

from __future__ import annotations

import pytest

from tests.browsing import BROWSER
from tests.eval.report.making import HOSTILE

pytestmark = BROWSER
LUMINANCE = """(selector) => {
  const of = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const element = document.querySelector(selector);
  const style = getComputedStyle(element);
  const ink = of(element.closest("svg") ? style.fill : style.color);
  const paper = of(getComputedStyle(document.documentElement).backgroundColor);
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}"""


@pytest.fixture
def opened(chromium, run):
    def look(width=1280, **given):
        page = chromium.new_page(viewport={"width": width, "height": 800}, **given)
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto((run / "report.html").as_uri())
        pages.append(page)
        return page

    pages = []
    yield look
    for page in pages:
        page.close()


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_is_wider_than_the_screen_and_nothing_is_fetched(opened, width):
    page = opened(width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert len(page.asked) == 1
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "selector", ["h1", ".lead", "dt", ".main .meaning", ".main .ends .muted", ".unscored td",
                 "figcaption", ".chart text", ".alarm a", ".why"],
)  # fmt: skip
def test_every_text_stands_out_from_the_paper(opened, scheme, selector):
    assert opened(color_scheme=scheme).evaluate(LUMINANCE, selector) >= 4.5


def test_without_a_script_all_is_there_but_the_tools(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("#failures details").count() > 5
    assert not page.locator("#tools").is_visible()
    page.locator("#failures summary").first.click()
    assert page.locator("#failures dl").first.is_visible()


def test_failures_can_be_narrowed_to_some_words_and_opened(opened):
    page = opened()
    page.get_by_role("searchbox").fill(HOSTILE[0][:20].upper())
    assert page.locator("#failures summary:visible").count() == 1
    assert page.locator("#failures .kind:visible").count() == 1
    page.get_by_role("button", name="Open all").click()
    assert page.locator("#failures dl:visible").count() == 1
    page.get_by_role("button", name="Close all").click()
    assert page.locator("#failures dl:visible").count() == 0


def test_a_print_shows_every_failure_in_full_and_no_tools(opened):
    page = opened()
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("#tools").is_visible()
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    heights = page.evaluate(
        "[...document.querySelectorAll('details dl')].map((one) => one.offsetHeight)"
    )
    assert heights
    assert min(heights) > 0
