"""What can be done with an answer in a real browser: quotes at hand, change, copy, share, flag."""

from __future__ import annotations

import httpx

from tests.browsing import BROWSER
from tests.ui.pages.chat_tab import OTHER, ask, questions
from tests.ui.test_browser import QUESTION

pytestmark = BROWSER


def test_a_quote_shows_on_hover_and_focus_without_moving_anything_and_escape_hides_it(tab):
    ask(tab, QUESTION)
    chip = tab.locator("#past a.cite").first
    before = chip.bounding_box(), tab.locator("#past .receipt").bounding_box()
    chip.hover()
    card = tab.get_by_role("tooltip")
    card.wait_for()
    assert "salt water had corroded the steel bolts" in card.text_content()
    assert "The Carrowmere Ledger · 16 July 2026" in card.text_content()
    assert (chip.bounding_box(), tab.locator("#past .receipt").bounding_box()) == before
    tab.keyboard.press("Escape")
    card.wait_for(state="hidden")
    tab.focus("#question textarea")
    tab.mouse.move(2, 2)
    while tab.evaluate("document.activeElement.className") != "cite":
        tab.keyboard.press("Shift+Tab")
    card.wait_for()
    assert chip.get_attribute("aria-describedby") == "quote-card"


def test_a_click_shows_the_quote_of_an_earlier_answer_in_the_evidence_and_in_its_article(tab):
    ask(tab, QUESTION)
    ask(tab, OTHER, 2)
    tab.wait_for_selector("#receipts [data-turn='2']")
    tab.click("#past .turn:nth-of-type(1) a.cite")
    tab.wait_for_selector("#reader mark")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#receipts [data-turn='1'] .pointed")
    assert "bolts" in tab.text_content("#receipts .pointed blockquote")


def test_a_question_is_changed_and_all_below_it_goes(tab, dateline):
    ask(tab, QUESTION)
    ask(tab, OTHER, 2)
    tab.click("#past .turn:nth-of-type(1) [data-act=edit]")
    tab.keyboard.press("Escape")
    tab.click("#past .turn:nth-of-type(1) [data-act=edit]")
    tab.fill("#past .edit textarea", OTHER)
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.querySelectorAll('#past .tools').length === 1")
    assert questions(tab) == [OTHER]
    store = dateline.library.archive.conversations
    (heading,) = store.headings("")[0]
    assert [turn.question for turn in store.read("", heading.id).turns] == [OTHER]
    tab.click("#past [data-act=again]")
    tab.wait_for_selector("#past .turn", state="detached")
    tab.wait_for_selector("#past .turn .tools")
    assert store.read("", heading.id).turns[0].state == "answered"


def test_an_answer_is_copied_with_its_sources(tab, chromium, address):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(tab, QUESTION)
    tab.click("#past [data-act=copy]")
    tab.get_by_text("Copied, with its sources.").wait_for()
    text = tab.evaluate("navigator.clipboard.readText()")
    assert "contractor and the state [1]." in text
    assert "[1] “The ceiling of the Sollan Harbour Tunnel came down" in text
    assert "The Carrowmere Ledger, 16 July 2026" in text


def test_an_answer_is_shared_by_a_link_that_can_be_taken_back(tab, address):
    ask(tab, QUESTION)
    tab.wait_for_url("**/?c=*")
    tab.click("#past [data-act=share]")
    link = tab.wait_for_selector("#past .told a").get_attribute("href")
    assert QUESTION in httpx.get(f"{address}{link}").text
    tab.get_by_role("button", name="Take it back").click()
    tab.get_by_text("The link leads nowhere any more.").wait_for()
    assert httpx.get(f"{address}{link}").status_code == 404


def test_what_to_read_on_is_asked_with_a_click(tab):
    ask(tab, QUESTION)
    headline = tab.locator("#past .next button").first
    words = headline.text_content()
    headline.click()
    tab.wait_for_selector("#past .turn:nth-of-type(2) .tools")
    assert questions(tab)[1] == f"What is known about this: {words}?"


def test_a_flagged_quote_is_stored_with_the_answer_and_can_be_unflagged(tab, dateline):
    ask(tab, QUESTION)
    before = len(dateline.library.archive.feedback.all())
    tab.wait_for_selector("#past .feedback button")
    tab.get_by_role("button", name="Wrong evidence").click()
    flagged = tab.get_by_role("button", name="Flagged as wrong", pressed=True)
    flagged.wait_for()
    said = dateline.library.archive.feedback.all()[-1]
    assert (said["rating"], said["wrong"]) == ("down", [1])
    flagged.click()
    tab.get_by_role("button", name="Wrong evidence", pressed=False).wait_for()
    assert dateline.library.archive.feedback.all()[-1]["wrong"] == []
    assert len(dateline.library.archive.feedback.all()) == before + 1
