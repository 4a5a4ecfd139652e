"""The sentences of an article that date what a claim dates: it happened "on Tuesday". Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.dates.agreement import carries
from rag.dates.mentions import Mention
from rag.differences.moments import dated
from rag.spans import Material
from rag.words import content

MOST = 2  # sentences that are read for the dates of one claim


def dating(claim: str, material: Material, picked: Sequence[int]) -> list[int]:
    """Sentences to read for the dates of a claim that none of the chosen has.

    Who says "on 3 March 2026" of what an article of that week tells of Tuesday shares no word of
    the date with it, so that words and meaning may not choose its sentence.

    Args:
        claim: A sentence without markers.
        material: The article.
        picked: Indexes of the sentences chosen.

    Returns:
        Indexes of further ones, at most two; each shares a word with the claim, or stands beside
        one that was chosen.
    """
    found: list[int] = []
    dates = dated(claim, material.published)
    said = [date for date in dates if _a_day(date)]
    stems = frozenset(content(_without(claim, dates)))
    for date in said[:MOST]:
        if any(_dates(material, i, date) for i in (*picked, *found)):
            continue
        fits = []
        for i, text in enumerate(material.texts):
            if i in picked or not _dates(material, i, date):
                continue
            shared = len(stems & frozenset(content(text)))
            beside = min(abs(i - j) for j in picked) if picked else len(material.texts)
            if shared or beside == 1:
                fits.append((-shared, beside, i))
        if fits:
            found.append(min(fits)[2])
    return found


def _without(claim: str, dates: Sequence[Mention]) -> str:
    for date in reversed(dates):
        claim = f"{claim[: date.start]} {claim[date.end :]}"
    return claim


def _a_day(date: Mention) -> bool:
    return date.first is not None and date.first == date.last


def _dates(material: Material, index: int, said: Mention) -> bool:
    return any(carries(one, said) for one in dated(material.texts[index], material.published))
