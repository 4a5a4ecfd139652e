"""The page behind a shared link: all that an answer rests on, and nothing that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rag.conversations import Shared
from rag.domain import Answer, Citation
from rag.errors import InputError
from rag.index.archive import Archive
from rag.receipts import receipt
from tests.rag.making import draft, store
from tests.ui.conftest import answer, citation, removed
from tests.ui.conversing import Page, conversation, hostile
from tests.ui.test_render import ADDRESSES, PAYLOADS
from ui.page_turn import Turn
from ui.shared import shared_page

TEXT = "Rovers won. United lost."
AT = "2026-11-24T08:00:00.000000+00:00"


@pytest.fixture
def archive(tmp_path: Path):
    opened = Archive(f"sqlite:///{tmp_path / 'archive.db'}")
    store(opened, draft(TEXT, "a", title="Cup", outlet="Courier", published="2026-05-30"))
    yield opened
    opened.close()


def told(quote: str = "Rovers won.", n: int = 1) -> Citation:
    start = TEXT.index(quote)
    return citation(quote, n=n, start=start, end=start + len(quote), published_at="2026-05-30")


def shared(archive: Archive, *citations: Citation, **said) -> Shared:
    given: Answer = answer(citations=citations or (told(),), **said)
    made = receipt(
        given, archive, embedder="e", prompt="1", created_at=datetime(2026, 11, 23, tzinfo=UTC)
    )
    turn = conversation(Turn("Who won?", answer=given, receipt=made)).turns[0]
    return Shared("token", AT, turn)


def words(page: str) -> str:
    return " ".join(Page(page).words.split())


def test_a_shared_answer_shows_all_that_it_rests_on(archive: Archive):
    link = shared(archive, told(), removed=(removed("They lost.", "the article says won"),))
    page = shared_page(link, archive)
    for said in (
        "Who won?", "Rovers won [1] .", "Courier · 30 May 2026 · Cup", "They lost.",
        "Not said: the article says won.", "as of 23 November 2026", "shared on 24 November 2026",
        "It stands in the library as it was quoted.",
        "only 1 May 2026 to today · only from The Herald · as if it were 1 June 2026",
    ):  # fmt: skip
        assert said.replace(" ", "") in words(page).replace(" ", "")
    assert "/read/a?version=1&start=0&end=11#quote" in Page(page).links
    assert "#quote-1" in Page(page).links
    assert "quote-1" in Page(page).ids


def test_the_page_says_of_each_quote_whether_it_still_stands(archive: Archive):
    link = shared(archive, told(), told("United lost.", 2))
    assert "All 2 quotes stand" in words(shared_page(link, archive))
    store(archive, draft("Rovers won. United drew.", "a", title="Cup", outlet="Courier",
                         published="2026-05-30"))  # fmt: skip
    said = words(shared_page(link, archive))
    assert "2 of 2 quotes no longer stand as quoted." in said
    assert "Superseded: version 2 still has the quote." in said
    assert "Superseded: version 2 no longer has the quote." in said
    archive.remove("a")
    assert "Removed: the article was removed" in words(shared_page(link, archive))


def test_an_answer_that_was_tampered_with_says_so(archive: Archive):
    link = shared(archive)
    assert link.turn.receipt
    forged = replace(link.turn, receipt=link.turn.receipt | {"text": "United won [1]."})
    assert "its digest is wrong" in words(shared_page(replace(link, turn=forged), archive))


@pytest.mark.parametrize("made", [None, {"text": "none"}, {"format": 99}])
def test_without_a_receipt_the_page_claims_nothing_of_the_quotes(archive: Archive, made):
    link = shared(archive)
    page = words(shared_page(replace(link, turn=replace(link.turn, receipt=made)), archive))
    assert "Rovers won." in page
    assert "stand" not in page


def test_an_abstention_can_be_shared(archive: Archive):
    given = answer("Nothing is known.", abstained=True, citations=(), sentences=())
    turn = conversation(Turn("Who?", answer=given)).turns[0]
    assert "No answer Nothing is known." in words(
        shared_page(Shared("t", AT, turn), archive)
    ).replace("answerNothing", "answer Nothing")


def test_an_answer_that_cannot_be_read_is_an_error_of_ours(archive: Archive):
    link = shared(archive)
    with pytest.raises(InputError):
        shared_page(replace(link, turn=replace(link.turn, answer={})), archive)


@pytest.mark.parametrize("said", [*PAYLOADS, "a\x00b", "\u202egnp.exe", "شكرا <b>"])
@pytest.mark.parametrize("url", [None, *ADDRESSES])
def test_nothing_hostile_runs_or_leads_away(archive: Archive, said: str, url: str | None):
    def seen(turn: Turn) -> Page:
        stored = conversation(turn).turns[0]
        return Page(shared_page(Shared("t", AT, stored), archive))

    page = seen(hostile(said, url))
    assert page.wrong == []
    assert page.tags == seen(hostile("x")).tags
    assert said.split()[0].replace("\x00", "") in page.words.replace("\x00", "")
    assert page.words.encode()
