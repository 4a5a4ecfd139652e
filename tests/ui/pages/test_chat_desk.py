"""A conversation and what is stored of it: in step, whoever stops, leaves or deletes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.domain import Scope
from rag.events import Evidence, Finished, Token
from rag.index.archive import Archive
from tests.ui.conftest import Scripted, answer, found
from ui.page_chat import Chat, converse
from ui.page_counts import Counts
from ui.page_desk import Desk, Drawer, Picked
from ui.page_kept import UNFINISHED
from ui.page_noting import note_asked
from ui.page_turn import Turn

SCOPE = Scope(outlets=("Courier",))


@pytest.fixture
def drawer(tmp_path: Path) -> Iterator[Drawer]:
    archive = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    yield Drawer(archive.conversations, "anna")
    archive.close()


def _asked(drawer, question, chat=Chat(), desk=Desk(), instead_of=None):  # noqa: B008 — frozen
    events = Scripted(Evidence(found()), Token("Rovers"), Finished(answer()))
    pictures = converse(events, Counts(), chat, question, None, SCOPE)
    return drawer.noted(desk, pictures, instead_of)


def _stored(drawer, desk):
    turns = drawer.store.read("anna", desk.conversation).turns
    return [(turn.question, turn.state) for turn in turns]


def test_a_question_is_stored_before_it_is_answered_and_settled_after(drawer):
    pictures = _asked(drawer, "Who won?")
    _, desk = next(pictures)
    assert _stored(drawer, desk) == [("Who won?", "open")]
    *_, (chat, desk) = pictures
    assert _stored(drawer, desk) == [("Who won?", "answered")]
    assert desk.place is None
    assert drawer.opened(desk.conversation) == (chat, Desk(desk.conversation))


def test_what_its_reader_left_is_stored_as_stopped(drawer):
    pictures = _asked(drawer, "Who won?")
    next(pictures)
    _, desk = next(pictures)
    pictures.close()
    assert _stored(drawer, desk) == [("Who won?", "stopped")]


def test_a_changed_question_takes_the_place_of_all_below_it(drawer):
    *_, (chat, desk) = _asked(drawer, "Who won?")
    *_, (chat, desk) = _asked(drawer, "When?", chat, desk)
    *_, (chat, desk) = _asked(drawer, "Where?", chat.before(1), desk, 1)
    assert _stored(drawer, desk) == [("Where?", "answered")]
    assert len(chat.past) == 1


def test_a_question_in_a_deleted_conversation_begins_a_new_one(drawer):
    *_, (chat, desk) = _asked(drawer, "Who won?")
    drawer.store.delete("anna", desk.conversation)
    *_, (_, again) = _asked(drawer, "When?", chat, desk)
    assert again.conversation != desk.conversation
    assert _stored(drawer, again) == [("When?", "answered")]


@pytest.mark.parametrize("owner", ["bert", ""])
def test_nobody_else_opens_it(drawer, owner):
    *_, (_, desk) = _asked(drawer, "Who won?")
    other = Drawer(drawer.store, owner)
    assert other.opened(desk.conversation) == (Chat(), Desk(missing=desk.conversation))


def test_an_answer_that_was_being_written_elsewhere_is_shown_once_it_is_there(drawer):
    place = note_asked(drawer.store, "anna", "", Turn("Who won?"))
    chat, desk = drawer.opened(place.conversation)
    assert chat.past[0].failure == UNFINISHED
    assert drawer.waited_for(desk, chat) == chat
    drawer.over(Desk(place.conversation, place), Chat((Turn("Who won?", answer=answer()),)))
    assert drawer.waited_for(desk, chat).past[0].answer == answer()


def test_the_limits_of_a_question_reach_the_answer_and_are_kept(drawer):
    events = Scripted(Finished(answer()))
    *_, (chat, desk) = drawer.noted(
        Desk(), converse(events, Counts(), Chat(), "Who won?", None, SCOPE)
    )
    assert events.scope == SCOPE
    assert drawer.opened(desk.conversation)[0].past[0].asked == SCOPE
    assert chat.past[0].asked == SCOPE


def test_what_another_event_ended_gives_no_more_pictures(drawer):
    pictures = _asked(drawer, "Who won?")
    chat, desk = next(pictures)
    drawer.over(desk, chat.stopped())
    assert list(pictures) == []
    assert _stored(drawer, desk) == [("Who won?", "stopped")]


def test_a_pick_that_was_overtaken_counts_no_more():
    picked = Picked()
    assert [picked.newest(pick) for pick in (1, 3, 2, 4)] == [True, True, False, True]


def test_a_late_picture_does_not_bring_back_the_conversation_that_was_left(drawer):
    pictures = _asked(drawer, "Who won?")
    _, desk = next(pictures)
    _, now = drawer.opened("", desk.picked)
    assert now.picked is desk.picked  # on the desk that a late picture brings, too
    assert desk.picked.conversation == ""
    assert desk.address == desk.conversation != ""
