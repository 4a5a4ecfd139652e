"""A value that a text gives as an answer, and whether two of them can both be true. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rag.dates.agreement import clashes
from rag.dates.mentions import Mention
from rag.differences.quantities import Quantity
from rag.differences.units import factor

ABOUT = 0.06  # of a value: how far "about" and converted units may be off
SCALED = 1e5  # worth of the last digit of "40 million"
ROUNDED = 0.02  # of such a value: how far another may be off
HUNDRED = 100  # below it counts are not rounded


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its place in its sentence.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        quantity: The amount, if it is one.
        pair: Both numbers of a vote or score, the greater first.
        mention: The days, if it is a date.
        name: The words of a name in lower case.
        place: Names behind "in", "at" or "near" beside it: where it counts.
        owner: Names before it in its clause: whose rate or price it may be.
        running: Whether it is said to be a count so far ("the toll has risen to 17").
    """

    start: int
    end: int
    quantity: Quantity | None = None
    pair: tuple[float, float] | None = None
    mention: Mention | None = None
    name: tuple[str, ...] = ()
    place: frozenset[str] = frozenset()
    owner: frozenset[str] = frozenset()
    running: bool = False


def differ(one: Value, other: Value) -> bool:
    """Whether two values cannot be the same one, rounding and bounds allowed for."""
    if one.pair and other.pair:
        return one.pair != other.pair
    if one.mention and other.mention:
        return clashes(one.mention, other.mention)
    if one.name and other.name:
        return not _same_name(one.name, other.name)
    if one.quantity and other.quantity:
        return _apart(one.quantity, other.quantity)
    return False


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if frozenset(one) & frozenset(other):
        return True
    return any(
        len(short) == 1 and short[0] == "".join(part[0] for part in whole)
        for short, whole in ((one, other), (other, one))
    )


def _apart(one: Quantity, other: Quantity) -> bool:
    rate = 1.0 if not (one.unit and other.unit) else factor(one.unit, other.unit)
    if rate is None:
        return False
    a, b = one.low, other.low * rate
    if a == b:
        return False
    if rate != 1.0 or "about" in (one.bound, other.bound):
        return abs(a - b) > ABOUT * max(a, b)
    if _allows(one, a, b) or _allows(other, b, a):
        return False
    step = max(one.step, other.step * rate)
    if step >= SCALED:
        return abs(a - b) > ROUNDED * max(a, b)
    rounded = max(a, b) >= HUNDRED and step < 0.2 * max(a, b)
    return not (rounded and abs(a - b) <= 0.5 * step)


def _allows(bounded: Quantity, limit: float, value: float) -> bool:
    """Whether a bound such as "at least 17" lets the other value be: not one far from it."""
    if bounded.bound == "over":
        return limit <= value <= 1.3 * limit
    if bounded.bound in ("under", "nearly"):
        return 0.7 * limit <= value <= limit
    return False
