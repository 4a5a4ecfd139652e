"""Conversations in SQLite and in Postgres: nothing is lost, and nobody sees another's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from rag.conversations import ConversationTurn
from rag.domain import Sentence
from rag.errors import ConversationNotFound
from rag.index.archive import Archive
from rag.index.conversations import Conversations
from tests.rag.talking import WHOLE, answered, counting, ticking
from tests.rag.talking import archive as archive
from tests.rag.talking import url as url
from tests.rag.test_servers import postgres_url as postgres_url


@pytest.fixture
def kept(archive: Archive) -> Conversations:
    return Conversations(archive._reads, archive._writes, ticking(), counting())


def titles(kept: Conversations, owner: str = "", query: str = "") -> list[str]:
    return [heading.title for heading in kept.headings(owner, query)[0]]


def questions(kept: Conversations, name: str, owner: str = "") -> list[tuple[int, str]]:
    return [(turn.n, turn.question) for turn in kept.read(owner, name).turns]


def test_a_new_archive_has_no_conversations(archive: Archive) -> None:
    assert archive.conversations.headings("") == ([], 0)


def test_a_turn_comes_back_as_it_went_in(kept: Conversations) -> None:
    begun = kept.create("anna")
    stored = kept.append("anna", begun.id, WHOLE)
    (read,) = kept.read("anna", begun.id).turns
    assert read == stored == replace(WHOLE, id=read.id, n=1, at=read.at)
    assert read.at.endswith("+00:00")


def test_a_conversation_begins_with_its_first_turn_in_one_go(kept: Conversations) -> None:
    begun = kept.create("anna", WHOLE)
    assert begun == kept.read("anna", begun.id)
    assert begun.title == "Who won?"


@pytest.mark.parametrize("state", ["open", "stopped", "failed"])
def test_a_turn_without_an_answer_is_stored_as_what_it_is(kept: Conversations, state) -> None:
    checked = (Sentence("Rovers won [1].", "supported", "a why", (1,)),)
    turn = ConversationTurn("Who?", state, failure="No.", checked=checked, pending="Then th")
    name = kept.create("", turn).id
    (read,) = kept.read("", name).turns
    assert (read.state, read.failure, read.checked) == (state, "No.", checked)
    assert (read.pending, read.answer) == ("Then th", None)


def test_what_became_of_an_open_turn_is_stored_once(kept: Conversations) -> None:
    begun = kept.create("", ConversationTurn("Who won?", "open"))
    assert kept.settle("", begun.turns[0].id, WHOLE)
    assert not kept.settle("", begun.turns[0].id, replace(WHOLE, state="stopped", answer=None))
    assert not kept.settle("", "nothing", WHOLE)
    (read,) = kept.read("", begun.id).turns
    assert (read.state, read.answer, read.n) == ("answered", WHOLE.answer, 1)
    assert titles(kept, query="rovers") == ["Who won?"]


def test_conversations_asked_in_last_come_first_and_in_pages(kept: Conversations) -> None:
    names = [kept.create("", answered(f"Question {n}?")).id for n in range(5)]
    kept.append("", names[1], answered("More?"))
    page, total = kept.headings("", limit=2, offset=1)
    assert total == 5
    assert [heading.title for heading in page] == ["Question 4?", "Question 3?"]
    first = kept.headings("")[0][0]
    assert (first.id, first.turns) == (names[1], 2)
    assert first.changed_at > first.created_at


def test_the_first_question_is_the_title_until_there_is_another(kept: Conversations) -> None:
    name = kept.create("", answered("Who   won\nthe cup?")).id
    kept.append("", name, answered("And who lost?"))
    assert titles(kept) == ["Who won the cup?"]
    kept.edit("", name, 1, answered("Who lost?"))
    assert titles(kept) == ["Who lost?"]
    assert kept.rename("", name, "  The\tcup ").title == "The cup"
    kept.edit("", name, 1, answered("Who drew?"))
    assert titles(kept) == ["The cup"]
    assert kept.rename("", name, " ").title == "Who drew?"


def test_an_edited_question_takes_the_place_of_all_after_it(kept: Conversations) -> None:
    name = kept.create("", answered("One?")).id
    for question in ("Two?", "Three?"):
        kept.append("", name, answered(question))
    assert kept.edit("", name, 2, answered("Deux?")).n == 2
    assert questions(kept, name) == [(1, "One?"), (2, "Deux?")]
    assert titles(kept, query="three") == []
    with pytest.raises(ConversationNotFound, match="no turn 3"):
        kept.edit("", name, 3, answered("Trois?"))
    assert questions(kept, name) == [(1, "One?"), (2, "Deux?")]


def test_an_answer_to_a_turn_that_was_edited_away_is_not_stored(kept: Conversations) -> None:
    begun = kept.create("", ConversationTurn("One?", "open"))
    kept.edit("", begun.id, 1, ConversationTurn("Another?", "open"))
    assert not kept.settle("", begun.turns[0].id, WHOLE)
    assert kept.read("", begun.id).turns[0].answer is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("   ", 3),
        ("rovers", 1),
        ("ROVERS Cup", 1),
        ("rovers united", 0),
        ("straße", 1),
        ("STRASSE", 1),
        ("ﬁnal", 1),  # a ligature
        ("100%", 1),
        ("1_0", 0),  # wildcards of a database are none here
        ("%", 1),
        ("/", 0),
        ("'; drop table shares; --", 0),
        ("harbour", 1),
        ("дождь", 1),
        ("\x00", 0),
    ],
)
def test_a_search_finds_words_of_questions_answers_and_titles(kept, query, found) -> None:
    kept.create("", answered("Who won the cup final?", "Rovers won 100% of it [1]."))
    kept.create("", answered("Where is the Straße?", "Дождь."))
    kept.rename("", kept.create("", answered("What?", "Nothing.")).id, "Harbour")
    assert kept.headings("", query)[1] == len(kept.headings("", query)[0]) == found


def test_nobody_sees_or_changes_what_is_anothers(kept: Conversations) -> None:
    begun = kept.create("anna", ConversationTurn("A secret?", "open"))
    name = begun.id
    for owner in ("", "ben", "ANNA", "anna\x00"):
        assert kept.headings(owner) == ([], 0)
        assert kept.headings(owner, "secret") == ([], 0)
        assert not kept.settle(owner, begun.turns[0].id, WHOLE)
        for forbidden in (
            lambda o=owner: kept.read(o, name),
            lambda o=owner: kept.append(o, name, WHOLE),
            lambda o=owner: kept.edit(o, name, 1, WHOLE),
            lambda o=owner: kept.rename(o, name, "Mine"),
            lambda o=owner: kept.delete(o, name),
        ):
            with pytest.raises(ConversationNotFound):
                forbidden()
    assert kept.read("anna", name) == begun


def test_a_deleted_conversation_is_gone_with_its_turns(kept, archive: Archive) -> None:
    name, other = (kept.create("", WHOLE).id for _ in "ab")
    kept.delete("", name)
    with pytest.raises(ConversationNotFound, match="deleted"):
        kept.read("", name)
    assert [heading.id for heading in kept.headings("")[0]] == [other]
    with archive._reads.connect() as connection:
        assert connection.scalar(text("select count(*) from conversation_turns")) == 1


@pytest.mark.parametrize("words", ["\x00", "a\x00b", "\ud800", "\u202etxt", "<script>", "';--"])
def test_hostile_words_are_stored_and_break_nothing(kept: Conversations, words: str) -> None:
    turn = ConversationTurn(words, "failed", failure=words, pending=words)
    name = kept.create(words, turn).id
    kept.append(words, name, answered(words, words, receipt={"a": words}, found={"b": [words]}))
    kept.rename(words, name, f"x {words}")
    read = kept.read(words, name)
    assert [turn.n for turn in read.turns] == [1, 2]
    read.title.encode()
    assert words.strip() not in ("<script>", "';--") or read.turns[1].receipt == {"a": words}
    str(read).encode()


def test_ids_are_different_and_long(archive: Archive) -> None:
    names = {archive.conversations.create("", WHOLE).id for _ in range(20)}
    assert len(names) == 20
    assert {len(name) for name in names} == {32}
