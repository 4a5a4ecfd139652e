"""Does a span date what a sentence dates, each by the day its article was published? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from rag.dates.agreement import agree, clashes
from rag.dates.mentions import Mention, mentions
from rag.dates.vocabulary import lowered
from rag.differences.counted import Counted, counts_to
from rag.differences.difference import Difference
from rag.differences.rivals import Measure, displaced

NEAR = 7  # days around publication in which an article need not say the day of what it tells
DATES = Measure(3.0, 1.1, 0.3)
COUNTED = Measure(3.0, 1.0, 0.1)  # the same for one that is told without being named
_LED = re.compile(r"^(?:since|from|until|till|by|before|after|through|early|late|mid)[\s-]+", re.I)
_OPENS = re.compile(r"^(?:since|from|until|till|by|through|as of|up to)\s+", re.I)


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
        told: list[Mention | Counted] = list(same)
        if not told:
            told += counts_to(said, low, given, published)
            told += _ends_alike(said, given, published)
        if told:
            others = [one for one in given if one not in told and clashes(said, one)]
            others = [one for one in others if _sort(one) == _sort(said)]
            rival = displaced(claim, said, span, told, others, DATES if same else COUNTED)
            if isinstance(rival, Mention):
                return _instead(said, rival)
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


def _ends_alike(
    said: Mention, given: Sequence[Mention], published: date | None
) -> Iterator[Mention]:
    """Dates with the same end, or one within it: "since 6 August" of "since early August".

    What is open "from Friday" opens on Friday.
    """
    mine = _bare(said, published)
    for one in given:
        if one.side not in _ENDS or said.side not in ("in", one.side):
            continue
        if said.side == "in" and (_sort(said) != _sort(one) or said.text[:1].islower()):
            continue
        theirs = _bare(one, published)
        if mine is not None and theirs is not None and _within(theirs, mine):
            yield one


_ENDS = ("since", "until")


def _bare(mention: Mention, published: date | None) -> Mention | None:
    """A date without the word that opens it to one side."""
    if mention.side == "in":
        return mention
    found = dated(_OPENS.sub("", mention.text), published)
    return found[0] if found else None


def _within(inner: Mention, outer: Mention) -> bool:
    """Whether a date is within another; in whichever year, where one has none."""
    if inner.first is None or inner.last is None or outer.first is None or outer.last is None:
        return inner.weekday is not None and inner.weekday == outer.weekday
    if inner.weekday is not None and outer.weekday is not None:
        return inner.weekday == outer.weekday
    first, last = inner.first, inner.last
    if not (inner.year_known and outer.year_known) and (first.month, first.day) != (2, 29):
        shift = outer.first.year - first.year
        first = first.replace(year=first.year + shift)
        last = first + (inner.last - inner.first)
    return outer.first <= first and last <= outer.last


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
