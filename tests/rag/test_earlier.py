"""As of a day: the versions that stood then, and nothing of those that came later."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rag.answering import Dateline
from rag.domain import Draft, Moment, Scope, Window
from rag.errors import IndexBroken
from rag.index.library import Library
from rag.models.embedding import Embedder
from rag.receipt_checks import check_receipt
from rag.receipts import receipt
from rag.retriever import find
from rag.verifying import Verifier
from tests.rag.making import draft, put, the_gate

FIRST = (
    "The harbour tunnel at Tessmoor was closed on Tuesday after seven ceiling panels fell. "
    "Engineers blamed corroded bolts. Two people were injured, the fire service said."
)
LATER = (
    "The harbour tunnel at Tessmoor was closed on Tuesday after seven ceiling panels fell. "
    "Engineers blamed a lorry. Nineteen people were injured, the fire service said."
)
ASKED = "How many people were injured in the harbour tunnel?"


def may(day: int) -> Scope:
    return Scope(as_of=date(2026, 5, day))


def tunnel(text: str, modified: int | None = None, fetched: int | None = None) -> Draft:
    times = {
        name: Moment(f"2026-05-{day:02}T10:00:00Z", "test")
        for name, day in (("modified", modified), ("fetched", fetched))
        if day
    }
    return draft(text, id="tunnel", title="Tunnel", published="2026-05-01", **times)


OTHERS = [
    draft("Sollan Rovers won the Harbour Cup after extra time.", id="cup", published="2026-05-01"),
    draft("The bank of Arvel left its key rate unchanged.", id="rate", published="2026-05-02"),
]


@pytest.fixture
def changed(library: Library) -> Library:
    """An article of 1 May that its source changed on 5 May, beside others."""
    put(library, *OTHERS, tunnel(FIRST), tunnel(LATER, modified=5))
    return library


def versions(library: Library, scope: Scope, question: str = ASKED) -> set[int]:
    hits = find(library, question, 10, scope)
    return {h.passage.version for h in hits if h.passage.article_id == "tunnel"}


@pytest.mark.parametrize(("day", "version"), [(1, 1), (3, 1), (4, 1), (5, 2), (9, 2)])
def test_the_version_that_stood_on_the_day_is_found(
    changed: Library, day: int, version: int
) -> None:
    assert versions(changed, may(day)) == {version}


def test_without_a_clock_the_newest_version_is_found(changed: Library) -> None:
    assert versions(changed, Scope()) == {2}


def test_before_its_first_version_an_article_is_not_found(library: Library) -> None:
    put(library, *OTHERS, tunnel(FIRST, modified=3), tunnel(LATER, modified=5))
    assert versions(library, may(2)) == set()
    assert versions(library, may(3)) == {1}


def test_a_change_that_its_source_does_not_date_counts_from_when_it_was_fetched(
    library: Library,
) -> None:
    put(library, *OTHERS, tunnel(FIRST, fetched=2), tunnel(LATER, fetched=8))
    assert versions(library, may(7)) == {1}
    assert versions(library, may(8)) == {2}


def test_a_changed_file_counts_from_when_it_was_stored(library: Library) -> None:
    put(library, *OTHERS, tunnel(FIRST), tunnel(LATER))
    assert versions(library, may(30)) == {1}
    stored = library.archive.article("tunnel").fetched
    assert stored is not None
    assert stored.origin == "ingest"
    assert versions(library, Scope(as_of=date.fromisoformat(stored.iso[:10]))) == {2}


def test_what_only_the_old_version_says_is_found_then_and_not_now(changed: Library) -> None:
    assert versions(changed, may(3), "corroded bolts") == {1}
    assert "corroded" not in find(changed, "corroded bolts")[0].passage.text


def test_a_version_whose_successor_says_nothing_of_it_is_found(library: Library) -> None:
    put(library, *OTHERS, tunnel(FIRST), tunnel("This page was taken down.", modified=5))
    best = find(library, ASKED, 10, may(3))[0]
    assert (best.passage.article_id, best.passage.version) == ("tunnel", 1)


def test_an_article_that_was_published_anew_is_found_as_it_was(library: Library) -> None:
    anew = draft(LATER, id="tunnel", published="2026-05-05", modified=Moment("2026-05-05", "test"))
    put(library, *OTHERS, tunnel(FIRST), anew)
    best = find(library, ASKED, 10, may(3))[0]
    assert (best.passage.version, best.passage.published_at) == (1, "2026-05-01")


def test_the_days_and_outlets_asked_for_are_those_of_the_old_version(library: Library) -> None:
    old = draft(FIRST, id="tunnel", outlet="Echo", published="2026-05-01")
    new = draft(LATER, id="tunnel", outlet="Ledger", published="2026-05-05")
    put(library, *OTHERS, old, new)
    day = date(2026, 5, 3)
    assert versions(library, Scope(outlets=("Echo",), as_of=day)) == {1}
    assert versions(library, Scope(outlets=("Ledger",), as_of=day)) == set()
    assert versions(library, Scope(Window(date(2026, 5, 2), None), as_of=day)) == set()
    assert versions(library, Scope(Window(None, date(2026, 5, 2)), as_of=day)) == {1}


def test_what_stood_then_is_scored_as_if_it_were_the_newest(
    changed: Library, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    before = Library(tmp_path_factory.mktemp("before"), embedder)
    before.open_to_write("a test")
    put(before, *OTHERS, tunnel(FIRST))
    then, now = find(before, ASKED, 10, may(3)), find(changed, ASKED, 10, may(3))
    before.close()
    assert [h.passage for h in now] == [h.passage for h in then]
    assert [h.score for h in now] == pytest.approx([h.score for h in then], abs=0.05)
    assert [h.similarity for h in now] == pytest.approx([h.similarity for h in then], abs=1e-4)


@pytest.mark.parametrize("part", ["keywords", "vectors"])
def test_either_ranking_alone_finds_what_stood(changed: Library, part: str) -> None:
    hits = find(changed, ASKED, 10, may(3), without=frozenset({part}))  # type: ignore[arg-type]
    assert {h.passage.version for h in hits if h.passage.article_id == "tunnel"} == {1}


def test_a_removed_article_has_no_earlier_versions_either(changed: Library) -> None:
    changed.archive.remove("tunnel")
    changed.follow()
    assert versions(changed, may(3)) == set()
    assert changed.earlier.count() == 0


def test_an_index_that_lags_behind_shows_no_later_version(changed: Library) -> None:
    store = changed.archive.store
    store(tunnel("Thirty people were injured, it turned out.", modified=8), "tunnel", "x", [(0, 9)])
    assert versions(changed, may(3)) == {1}
    assert versions(changed, may(6)) == {2}


@pytest.fixture
def asked(changed: Library) -> Dateline:
    return Dateline(changed, None, lambda: date(2026, 5, 20), the_gate())


def test_an_answer_as_of_a_day_quotes_the_old_version_and_can_be_checked_again(
    asked: Dateline,
) -> None:
    answer = asked.ask(ASKED, scope=may(3))
    assert "Two people were injured" in answer.text
    assert "Nineteen" not in answer.text
    archive = asked.library.archive
    for citation in answer.citations:
        stored = archive.article(citation.article_id, citation.version)
        assert citation.quote == stored.text[citation.start : citation.end]
    assert {c.version for c in answer.citations} == {1}
    at = datetime(2026, 5, 20, tzinfo=UTC)
    made = receipt(answer, archive, embedder="e", prompt="1", created_at=at)
    checks = check_receipt(json.loads(json.dumps(made)), archive, Verifier(the_gate()))
    quotes = {(quote.state, quote.newest) for quote in checks.quotes}
    assert quotes == {("superseded", 2)}  # they resolve, and the article was changed since
    assert "Nineteen people were injured" in asked.ask(ASKED).text


def test_the_words_of_replaced_versions_follow_the_archive(
    changed: Library, embedder: Embedder
) -> None:
    folder = changed.folder
    assert changed.earlier.count() == changed.archive.earlier.count() == 1
    changed.close()
    reopened = Library(folder, embedder)
    assert reopened.damaged() is None
    reopened.drop_indexes()
    reopened.open_to_read()
    assert versions(reopened, may(3)) == {1}
    reopened.close()


def test_a_library_made_before_these_words_were_kept_catches_up(
    changed: Library, embedder: Embedder
) -> None:
    folder = changed.folder
    changed.close()
    shutil.rmtree(folder / "earlier-keywords")
    reopened = Library(folder, embedder)
    reopened.open_to_read()
    assert versions(reopened, may(3), "corroded bolts") == {1}
    reopened.close()


def test_indexes_that_are_not_open_say_so(tmp_path: Path, embedder: Embedder) -> None:
    closed = Library(tmp_path, embedder)
    with pytest.raises(IndexBroken, match="open_to_read"):
        closed.earlier.count()
    closed.close()
