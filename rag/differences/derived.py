"""Numbers that follow from two of a text: the rest, the difference, the share, the sum. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from rag.differences.quantities import ELAPSED, LISTED, Quantity
from rag.differences.units import factor

MOST = 12  # quantities of a text that are combined
TIMES = (2.0, 3.0, 4.0, 5.0, 10.0)
_TOLD = (LISTED, ELAPSED)


def derived(said: Quantity, span: Sequence[Quantity]) -> Iterator[float]:
    """Values, in the unit of a quantity, that follow from those of a text.

    Args:
        said: What a sentence says; a share follows from two numbers of a kind, a plain number from
            the sum or the difference of two, and a multiple from a number and "twice" or "half".
        span: The quantities of the text.
    """
    plain = [q for q in span if q.unit not in ("ordinal", "clock") and q.noun not in _TOLD][:MOST]
    if said.unit == "percent":
        yield from (100 - q.low for q in plain if q.unit == "percent")
        yield from (100 * abs(q.low - q.high) / q.low for q in plain if q.paired and q.low)
        yield from _ratios(plain)
    else:
        if said.noun == "time":
            yield from (one / 100 for one in _ratios(plain) if one)
            yield from (100 / one for one in _ratios(plain) if one)
        yield from _sums(said, plain)
        yield from _multiples(said, plain)


def _ratios(plain: Sequence[Quantity]) -> Iterator[float]:
    for one, other in permutations(plain, 2):
        if (
            (one.unit != other.unit and one.unit and other.unit)
            or one.unit == "percent"
            or one.paired
            or other.paired
        ):
            continue
        if other.low and one.low < other.low and _worth(one, other):
            yield 100 * one.low / other.low
            yield 100 - 100 * one.low / other.low


def _worth(one: Quantity, other: Quantity) -> bool:
    """Whether two plain numbers may be part and whole: not two years, nor two small counts."""
    years = all(1900 <= q.low <= 2100 and "," not in q.text for q in (one, other))
    return not years and (other.low >= 5 or one.unit != "")


def _sums(said: Quantity, plain: Sequence[Quantity]) -> Iterator[float]:
    for quantity in plain:
        if quantity.paired and said.unit in ("", quantity.unit):
            yield quantity.low + quantity.high
            yield abs(quantity.low - quantity.high)
    for one, other in permutations(plain, 2):
        if one.start < other.start and _summed(one, other) and _suits(said, one):
            rate = factor(said.unit, one.unit) or 1.0
            yield abs(one.low - other.low) * rate
            yield (one.low + other.low) * rate


def _summed(one: Quantity, other: Quantity) -> bool:
    """Whether two may be added: "140 square miles ... 28 less"."""
    return one.unit == other.unit or (not other.unit and not other.noun and other.text[0].isdigit())


def _suits(said: Quantity, one: Quantity) -> bool:
    if said.unit in ("percentage points", "point"):
        return one.unit == "percent"
    return said.unit == one.unit or (bool(one.unit) and factor(said.unit, one.unit) is not None)


def _multiples(said: Quantity, plain: Sequence[Quantity]) -> Iterator[float]:
    shares = {100 / q.low for q in plain if q.unit == "percent" and q.low in _SHARES}
    times = {q.low for q in plain if not q.unit and q.low in TIMES}
    for quantity in plain:
        if quantity.unit == said.unit or not said.unit:
            for by in shares | times:
                yield quantity.low * by
                yield quantity.low / by


_SHARES = (50.0, 100 / 3, 25.0, 20.0, 10.0)
