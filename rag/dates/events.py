"""Days told from an event in a question: "two days before the election". Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from rag.dates.spans import Days, one, shift
from rag.dates.vocabulary import COUNT, counted, lowered

Event = Callable[[str], date | None]
"""The day of an event, as a question names it, or None where it is not known."""

NEAR = 7  # days that "in the days before" reaches

_EVENT = (
    r"(?P<event>(?:the|a|an|his|her|its|their|this|that|last|president|prime)\s+[^?!.,;:]+?)"
    r"(?=\s+(?:by|about|did|does|do|was|were|is|are|had|has|have|who|what|which|that|and|according|from"
    r"|to|with|on|when|where|how|why|for)\b|\s*(?:[?!.,;:]|$))"
)
_COUNTED = re.compile(
    rf"\b(?:(?:in|on|during|over|about|for)\s+)?(?:"
    rf"(?:(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?)"
    rf"|(?:the\s+)(?P<whole>days?|week|weekend|month|year|eve|morning|night|weeks|months)"
    rf")\s+(?P<side>before|after|of|following|leading\s+up\s+to|ahead\s+of)\s+{_EVENT}"
)
_SINCE = re.compile(rf"\b(?P<side>since)\s+{_EVENT}")
_OF = ("day", "eve", "morning", "night")
_LENGTHS = {"week": 7, "month": 31, "year": 366}


def event_days(question: str, event: Event) -> tuple[Days, str] | None:
    """The days that a question tells from an event, and its words for them.

    Args:
        question: Any question.
        event: Finds the day of an event by its words ("the election").
    """
    low = lowered(question)
    found = _COUNTED.search(low) or _SINCE.search(low)
    if found is None or (found["side"] == "of" and found["whole"] not in _OF):
        return None
    day = event(question[found.start("event") : found.end("event")])
    if day is None:
        return None
    try:
        return _days(found, day), question[found.start() : found.end()]
    except (ValueError, OverflowError):
        return None


def _days(found: re.Match[str], day: date) -> Days:
    if found["side"] == "since":
        return Days(day, None)
    back = found["side"] in ("before", "leading up to", "ahead of")
    sign = -1 if back else 1
    if found["count"]:
        at = shift(day, sign * counted(found["count"])[0], found["unit"])
        far = shift(day, sign * counted(found["count"])[1], found["unit"])
        slack = timedelta(days={"day": 0, "week": 3, "month": 15, "year": 182}[found["unit"]])
        return Days(min(at, far) - slack, max(at, far) + slack)
    whole = found["whole"]
    if whole in ("day", "morning", "night", "eve"):
        moved = {"of": -1 if whole == "eve" else 0}.get(found["side"], sign)
        return one(day + timedelta(days=moved))
    length = timedelta(days=_LENGTHS.get(whole, NEAR if whole == "days" else 62))
    next_day = day + timedelta(days=1)
    return Days(day - length, day - timedelta(days=1)) if back else Days(next_day, day + length)
