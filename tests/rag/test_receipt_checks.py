"""Receipts on a real library: what stands, what is superseded or removed, and tampering."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from rag.answering import Dateline
from rag.domain import Sentence
from rag.errors import InputError
from rag.index.library import Library
from rag.receipt_checks import Checks, check_receipt
from rag.receipts import digest_of, receipt, sha256
from rag.verifying import Verifier
from tests.rag.making import PARAGRAPH, draft, put, the_gate
from tests.ui.conftest import answer, citation

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ARTICLE = draft(title="Tunnel", outlet="Courier", published="2026-04-14")


@pytest.fixture
def stored(library: Library) -> Library:
    put(library, ARTICLE)
    return library


def made(library: Library, question: str = "Why was the harbour tunnel closed?") -> dict[str, Any]:
    answer = Dateline(library, None, lambda: TODAY, the_gate()).ask(question)
    written = receipt(answer, library.archive, embedder="e", prompt="1", created_at=NOW)
    return dict(json.loads(json.dumps(written)))


def states(checks: Checks) -> set[str]:
    return {quote.state for quote in checks.quotes}


def test_a_receipt_stands_while_nothing_changes(stored: Library) -> None:
    checks = check_receipt(made(stored), stored.archive, Verifier(the_gate()))
    assert checks.stands
    assert states(checks) == {"stands"}
    assert checks.summary == ""
    assert checks.json()["stands"] is True


def test_a_receipt_of_an_abstention_stands(stored: Library) -> None:
    written = made(stored, "Who is the king of Zamunda?")
    assert written["abstained"]
    assert check_receipt(written, stored.archive, Verifier(the_gate())).stands


@pytest.mark.parametrize(
    ("text", "still"),
    [("Correction. " + PARAGRAPH, True), ("The tunnel is open again.", False)],
)
def test_an_updated_article_supersedes_a_quote_and_may_still_have_it(
    stored: Library, text: str, still: bool
) -> None:
    written = made(stored)
    put(stored, draft(text, title="Tunnel"))
    checks = check_receipt(written, stored.archive, Verifier(the_gate()))
    assert not checks.stands
    assert checks.faults == ()
    for quote in checks.quotes:
        assert (quote.state, quote.version, quote.newest) == ("superseded", 1, 2)
        assert quote.still_said is still
    assert "[1] superseded" in checks.summary


def test_the_quotes_of_a_removed_article_are_removed(stored: Library) -> None:
    written = made(stored)
    stored.archive.remove("a")
    assert states(check_receipt(written, stored.archive, Verifier(the_gate()))) == {"removed"}


def test_the_quotes_of_an_unknown_article_are_missing(stored: Library, library: Library) -> None:
    written = made(stored)
    for cited in written["citations"]:
        cited["article_id"] = "nosuch"
    written["digest"] = digest_of(written)
    checks = check_receipt(written, library.archive, Verifier(the_gate()))
    assert states(checks) == {"missing"}
    assert checks.quotes[0].newest is None


Edit = Callable[[dict[str, Any]], object]


def _quote(written: dict[str, Any]) -> dict[str, Any]:
    return dict.__getitem__(written, "citations")[0]


def _requoted(written: dict[str, Any]) -> None:
    words = "Nobody was hurt."
    cited = _quote(written)
    cited.update(quote=words, quote_sha256=sha256(words), end=cited["start"] + len(words))


TAMPERED: list[tuple[Edit, str, str]] = [
    (lambda r: _quote(r).update(quote="Nobody was hurt."), "changed", "hashed"),
    (_requoted, "changed", "nor anywhere else"),
    (lambda r: _quote(r).update(start=_quote(r)["start"] + 1), "changed", "it stands at"),
    (lambda r: _quote(r).update(end=2**50), "changed", "not"),
    (lambda r: _quote(r).update(quote_sha256="0" * 64), "changed", "hashed"),
    (lambda r: _quote(r).update(text_sha256="0" * 64), "changed", "text of this version"),
    (lambda r: _quote(r).update(article_digest="0" * 64), "changed", "digest"),
    (lambda r: _quote(r).update(outlet="Herald"), "changed", "outlet is 'Herald'"),
    (lambda r: _quote(r).update(published_at="2026-04-15"), "changed", "2026-04-14"),
    (lambda r: _quote(r).update(version=9), "missing", "no version 9"),
    (lambda r: _quote(r).update(article_id="b"), "missing", "no such article"),
]


@pytest.mark.parametrize("resealed", [True, False])
@pytest.mark.parametrize(("edit", "state", "why"), TAMPERED)
def test_a_citation_that_was_tampered_with_is_found_out(
    stored: Library, edit: Edit, state: str, why: str, resealed: bool
) -> None:
    written = made(stored)
    edit(written)
    if resealed:
        written["digest"] = digest_of(written)
    checks = check_receipt(written, stored.archive, Verifier(the_gate()))
    assert checks.quotes[0].state == state
    assert why in (checks.quotes[0].why or "")
    assert not checks.stands
    assert bool(checks.faults) is not resealed


def _said(written: dict[str, Any]) -> dict[str, Any]:
    return dict.__getitem__(written, "sentences")[0]


def _reworded(written: dict[str, Any]) -> None:
    _said(written)["text"] = _said(written)["text"].replace("seven", "nine")


FAULTY: list[tuple[Edit, str]] = [
    (lambda r: r.update(text=r["text"] + " The mayor fled."), "says what no listed sentence says"),
    (lambda r: r.update(text="The mayor fled. " + r["text"]), "“The mayor fled.”"),
    (lambda r: r.update(text=r["text"].replace("seven", "nine")), "lacks the listed sentence"),
    (lambda r: r.update(text=r["text"].replace(" [1]", "")), "lacks the listed sentence"),
    (_reworded, "lacks the listed sentence"),
    (lambda r: r.update(sentences=[]), "says what no listed sentence says"),
    (lambda r: _said(r).update(citations=[]), "has no citation"),
    (lambda r: _said(r).update(citations=[1, 8]), "[8] has no citation"),
    (lambda r: _said(r).update(status="unsupported"), "says what no listed sentence says"),
    (lambda r: r.update(abstained=True), "abstains and yet"),
    (lambda r: r["citations"].append(_quote(r) | {"n": 7}), "no sentence uses the citation [7]"),
    (lambda r: r["citations"].append(_quote(r)), "2 citations [1]"),
]


@pytest.mark.parametrize(("edit", "fault"), FAULTY)
def test_a_receipt_that_is_not_whole_in_itself_says_why(
    stored: Library, edit: Edit, fault: str
) -> None:
    written = made(stored)
    edit(written)
    written["digest"] = digest_of(written)
    checks = check_receipt(written, stored.archive, Verifier(the_gate()))
    assert not checks.stands
    assert any(fault in told for told in checks.faults), checks.faults
    assert "\n" not in checks.summary


@pytest.mark.parametrize("name", ["question", "as_of", "text", "made_with", "window", "extra"])
def test_whatever_is_changed_breaks_the_seal(stored: Library, name: str) -> None:
    written = made(stored)
    edited = copy.deepcopy(written)
    edited[name] = {"model": "other"} if name == "made_with" else "other"
    checks = check_receipt(edited, stored.archive, Verifier(the_gate()))
    assert "its digest is wrong: it was changed after it was made" in checks.faults


def test_a_false_sentence_over_true_quotes_raises_a_doubt(stored: Library) -> None:
    written = made(stored)
    assert check_receipt(written, stored.archive, Verifier(the_gate())).doubts == ()
    for part in (written, _said(written)):
        part["text"] = part["text"].replace("seven", "nine")
    written["digest"] = digest_of(written)
    checks = check_receipt(written, stored.archive, Verifier(the_gate()))
    (doubt,) = checks.doubts
    assert "nine ceiling panels" in doubt
    assert checks.json()["doubts"] == [doubt]


def test_a_number_in_brackets_that_the_article_holds_itself_is_no_citation(
    library: Library,
) -> None:
    text = "Under rule [7] the harbour tunnel was closed on Tuesday, the council said."
    put(library, draft(text, title="Cup", outlet="Courier"))
    cited = citation(text)
    said = Sentence(text[:-1] + " [1].", "supported", None, (1,))
    given = answer(said.text, sentences=(said,), citations=(cited,))
    written = receipt(given, library.archive, embedder="e", prompt="1", created_at=NOW)
    assert check_receipt(written, library.archive, Verifier(the_gate())).stands


def test_a_version_whose_text_was_changed_in_the_archive_is_found_out(library: Library) -> None:
    put(library, ARTICLE)
    written = made(library)
    twin = draft(PARAGRAPH + " It reopened.", title="Tunnel", outlet="Courier")
    put(library, twin)
    for cited in written["citations"]:
        cited["version"] = 2  # the same words at the same place, of another text
    written["digest"] = digest_of(written)
    checks = check_receipt(written, library.archive, Verifier(the_gate()))
    assert states(checks) == {"changed"}


def test_what_is_no_receipt_is_an_error(stored: Library) -> None:
    with pytest.raises(InputError, match="is no receipt"):
        check_receipt({"question": "Who won?"}, stored.archive, Verifier(the_gate()))
