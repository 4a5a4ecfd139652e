"""Does a span give the numbers of a sentence: value, unit, how exact, and of what? Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from rag.differences.derived import derived
from rag.differences.difference import Difference
from rag.differences.numerals import half_told
from rag.differences.quantities import Quantity
from rag.differences.units import factor, unit_of

ABOUT = 0.05  # of a value: how far "about" may be from it
NEARLY = 0.18  # "nearly 300" is said of 255 and more
OVER = 0.5  # "more than 40" is said of up to 60
SHARE = 1.5  # points by which a share in words may miss one in digits
CONVERTED = 0.06  # rounding in "five kilometres (three miles)"
TOLD = 0.1  # the same for times: "two and a half months" of ten weeks
FOLLOWS = 0.02  # of a value: how far one may be that follows from others
ROUNDED = 0.03  # of a value: how far it may be rounded where nothing says "about"
COUNTED_OUT = 3  # an ordinal from here on must be the text's; "first" and "second" say little
YEARS = range(1000, 2200)  # shown without a comma
TIMES = frozenset("second minute hour day week month year decade century".split())


def number_difference(
    claim: Sequence[Quantity], span: Sequence[Quantity], implied: Sequence[Quantity] = ()
) -> Difference | None:
    """The first number of a sentence that a span does not give.

    "About 50,000" is given by 49,870 and "1.2 million" by 1,214,300, but "50,000" by itself is not
    given by 49,870, nor "300" by "nearly 300". What follows from two numbers is given by them.

    Args:
        claim: The numbers of the sentence.
        span: Those of the text.
        implied: Those that the text gives in other than number words.
    """
    within: list[Quantity] = []
    for said in claim:
        if any(whole.start <= said.start < whole.end for whole in within):
            continue
        if said.unit == "ordinal":
            wrong = [o for o in span if o.unit == "ordinal" and said.counts & o.counts]
            if wrong and not any(o.low == said.low for o in wrong):
                return Difference("number", f"the article says “{wrong[0].text}”")
            if said.low >= COUNTED_OUT and not any(
                q.low == said.low or (q.unit == "percent" and abs(q.low - 100 / said.low) <= SHARE)
                for q in (*span, *implied)
            ):
                return Difference("number", f"the article does not say “{said.text}”")
            continue
        known = giving(said, span) or giving(said, implied) or _follows(said, (*span, *implied))
        if not known and not said.parts and not _meant(said, span):
            return _missing(said, span)
        if known and said.parts:
            within.append(said)  # else its two numbers are looked for
    return None


def _meant(said: Quantity, span: Sequence[Quantity]) -> bool:
    """Whether "the two drillers" may be those whom the text names one by one."""
    return said.definite and said.low in (2, 3) and not any(said.counts & q.counts for q in span)


def giving(said: Quantity, span: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a span that say what one of a sentence says."""
    return [given for given in span if _gives(given, said)] or _ends(said, span)


def _ends(said: Quantity, span: Sequence[Quantity]) -> list[Quantity]:
    """The two lone numbers that a pair is made of: "19 and 91" of "the youngest was 19"."""
    if not said.paired:
        return []
    ends = [next((q for q in span if q.low == end), None) for end in (said.low, said.high)]
    found = [end for end in ends if end is not None]
    return found if len(found) == len(ends) else []


def _follows(said: Quantity, span: Sequence[Quantity]) -> bool:
    if said.paired or said.unit == "clock":
        return False
    return any(
        _near(said, value) or abs(value - said.low) <= FOLLOWS * abs(value)
        for value in derived(said, span)
    )


def _near(said: Quantity, value: float) -> bool:
    """Whether a value that is exact in itself is what a sentence says."""
    gap = abs(value - said.low)
    if gap < 1e-9 * max(1.0, abs(value)):
        return said.bound in ("exact", "about", "most")
    if said.bound == "about":
        return gap <= max(ABOUT * abs(value), 0.5 * said.step if said.step < 0.2 * value else 0.0)
    if said.bound == "nearly":
        return value < said.low <= value * (1 + NEARLY)
    if said.bound == "over":
        return said.low < value <= said.low * (1 + OVER)
    if said.bound == "under":
        return said.low * (1 - OVER) <= value < said.low
    return False


def _gives(given: Quantity, said: Quantity) -> bool:
    """Whether one quantity says the other."""
    if said.paired != given.paired:
        return not said.paired and _alike(given, said) and said.low in (given.low, given.high)
    if said.paired:
        same = {said.low, said.high} == {given.low, given.high}  # who won is another question
        bare = not (said.unit and given.unit)
        return same and (bare or factor(said.unit, given.unit) == 1.0)
    if given.unit == "ordinal":
        return given.low == said.low and said.unit in ("", *TIMES)
    rate = _rate(given, said)
    if rate is None or (given.per and said.per and given.per != said.per):
        return False
    return _says(given, said, given.low * rate, rate)


def _rate(given: Quantity, said: Quantity) -> float | None:
    if said.unit and given.unit:
        return factor(said.unit, given.unit)
    return 1.0 if _alike(given, said) else None


def _alike(given: Quantity, said: Quantity) -> bool:
    """Whether two quantities may be of a kind, where one has no unit: not "14" points for "14%"."""
    if given.unit == said.unit:
        return True
    measured, bare = (said, given) if said.unit else (given, said)
    if given.unit and said.unit:
        return factor(said.unit, given.unit) == 1.0
    if "clock" in (measured.unit, bare.unit):
        return False
    if not bare.noun or unit_of(bare.noun) == measured.unit:
        return True
    return any(unit_of(word) == measured.unit for word in bare.counts)


def _says(given: Quantity, said: Quantity, value: float, rate: float) -> bool:
    gap = abs(value - said.low)
    if said.unit == "clock" and not (half_told(said.text) and half_told(given.text)):
        gap %= 12 * 60  # "6.15" may be that of the evening
    if gap < 1e-9 * max(1.0, abs(value)):
        loose = said.unit == "clock"
        opposed = said.bound in _OPPOSED.get(given.bound, ()) and not _during(said)
        return loose or not (opposed or _dropped(given, said))
    if rate != 1.0:
        near = CONVERTED if said.unit not in TIMES else TOLD
        return gap <= (near if said.bound == "exact" else NEARLY) * abs(value)
    worded = said.text[0].isalpha() or given.text[0].isalpha()
    if worded and said.unit == "percent" and said.bound in ("exact", "about"):
        return gap <= (SHARE if said.bound == "exact" else 2 * SHARE)  # "two thirds" of 66 per cent
    return _near(said, value) or (said.bound == "exact" and _rounds(given, said, value))


_OPPOSED = {"over": ("under", "nearly"), "under": ("over",), "nearly": ("over",), "most": ("over",)}


def _during(said: Quantity) -> bool:
    """Whether "over" may mean "during": "over two years"."""
    return said.bound == "over" and said.unit in TIMES


def _dropped(given: Quantity, said: Quantity) -> bool:
    """Whether a limit that the span sets is not said."""
    return said.bound == "exact" and given.bound in ("nearly", "under")


def _rounds(given: Quantity, said: Quantity, value: float) -> bool:
    """Whether a written decimal or scale word shows that the value was rounded."""
    shown = said.step < 1 or (said.step >= 1e5 and said.low >= 1e6)
    near = abs(value - said.low) <= min(0.5 * said.step, ROUNDED * abs(value))
    return shown and given.step < said.step and near


def _missing(said: Quantity, span: Sequence[Quantity]) -> Difference:
    for other in span:
        if other.low == said.low and not other.paired:
            if _rate(other, said) is None:
                named = other.text if other.unit else f"{other.text} {other.noun}"
                why = f"the article says {named}, not {said.text}"
                return Difference("unit", why, said.text, named)
            if other.per and said.per and other.per != said.per:
                return Difference("unit", f"the article says {other.text} a {other.per}")
        if other.low == said.low and other.bound in ("nearly", "under", "over"):
            return Difference("number", f"the article says {other.bound} {other.text}")
    alike = [q for q in span if q.counts & said.counts or (q.unit == said.unit and said.unit)]
    near = next(chain(alike, (q for q in span if q.paired == said.paired)), None)
    if near is None:
        return Difference("number", f"the article does not give the number {said.text}")
    why = f"the article says {near.text}, not {said.text}"
    return Difference("number", why, said.text, near.text)
