"""Does a span date what a sentence dates, each by the day its article was published? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from rag.dates.agreement import agree, clashes
from rag.dates.mentions import Mention, mentions
from rag.dates.vocabulary import counted, lowered
from rag.differences.difference import Difference
from rag.differences.rivals import Measure, displaced

NEAR = 7  # days around publication in which an article need not say the day of what it tells
DATES = Measure(3.0, 1.1, 0.3)
_LATER = re.compile(
    r"\b(\d{1,2}|a|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(day|week)s?\s+"
    r"(?:after|before|earlier|later|ago|from now)\b"
)
_LED = re.compile(r"^(?:since|from|until|till|by|before|after|through|early|late|mid)[\s-]+", re.I)


def date_difference(claim: str, span: str, published: date | None) -> Difference | None:
    """A date of a sentence that contradicts every date of the span, or is that of something else.

    What happened around the day of publication need not be dated by an article, nor need a year
    that its readers know: so a span without a date carries a sentence that has one of those.

    Args:
        claim: The sentence.
        span: What may carry it.
        published: The day on which the article came out, if known.
    """
    given = dated(span, published)
    low = lowered(span)
    for said in dated(claim, published):
        same = [one for one in given if agree(said, one) and not _open(said, one)]
        if not same and _worded(said, low):
            continue
        if same:
            others = [one for one in given if one not in same and clashes(said, one)]
            others = [one for one in others if _sort(one) == _sort(said)]
            rival = displaced(claim, said, span, same, others, DATES)
            if rival is not None:
                return _instead(said, rival)
            continue
        if said.first is not None and said.first in _told(low, given, published):
            continue
        against = [one for one in given if _against(said, one) and _alike(said, one)]
        if against:
            return _instead(said, against[0])
        if not _known_to_readers(said, published, given):
            return Difference("date", f"the article does not date this “{said.text}”")
    return None


def _instead(said: Mention, given: Mention) -> Difference:
    why = f"the article says “{given.text}”, not “{said.text}”"
    return Difference("date", why, said.text, given.text)


@lru_cache(maxsize=4096)
def dated(text: str, published: date | None) -> tuple[Mention, ...]:
    """The dates of a text, whose numbers are not counted as numbers."""
    return mentions(text, published)


def _worded(said: Mention, low: str) -> bool:
    """Whether a span has a date in the very words, and no day with it."""
    if said.day is not None or said.weekday is not None:
        return False
    return re.search(rf"\b{re.escape(_LED.sub('', lowered(said.text)))}\b", low) is not None


def _told(low: str, given: Sequence[Mention], published: date | None) -> set[date]:
    """The days that a span counts from others: "four days after the election"."""
    starts = {one.first for one in given if one.first is not None}
    if published is not None:
        starts.add(published)
    return {
        start + timedelta(days=sign * days)
        for days in _counted(low)
        for start in starts
        for sign in (1, -1)
        if days < start.toordinal() < date.max.toordinal() - days
    }


def _counted(low: str) -> Iterator[int]:
    for match in _LATER.finditer(low):
        yield counted(match[1])[0] * (7 if match[2] == "week" else 1)


def _against(said: Mention, one: Mention) -> bool:
    return clashes(said, one) or (said.side == one.side != "in" and _open(said, one))


def _open(said: Mention, one: Mention) -> bool:
    """Whether a span without an end holds a day that it does not tell: "since 2009"."""
    if said.side == one.side and said.side in ("since", "until"):
        return (said.first, said.last) != (
            one.first,
            one.last,
        ) and said.year_known == one.year_known
    return _sort(said) == "day" != _sort(one) and one.side != "in"


def _sort(mention: Mention) -> str:
    if mention.day or mention.weekday is not None or mention.first == mention.last:
        return "day"
    return "month" if mention.month else mention.kind


def _alike(said: Mention, one: Mention) -> bool:
    """Whether two dates are of a kind: days against days, years against years."""
    days = (_sort(said) == "day", _sort(one) == "day")
    return days[0] == days[1] or bool(said.month and one.month)


def _known_to_readers(said: Mention, published: date | None, given: Sequence[Mention]) -> bool:
    if published is None or said.first is None or said.last is None:
        return True
    if said.first <= published <= said.last:
        return True
    if not given and said.first == said.last and abs((said.first - published).days) <= NEAR:
        return True
    return said.day is None and said.month is None and said.first.year == published.year
