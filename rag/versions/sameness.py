"""Do two values tell of one thing: the event, place and time that a question names? Pure."""

from __future__ import annotations

from rag.dates.agreement import clashes
from rag.dates.mentions import mentions
from rag.differences.names import named, unnamed
from rag.versions.amounts import HELD, holds
from rag.versions.asking import Asked
from rag.versions.given import Given
from rag.versions.tokens import COST
from rag.versions.values import Value

AGES = 270  # days between two reports of one event; how things stand may be told any time
CONTEST = 45  # the same of votes, matches and winners, which come again


def concerns(asked: Asked, one: Given) -> bool:
    """Whether a value is of the event and the time that the question names."""
    if holds(one.around, asked, beside=COST) < HELD or unnamed(
        asked.text, one.around, named(one.around)
    ):
        return False
    if asked.sort != "day" and _history(asked, one):
        return False
    wanted = mentions(asked.text, None)
    if not wanted or asked.sort == "day":
        return True
    told = [m for m in mentions(one.sentence, one.day) if m.start != one.value.start]
    return not told or not all(clashes(w, m) for w in wanted for m in told)


def _history(asked: Asked, one: Given) -> bool:
    """Whether a sentence looks back to a year long past, and the question does not."""
    if one.day is None or mentions(asked.text, one.day):
        return False
    ends = [m.last for m in mentions(one.sentence, one.day) if m.last and m.side == "in"]
    return any((one.day - end).days > AGES for end in ends)


def of_one_thing(asked: Asked, one: Given, other: Given) -> bool:
    """Whether nothing tells two values apart but that they differ."""
    return (
        not _long_apart(asked, one, other)
        and _same_place(asked, one, other)
        and _same_names(one, other)
        and _same_days(asked, one, other)
        and _same_unit(one.value, other.value)
        and not (asked.sort == "name" and _belong(one, other))
    )


def _long_apart(asked: Asked, one: Given, other: Given) -> bool:
    if asked.state or asked.sort == "percent" or not (one.day and other.day):
        return False
    limit = CONTEST if asked.sort in ("name", "pair") else AGES
    return abs((one.day - other.day).days) > limit


def _same_place(asked: Asked, one: Given, other: Given) -> bool:
    """Whether no place limits one of them only, and no rate is of another country or bank."""
    known = {part for run in named(f"x {asked.text}") for part in run}
    if asked.sort != "count":
        mine, theirs = one.value.owner - known, other.value.owner - known
        if mine and theirs and not mine & theirs:
            return False
    mine, theirs = one.value.place - known, other.value.place - known
    if mine & theirs or not (mine or theirs):
        return True
    return bool((one.value.place & known) and (other.value.place & known))


def _same_names(one: Given, other: Given) -> bool:
    """Whether some name ties two reports together, if both have any."""
    mine, theirs = (
        {part for run in named(f"x {given.around}") for part in run} for given in (one, other)
    )
    return bool(mine & theirs) or not (mine and theirs)


def _same_days(asked: Asked, one: Given, other: Given) -> bool:
    """Whether their dates can be those of one event; a count that runs on may have others."""
    if asked.sort == "day" or asked.state or one.value.running or other.value.running:
        return True
    mine, theirs = (mentions(given.sentence, given.day) for given in (one, other))
    return not (mine and theirs) or not all(clashes(a, b) for a in mine for b in theirs)


def _same_unit(one: Value, other: Value) -> bool:
    if not (one.quantity and other.quantity):
        return True
    a, b = one.quantity, other.quantity
    if bool(a.unit) != bool(b.unit):
        return False
    return bool(a.unit) or not (a.step >= 1e5 or b.step >= 1e5) or bool(a.counts & b.counts)


def _belong(one: Given, other: Given) -> bool:
    """Whether one of two names is told as the other's: a party's or a club's winner."""
    a, b = (given.sentence[given.value.start : given.value.end] for given in (one, other))
    text = f"{one.around}\n{other.around}"
    return any(
        f"{x}{link}{y}" in text
        for x, y in ((a, b), (b, a))
        for link in ("’s ", "'s ", " of ", " of the ", " for ", ", ", " (", " candidate ")
    )
