"""The chat page in a real browser: conversations kept, found again, narrowed, told apart."""

from __future__ import annotations

from rag.domain import Sentence
from tests.browsing import BROWSER
from tests.ui.conversing import hostile
from tests.ui.pages.chat_tab import OTHER, ask, questions, titles
from tests.ui.test_browser import QUESTION
from tests.ui.test_render import ADDRESSES, PAYLOADS
from ui.page_noting import note_asked, note_over
from ui.page_turn import Turn

pytestmark = BROWSER


def test_a_conversation_has_an_address_for_reload_back_forward_and_other_browsers(
    tab, chromium, address
):
    ask(tab, QUESTION)
    tab.wait_for_url("**/?c=*")
    first = tab.url
    tab.reload()
    tab.wait_for_selector("#past .tools")
    assert questions(tab) == [QUESTION]
    tab.click("#finder .new")
    tab.wait_for_selector("#past .turn", state="detached")
    assert tab.url == f"{address}/"
    ask(tab, OTHER)
    tab.wait_for_function(f"location.href !== '{address}/'")
    second = tab.url
    assert second != first
    tab.go_back()
    tab.wait_for_selector("#welcome h2")
    tab.go_back()
    tab.wait_for_selector(f"#past .question:text-is('{QUESTION}')")
    assert tab.url == first
    tab.go_forward()
    tab.go_forward()
    tab.wait_for_selector(f"#past .question:text-is('{OTHER}')")
    elsewhere = chromium.new_context().new_page()
    elsewhere.goto(first)
    elsewhere.wait_for_selector("#past .tools")
    assert questions(elsewhere) == [QUESTION]
    elsewhere.context.close()


def test_a_follow_up_goes_into_the_conversation_that_was_opened_again(tab, dateline):
    ask(tab, QUESTION)
    tab.wait_for_url("**/?c=*")
    tab.reload()
    tab.wait_for_selector("#past .tools")
    ask(tab, OTHER, 2)
    (heading,) = dateline.library.archive.conversations.headings("")[0]
    assert heading.turns == 2


def test_an_address_of_nothing_says_so_and_lets_ask(tab, address):
    tab.goto(f"{address}/?c=no-such-chat")
    tab.wait_for_selector("#live .gone-chat")
    assert "There is no such conversation" in tab.text_content("#live")
    ask(tab, OTHER)
    tab.wait_for_function("!location.search.includes('no-such')")
    assert len(titles(tab)) == 1


def test_chats_are_searched_renamed_with_the_keyboard_and_deleted_after_a_question(tab, dateline):
    ask(tab, QUESTION)
    tab.click("#finder .new")
    tab.wait_for_selector("#past .turn", state="detached")
    ask(tab, OTHER)
    assert titles(tab) == [OTHER, QUESTION]
    tab.fill("#finder input", "tunnel")
    tab.wait_for_selector("#shelf [data-found='1 chat']")
    assert titles(tab) == [QUESTION]
    tab.fill("#finder input", "")
    tab.wait_for_function("document.querySelectorAll('#shelf .title').length === 2")
    tab.focus("#shelf li:nth-child(2) summary")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.type("<b>Bolts</b>")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#shelf .title:text-is('<b>Bolts</b>')")
    assert titles(tab) == [OTHER, "<b>Bolts</b>"]
    tab.click("#shelf li:nth-child(1) summary")
    tab.get_by_role("button", name="Delete").click()
    tab.get_by_role("button", name="Keep it").click()
    tab.get_by_role("button", name="Delete").click()
    tab.locator("#shelf .sure .yes").click()
    tab.wait_for_selector("#past .turn", state="detached")
    tab.wait_for_function("document.querySelectorAll('#shelf .title').length === 1")
    assert dateline.library.archive.conversations.headings("")[1] == 1
    assert "c=" not in tab.url


def test_a_chat_is_saved_as_a_file(tab):
    ask(tab, QUESTION)
    tab.click("#shelf summary")
    with tab.expect_download() as saving:
        tab.get_by_role("link", name="Save as Markdown").click()
    assert saving.value.suggested_filename.endswith(".md")


def test_what_is_picked_on_the_left_narrows_the_next_question_and_can_be_widened(tab):
    tab.select_option("#limits [name=outlet]", "Radio Arvel")
    tab.select_option("#limits [name=days]", "custom")
    tab.fill("#limits [name=from]", "2020-01-01")
    tab.fill("#limits [name=to]", "2020-01-31")
    tab.wait_for_selector(".limited:has-text('31 January 2020')")
    ask(tab, OTHER)
    asked = tab.text_content("#past .asked")
    assert "1 January 2020 to 31 January 2020" in asked
    assert "only from Radio Arvel" in asked
    assert tab.is_visible("#past .abstention")
    tab.click("[data-unlimited]")
    tab.wait_for_selector(".limited", state="detached")
    assert tab.input_value("#limits [name=days]") == ""
    tab.get_by_role("button", name="Ask all days and outlets").click()
    tab.wait_for_selector("#past .turn:not(:has(.abstention)) .tools")
    assert questions(tab) == [OTHER]
    assert "of all days" in tab.text_content("#past .asked")


def test_an_answer_that_the_server_broke_off_is_shown_as_far_as_it_came(tab, dateline, address):
    store = dateline.library.archive.conversations
    began = Turn(OTHER, checked=(Sentence("Rovers won.", "supported"),), pending="The g")
    place = note_asked(store, "", "", began)
    tab.goto(f"{address}/?c={place.conversation}")
    tab.wait_for_selector("#past .failure")
    assert "Rovers won. The g" in tab.text_content("#past .said")
    tab.get_by_role("button", name="Ask again").click()
    tab.wait_for_selector("#past .turn .receipt")
    assert store.read("", place.conversation).turns[0].state == "answered"


def test_a_phone_shows_one_region_at_a_time(chromium, address, no_chats):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    tab = context.new_page()
    tab.set_default_timeout(20_000)
    tab.goto(address)
    tab.wait_for_selector("#shelf [data-open]", state="attached")
    ask(tab, QUESTION)
    assert not tab.is_visible("#evidence")
    assert not tab.is_visible("#chats")
    tab.tap("#past a.cite >> nth=0")
    tab.wait_for_selector("#receipts .pointed")
    assert not tab.is_visible("#talk")
    assert tab.locator("#reader").count() == 0
    tab.get_by_role("button", name="Chats").tap()
    tab.tap("#shelf [data-chat]")
    tab.wait_for_selector("#past .tools")
    assert tab.is_visible("#talk")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_nothing_of_a_hostile_conversation_runs(tab, dateline, address):
    store = dateline.library.archive.conversations
    ran: list[str] = []
    tab.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    place = None
    for words in PAYLOADS + ADDRESSES:
        turn = hostile(words, words)
        place = note_asked(store, "", place.conversation if place else "", turn)
        note_over(store, "", place, turn)
    store.rename("", place.conversation, PAYLOADS[1])
    tab.goto(f"{address}/?c={place.conversation}")
    tab.wait_for_selector("#past .tools")
    assert tab.text_content("#shelf .title") == PAYLOADS[1]
    for at in (0, 1, 4, len(PAYLOADS) - 1):
        tab.locator("#past a.cite").nth(at).focus()
        tab.keyboard.press("Shift+Tab")
        tab.keyboard.press("Tab")
        assert tab.get_by_role("tooltip").locator("q").text_content() == PAYLOADS[at]
        tab.locator("#past .turn").nth(at).get_by_role("button", name="Edit").click()
        tab.keyboard.press("Escape")
    for act in tab.locator("#shelf summary, #shelf [data-rename]").all():
        act.click()
    tab.keyboard.press("Escape")
    scripts = "document.querySelectorAll('#sheet :is(script, iframe, img, svg, base)').length"
    assert tab.evaluate(scripts) == 0
    assert ran == []
