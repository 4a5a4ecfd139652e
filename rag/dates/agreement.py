"""Do two dates agree, and do they contradict each other? Pure."""

from __future__ import annotations

from datetime import date

from rag.dates.mentions import Mention
from rag.dates.vocabulary import lowered, spaced


def agree(one: Mention, other: Mention) -> bool:
    """Whether two dates may name the same time: the days of one are all among the other's.

    Where the days of one are not known, its weekday, or its month and day, must be the other's; so
    too where only the verbs around them told last Tuesday from the coming one.
    """
    if _known(one) and _known(other) and (_inside(one, other) or _inside(other, one)):
        return True
    if one.resolved and other.resolved:
        return one.guessed and other.guessed and one.side == other.side and _turned(one, other)
    same = _same_names(one, other)
    return _same_words(one, other) if same is None else same


def clashes(one: Mention, other: Mention) -> bool:
    """Whether two dates cannot be the same time. What cannot be compared does not clash."""
    if agree(one, other):
        return False
    if _known(one) and _known(other):
        return _apart(one, other) or _apart(other, one)
    return _same_names(one, other) is False


def carries(said: Mention, claimed: Mention) -> bool:
    """Whether a date that is said carries one that is claimed, which may not be more exact."""
    if not agree(said, claimed):
        return False
    if _known(said) and _known(claimed) and said.kind == claimed.kind:
        return True
    if _known(said) and _known(claimed):
        return _inside(said, claimed)
    return not (claimed.day and not said.day and said.weekday is None)


def _known(mention: Mention) -> bool:
    return mention.first is not None or mention.last is not None


def _inside(inner: Mention, outer: Mention) -> bool:
    begins = outer.first is None or (inner.first is not None and inner.first >= outer.first)
    return begins and (outer.last is None or (inner.last is not None and inner.last <= outer.last))


def _apart(one: Mention, other: Mention) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _turned(one: Mention, other: Mention) -> bool:
    """Whether two dates are the same but for the week or the year that verbs made of them."""
    if one.weekday is not None and other.weekday is not None:
        return one.weekday == other.weekday
    return _in_year(one.first) == _in_year(other.first) and (
        _in_year(one.last) == _in_year(other.last)
    )


def _in_year(day: date | None) -> tuple[int, int] | None:
    return (day.month, day.day) if day else None


def _same_names(one: Mention, other: Mention) -> bool | None:
    """Whether weekday, or month and day, are the same; None where they do not both have one."""
    mine, theirs = _weekday(one), _weekday(other)
    told = one.weekday is not None or other.weekday is not None
    if mine is not None and theirs is not None and told:
        return mine == theirs
    if one.month is None or other.month is None:
        return None
    if one.month != other.month:
        return False
    return one.day == other.day or one.day is None or other.day is None


def _weekday(mention: Mention) -> int | None:
    if mention.weekday is not None:
        return mention.weekday
    day: date | None = mention.first
    return day.weekday() if day is not None and day == mention.last else None


def _same_words(one: Mention, other: Mention) -> bool:
    if one.resolved or other.resolved:
        return False
    return spaced(lowered(one.text)) == spaced(lowered(other.text))
