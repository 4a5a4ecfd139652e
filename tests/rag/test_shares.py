"""Links to answers: whoever has one reads one answer, until it is taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from rag.conversations import ConversationTurn, Shared
from rag.errors import ConversationNotFound, InputError
from rag.index.archive import Archive
from rag.index.conversations import Conversations
from rag.index.shares import Shares
from tests.rag.talking import answered, counting, ticking
from tests.rag.talking import archive as archive
from tests.rag.talking import url as url
from tests.rag.test_servers import postgres_url as postgres_url


@pytest.fixture
def kept(archive: Archive) -> Conversations:
    return archive.conversations


@pytest.fixture
def shares(archive: Archive) -> Shares:
    return Shares(archive._reads, archive._writes, ticking(), counting())


def test_a_link_leads_to_one_answer(kept: Conversations, shares: Shares) -> None:
    name = kept.create("anna", answered("One?", "1.")).id
    second = kept.append("anna", name, answered("Two?", "2."))
    made = shares.share("anna", name, 2)
    assert shares.read(made.token) == made == Shared("id-1", made.at, second)
    assert shares.of("anna", name) == {2: "id-1"}
    assert shares.of("ben", name) == {}


def test_an_answer_that_is_shared_again_keeps_its_link(kept, shares: Shares) -> None:
    name = kept.create("", answered()).id
    assert shares.share("", name, 1) == shares.share("", name, 1)


def test_a_link_that_was_taken_back_leads_nowhere_and_the_next_is_another(kept, shares) -> None:
    name = kept.create("anna", answered()).id
    token = shares.share("anna", name, 1).token
    for owner in ("", "ben"):
        with pytest.raises(ConversationNotFound):
            shares.revoke(owner, token)
    assert shares.read(token)
    shares.revoke("anna", token)
    with pytest.raises(ConversationNotFound, match="leads nowhere"):
        shares.read(token)
    with pytest.raises(ConversationNotFound):
        shares.revoke("anna", token)
    assert shares.share("anna", name, 1).token != token


@pytest.mark.parametrize("state", ["open", "stopped", "failed"])
def test_what_has_no_answer_cannot_be_shared(kept, shares: Shares, state) -> None:
    name = kept.create("", ConversationTurn("Who?", state)).id
    with pytest.raises(InputError, match="no answer"):
        shares.share("", name, 1)


def test_nobody_shares_what_is_anothers_or_not_there(kept, shares: Shares) -> None:
    name = kept.create("anna", answered()).id
    for owner, conversation, n in (("", name, 1), ("anna", name, 2), ("anna", "x\x00", 1)):
        with pytest.raises(ConversationNotFound):
            shares.share(owner, conversation, n)


def test_a_link_dies_with_what_it_leads_to(kept, shares: Shares, archive: Archive) -> None:
    name = kept.create("", answered("One?")).id
    kept.append("", name, answered("Two?"))
    first, second = (shares.share("", name, n).token for n in (1, 2))
    kept.edit("", name, 2, answered("Deux?"))
    assert shares.of("", name) == {1: first}
    kept.delete("", name)
    for token in (first, second, "", "\x00", "' or 1=1"):
        with pytest.raises(ConversationNotFound):
            shares.read(token)
    with archive._reads.connect() as connection:
        assert connection.scalar(text("select count(*) from shares")) == 0


def test_a_link_is_long_and_survives_a_restart(url: str) -> None:
    archive = Archive(url)
    name = archive.conversations.create("", answered()).id
    token = archive.shares.share("", name, 1).token
    assert len(token) == 32
    assert token != name
    archive.close()
    again = Archive(url)
    assert again.shares.read(token).turn.question == "Who won?"
    again.close()
