"""Turns that are stored come back to the page as they were shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rag.conversations import ConversationTurn
from rag.domain import Exchange, Scope, Sentence, Window
from rag.errors import ConversationNotFound
from rag.index.archive import Archive
from tests.ui.conftest import TODAY, answer, citation, found, passage
from tests.ui.conversing import conversation
from ui.evidence import evidence_html
from ui.page_kept import UNFINISHED, chat_of, kept, shown
from ui.page_noting import note_asked, note_over
from ui.page_turn import Turn
from ui.render import turn_html

CHECKED = (Sentence("Rovers won [1].", "supported", None, (1,)),)
WHOLE = Turn(
    "Who won?",
    found(passage(labels=("opinion",)), passage("They drew.")),
    answer=replace(answer(citations=(citation(),)), window=Window(TODAY, None, "since Monday")),
    receipt={"digest": "0"},
)
SCOPE = Scope(Window(date(2026, 5, 1), date(2026, 5, 2)), ("The Herald",), TODAY)


@pytest.mark.parametrize(
    ("turn", "state"),
    [
        (WHOLE, "answered"),
        (Turn("Who?", found(), CHECKED, "And th", stopped=True), "stopped"),
        (Turn("Who?", failure="The model is gone."), "failed"),
        (Turn("Who?", found(), CHECKED, failure="The model broke off."), "failed"),
    ],
)
def test_a_turn_that_is_over_looks_the_same_once_it_was_stored(turn: Turn, state: str):
    stored = kept(turn, SCOPE)
    assert (stored.state, stored.asked) == (state, SCOPE)
    back, told = shown(stored), replace(turn, asked=SCOPE)
    assert back == told
    assert turn_html(back) == turn_html(told)
    assert evidence_html(back) == evidence_html(told)


def test_a_turn_that_was_never_finished_says_so():
    stored = kept(Turn("Who?", pending="Rov"))
    assert stored.state == "open"
    assert shown(stored).failure == UNFINISHED
    assert shown(stored).pending == "Rov"


def test_what_cannot_be_read_is_said_in_plain_words():
    turn = shown(ConversationTurn("Who?", answer={"text": 7}, found={"results": 3}))
    assert turn.answer is turn.found is None
    assert "cannot be read" in (turn.failure or "")


def test_each_turn_may_refer_to_those_before_it():
    chat = chat_of(conversation(WHOLE, Turn("Why?", failure="No."), WHOLE))
    said = Exchange("Who won?", "Rovers won [1].")
    assert [turn.history for turn in chat.past] == [(), (said,), (said,)]
    assert chat.live is None
    assert chat.history == (said, said)


def test_a_conversation_is_noted_while_it_goes_on(tmp_path: Path):
    archive = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    store = archive.conversations
    first = note_asked(store, "anna", "", Turn("Who won?"), asked=SCOPE)
    assert store.read("anna", first.conversation).turns[0].state == "open"
    assert note_over(store, "anna", first, WHOLE, SCOPE)
    second = note_asked(store, "anna", first.conversation, Turn("Why?"))
    assert note_over(store, "anna", second, Turn("Why?", stopped=True))
    assert not note_over(store, "anna", second, Turn("Why?", failure="Late."))
    read = store.read("anna", first.conversation)
    assert [turn.state for turn in read.turns] == ["answered", "stopped"]
    assert chat_of(read).past[0] == replace(WHOLE, asked=SCOPE)
    edited = note_asked(store, "anna", first.conversation, Turn("Where?"), instead_of=1)
    assert edited.conversation == first.conversation
    assert [turn.question for turn in store.read("anna", edited.conversation).turns] == ["Where?"]
    store.delete("anna", first.conversation)
    assert not note_over(store, "anna", edited, WHOLE)
    with pytest.raises(ConversationNotFound):
        note_asked(store, "anna", first.conversation, Turn("Who?"))
    archive.close()
