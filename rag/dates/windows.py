"""The days of publication that a news question asks for. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from rag.dates.asking import in_question, use_of
from rag.dates.events import Event, event_days
from rag.dates.mentions import Mention, mentions
from rag.dates.spans import Days, unit_of
from rag.dates.vocabulary import lowered
from rag.domain import Window

AFTER = 2
"""Days after the last one asked for in which its news is still printed: the next day's papers, and
one more for evening games, weekends and clocks that are behind. Never before it."""

THIS = 6
"""Days that "this week" reaches back at least: on a Monday it is the week that people talk of."""

RECENTLY = 30
"""Days that "recently" reaches back, as a preference."""

_RECENTLY = re.compile(r"(?<!most\s)(?<!more\s)\b(?:recently|lately|of\s+late)\b")
_LED = re.compile(r"\b(?:on|in|at|over|during|for|within|from)\s+(?:the\s+)?$|\bthe\s+$")
_LAST = re.compile(r"\blast\s+\w+day\b")
_THIS = re.compile(r"\bthis\s+(?:week|month|year)\b")


def window_of(question: str, today: date, event: Event | None = None) -> Window | None:
    """The days in which articles that answer a question were published, if it says so.

    A wrong window makes a good answer impossible and a missing one only makes ranking worse, so
    there is none where in doubt:

    - Days to come: what is planned for next week was written before.
    - Years that name a thing ("the 2022 World Cup"), old years and decades: history.
    - "Latest", "newest", "now", "currently": they ask for the newest that there is, however old,
      which is a matter of ranking; a window would hide it where nothing newer exists.
    - "When did …?" without any days: the date is what is asked for.

    News of an event appears on its day and some days after, so a window never begins before the
    first day asked for and ends a little after the last (`AFTER`). Where the days are said by the
    way ("the man arrested last week", a sentence before the question, figures of a month), only
    their beginning counts, because what is asked may have been written at any time since.

    Args:
        question: A question in English, as it was asked.
        today: The clock; no window ends after it.
        event: Finds the day of an event that days are told from; None knows none.

    Returns:
        A window whose `origin` is the phrase that asked for it; `prefers` tells whether it is but
        a preference.
    """
    told = event_days(question, event) if event else None
    if told is not None:
        return _bounded(told[0], told[1], today)
    asked, aside = [], []
    for mention in mentions(question, today):
        use = use_of(mention, question, today)
        if use == "asked":
            asked.append(mention)
        elif use == "aside":
            aside.append(mention)
    if asked:
        return _bounded(_hull(asked, today), _phrase(asked, question), today)
    if aside:
        earliest = min(aside, key=lambda mention: _first(mention, today))
        return Window(_first(earliest, today), None, _phrase([earliest], question))
    found = _RECENTLY.search(lowered(question))
    if found is None or not in_question(question, found.start()):
        return None
    start = today - timedelta(days=min(RECENTLY, today.toordinal() - 1))
    return Window(start, today, question[found.start() : found.end()])


def prefers(window: Window) -> bool:
    """Whether a window only prefers its days, as "recently" does: older news will do, too."""
    return _RECENTLY.fullmatch(lowered(window.origin)) is not None


def _first(mention: Mention, today: date) -> date:
    """The first day that counts."""
    first = mention.first
    assert first is not None
    low = lowered(mention.text)
    if _THIS.search(low) and not low.startswith("later"):
        return min(first, today - timedelta(days=min(THIS, today.toordinal() - 1)))
    monday = unit_of(today, "week").first
    if _LAST.search(low) and monday is not None and first >= monday:
        return first - timedelta(days=7)  # on a Friday "last Tuesday" may be of either week
    return first


def _hull(asked: Sequence[Mention], today: date) -> Days:
    """From the first day of the first to the last day of the last."""
    if all(m.first is None for m in asked):
        return Days(None, min(m.last for m in asked if m.last))
    begun = [m for m in asked if m.first is not None]
    lasts = [m.last for m in begun]
    known = [last for last in lasts if last is not None]
    return Days(
        min(_first(m, today) for m in begun), max(known) if len(known) == len(lasts) else None
    )


def _bounded(days: Days, origin: str, today: date) -> Window | None:
    """A window with its slack, that does not reach ahead; none if all of it lies ahead."""
    first, last = days
    if first is not None and first > today:
        return None
    if first is not None and last is not None:
        last = min(last, today) + timedelta(days=min(AFTER, (date.max - min(last, today)).days))
        last = min(last, today)
    return Window(first, last, origin)


def _phrase(found: Sequence[Mention], question: str) -> str:
    """The words that asked: of several the whole stretch that holds them."""
    start, end = found[0].start, found[-1].end
    if len(found) > 1 and end - start > 60:
        end = found[0].end
    led = None if found[0].owned else _LED.search(lowered(question), 0, start)
    return question[led.start() if led else start : end]
