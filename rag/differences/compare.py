"""All comparisons of a sentence with the text that may carry it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from rag.differences.alignment import parted
from rag.differences.compounds import compound_difference
from rag.differences.denials import negation_difference
from rag.differences.difference import Difference
from rag.differences.directions import direction_difference
from rag.differences.elsewhere import elsewhere_difference
from rag.differences.hedges import modality_difference
from rag.differences.implied import elapsed, implied
from rag.differences.manners import manner_difference
from rag.differences.moments import date_difference, dated
from rag.differences.names import name_difference, unnamed
from rag.differences.numbers import number_difference
from rag.differences.quantities import Quantity, quantities
from rag.differences.quotations import quotation_difference
from rag.differences.respaced import respaced
from rag.differences.rivals import rival_difference
from rag.differences.roles import role_difference
from rag.differences.speakers import speaker_difference

Names = Sequence[tuple[str, ...]]


def differences(
    claim: str, text: str, names: Names = (), published: date | None = None
) -> tuple[Difference, ...]:
    """What may keep a text from carrying a sentence, the plainest first.

    Args:
        claim: The sentence, without markers.
        text: What may carry it.
        names: The names of the whole article, which tell what a short form stands for.
        published: The day on which the article came out, for "on Tuesday".
    """
    if claim.strip() in {text[start:end].strip() for start, end in (*parted(text), (0, None))}:
        return ()
    claim, text = respaced(claim, text), respaced(text, claim)
    said, given = undated(claim, published), undated(text, published)
    beside = (*implied(text), *elapsed(dated(text, published), published))
    found = (
        number_difference(said, given, beside) or rival_difference(claim, said, text, given),
        date_difference(claim, text, published),
        name_difference(unnamed(claim, text, names))
        or compound_difference(claim, text, names)
        or elsewhere_difference(claim, text),
        quotation_difference(claim, text),
        manner_difference(claim, text),
        speaker_difference(claim, text),
        role_difference(claim, text),
        negation_difference(claim, text),
        modality_difference(claim, text),
        direction_difference(claim, text),
    )
    return tuple(difference for difference in found if difference)


@lru_cache(maxsize=4096)
def undated(text: str, published: date | None) -> tuple[Quantity, ...]:
    """The quantities of a text that are no part of a date."""
    dates = dated(text, published)
    return tuple(
        quantity
        for quantity in quantities(text)
        if not any(date.start <= quantity.start < date.end for date in dates)
    )
