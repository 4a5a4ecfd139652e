"""The page in a real browser: ask, see the evidence, open the quote, close it again."""

from __future__ import annotations

import json
import re

import httpx
import pytest

from tests import cli
from tests.browsing import BROWSER

QUESTION = "Why did the ceiling of the Sollan Harbour Tunnel come down?"

pytestmark = BROWSER


@pytest.fixture
def page(chromium, address):
    opened = chromium.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(30_000)
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(address)
    opened.wait_for_selector("#question textarea")
    yield opened
    opened.close()


def test_a_quote_is_one_click_away_and_stands_in_its_article(page, address):
    page.get_by_role("button", name=QUESTION).click()
    page.wait_for_selector("#past .receipt")
    quote = httpx.post(f"{address}/api/ask", json={"question": QUESTION}).json()["citations"][0]
    page.click("#past a.cite >> nth=0")
    mark = page.wait_for_selector("#reader mark")
    assert mark.text_content() == quote["quote"]
    assert mark.bounding_box()["y"] < 800
    page.keyboard.press("Escape")
    page.wait_for_selector("#reader", state="hidden")
    assert page.evaluate("document.activeElement.textContent") == "[1]"


def test_the_page_asks_nobody_but_its_server(page, address):
    page.wait_for_selector("#welcome h2")
    assert [url for url in page.asked if not url.startswith((address, "data:", "blob:"))] == []


def test_what_a_reader_types_does_not_run(page):
    words = "<img src=x onerror=window.owned=1>${window.owned=1}{{window.owned=1}}"
    page.fill("#question textarea", words)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#past .turn :is(.receipt, .failure)")
    assert page.text_content("#past .question") == words
    assert page.evaluate("window.owned") is None


def test_clear_brings_the_examples_back(page):
    page.get_by_role("button", name=QUESTION).click()
    page.wait_for_selector("#past .receipt")
    page.click("#clear")
    page.wait_for_selector("#past .turn", state="detached")
    assert page.is_visible("#welcome h2")


@pytest.fixture
def answered(page):
    """The page with one answer, whose place for feedback is there."""
    page.get_by_role("button", name=QUESTION).click()
    page.wait_for_selector("#past .feedback button")
    return page


def _said(dateline):
    return dateline.library.archive.feedback.all()[-1]


def test_one_click_says_that_an_answer_was_right(answered, dateline):
    height = answered.locator("#past .feedback").bounding_box()["height"]
    answered.get_by_role("button", name="Yes").click()
    answered.get_by_text("Thank you — stored in your library.").wait_for()
    said = _said(dateline)
    assert (said["rating"], said["correction"]) == ("up", None)
    assert said["answer"]["question"] == QUESTION
    assert said["answer"]["citations"]
    assert answered.locator("#past .feedback").bounding_box()["height"] == height


def test_what_would_be_right_is_told_with_the_keyboard_alone(answered, dateline):
    before = len(dateline.library.archive.feedback.all())
    answered.get_by_role("button", name="No", exact=True).focus()
    answered.keyboard.press("Enter")
    field = answered.get_by_label("What would be right?").get_by_role("textbox").first
    field.wait_for()
    assert _said(dateline)["rating"] == "down"  # stored, should the reader say no more
    answered.keyboard.type("A bolt <b>broke</b>.")
    answered.keyboard.press("Tab")
    answered.keyboard.type("It names the wrong part.")
    answered.keyboard.press("Tab")
    answered.keyboard.press("Enter")
    answered.get_by_text("Thank you").wait_for()
    said = _said(dateline)
    assert said["correction"] == "A bolt <b>broke</b>."
    assert said["comment"] == "It names the wrong part."
    assert len(dateline.library.archive.feedback.all()) == before + 1
    assert answered.evaluate("document.activeElement.textContent") == "Change"


def test_a_second_thought_takes_the_place_of_the_first(answered, dateline):
    before = len(dateline.library.archive.feedback.all())
    answered.get_by_role("button", name="No", exact=True).click()
    answered.get_by_role("button", name="Skip").click()
    answered.get_by_role("button", name="Change").click()
    assert answered.get_by_role("button", name="No", exact=True, pressed=True).is_visible()
    answered.get_by_role("button", name="Yes").click()
    answered.get_by_text("Thank you").wait_for()
    assert len(dateline.library.archive.feedback.all()) == before + 1
    assert _said(dateline)["rating"] == "up"


def test_what_is_being_typed_outlives_the_next_answer(answered, dateline):
    answered.get_by_role("button", name="No", exact=True).click()
    answered.fill("#past [name=correction]", "A bolt")
    answered.fill("#question textarea", "Who won the Harbour Cup?")
    answered.press("#question textarea", "Enter")
    answered.wait_for_selector("#past .turn:nth-child(2) .feedback button")
    assert answered.input_value("#past [name=correction]") == "A bolt"
    answered.get_by_role("button", name="Yes").last.click()
    answered.get_by_text("Thank you").wait_for()
    assert [past["question"] for past in _said(dateline)["history"]] == [QUESTION]


def test_feedback_that_could_not_be_stored_is_said_and_can_be_sent_again(answered):
    answered.route("**/api/feedback", lambda route: route.abort())
    answered.get_by_role("button", name="Yes").click()
    answered.get_by_text("This could not be stored").wait_for()
    answered.unroute("**/api/feedback")
    answered.get_by_role("button", name="Yes").click()
    answered.get_by_text("Thank you").wait_for()


def test_a_receipt_is_saved_as_a_file_that_the_command_accepts(answered, dateline, tmp_path):
    with answered.expect_download() as downloading:
        answered.get_by_role("button", name="Save receipt").click()
    saved = tmp_path / "receipt.json"
    downloading.value.save_as(saved)
    assert re.fullmatch(r"receipt-[0-9a-f]{8}\.json", downloading.value.suggested_filename)
    assert json.loads(saved.read_text("utf-8"))["question"] == QUESTION
    library = dateline.library.folder
    checked = cli.dateline("verify", "--receipt", saved, "--library", library)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "[1] stands" in checked.stdout


def test_a_marker_works_as_a_plain_link_without_javascript(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/read/sample-harbour-cup-1?version=1&start=0&end=40#quote")
    assert len(page.text_content("mark#quote")) == 40
    context.close()
