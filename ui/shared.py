"""The page behind a shared link: one answer, read-only, with its quotes; /s/{token}."""

from __future__ import annotations

from rag.conversations import Shared
from rag.errors import InputError
from rag.index.archive import Archive
from rag.receipt_checks import Checks, check_receipt
from rag.wire_read import answer_of
from ui.page_html import Html, join, tag
from ui.page_words import count, day
from ui.paper_answer import answer_on_paper
from ui.paper_asked import asked_for
from ui.reading import HEADERS, paper_page

SHEET = "/paper/shared.css"
HEADERS_SHARED = HEADERS | {
    "Cache-Control": "no-store",  # a link that was taken back is not to be shown from memory
    "X-Robots-Tag": "noindex, nofollow",
}


def shared_page(shared: Shared, archive: Archive) -> Html:
    """The whole page, with what became of each quote since.

    Args:
        shared: What is shown.
        archive: Where the quoted articles are.

    Raises:
        InputError: If the stored answer cannot be read.
    """
    turn = shared.turn
    answer = answer_of(turn.answer or {})
    checks = _checks(shared, archive)
    standings = {found.n: found for found in checks.quotes} if checks else {}
    asked = " · ".join(asked_for(turn.asked))
    main = tag(
        "article",
        tag("p", f"An answer, shared on {day(shared.at)}", class_="outlet"),
        tag("h1", turn.question, dir="auto"),
        tag("p", asked, class_="asked") if asked else None,
        answer_on_paper(answer, standings=standings, served=True),
        _verdict(checks) if checks else None,
        class_="reading shared",
    )
    return paper_page(turn.question, main, None, SHEET)


def _checks(shared: Shared, archive: Archive) -> Checks | None:
    """No sentence is checked again, for that would let anyone with a link keep a model busy."""
    if shared.turn.receipt is None:
        return None
    try:
        return check_receipt(shared.turn.receipt, archive, None, "the stored receipt")
    except InputError:
        return None


def _verdict(checks: Checks) -> Html:
    """What became of the answer, where there is more to say than its one quote says."""
    quotes = checks.quotes
    fallen = sum(found.state != "stands" for found in quotes)
    if fallen:
        verb = "stands" if fallen == 1 else "stand"
        said = f"{fallen} of {count(len(quotes), 'quote')} no longer {verb} as quoted."
    else:
        said = f"All {len(quotes)} quotes stand in the library as they were quoted."
    lines = [said] if len(quotes) > 1 else []  # one says so itself
    lines += [f"What was stored is not as it was made: {fault}." for fault in checks.faults]
    return join(*(tag("p", line, class_="note") for line in lines))
