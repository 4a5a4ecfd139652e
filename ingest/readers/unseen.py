"""Drafts without characters that nobody sees, and joiners carried through an extractor. Pure."""

from __future__ import annotations

from dataclasses import replace

from rag.domain import Draft
from rag.hostile.unseen import without_unseen

JOINERS = "\u200c\u200d"
CARRIERS = "\ua66e\ua668"  # printable letters of one medieval manuscript


def seen(draft: Draft) -> Draft:
    """A draft whose words hold what a reader sees, and joiners where a script needs them."""
    return replace(
        draft,
        text=without_unseen(draft.text),
        title=without_unseen(draft.title),
        authors=tuple(map(without_unseen, draft.authors)),
        outlet=without_unseen(draft.outlet) if draft.outlet else draft.outlet,
        section=without_unseen(draft.section) if draft.section else draft.section,
        wire=without_unseen(draft.wire) if draft.wire else draft.wire,
    )


def carried(page: str) -> str:
    """A page whose needed joiners are letters, for an extractor that drops what is not printed."""
    if not any(joiner in page for joiner in JOINERS) or any(c in page for c in CARRIERS):
        return page
    return without_unseen(page).translate(str.maketrans(JOINERS, CARRIERS))


def restored(text: str, page: str) -> str:
    """What was extracted of `carried(page)`, with its joiners again."""
    if any(carrier in page for carrier in CARRIERS):
        return text
    return text.translate(str.maketrans(CARRIERS, JOINERS))
