"""How exact a number is said to be: "about", "nearly", "or more". Pure."""

from __future__ import annotations

import re
from typing import Literal

Bound = Literal["exact", "about", "over", "under", "nearly", "most"]

_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        "nearly",
        r"nearly|almost|just under|close (?:to|on)|not quite|(?:just|little) short of|all but"
        r"|approaching|getting on for",
    ),
    (
        "over",
        r"(?:well |just |far |slightly |a little )?(?:more than|over|above|older than|beyond)"
        r"|at least|upwards of|in excess of|no fewer than|exceed\w*|a little over"
        r"|(?:not|never|n[’']t)\s+(?:\w+\s+)?(?:below|under|less than|fewer than)",
    ),
    ("most", r"up to|at most|no more than|a maximum of|within|as (?:much|many|long|far|high) as"),
    (
        "under",
        r"(?:fewer|less|younger|smaller) than|under|below|not even|yet to turn|shy of"
        r"|(?:nothing|no\w*|n[’']t \w+) beyond",
    ),
    ("about", r"about|around|some|roughly|approximately|circa|or so|an estimated|estimated"),
)
_BOUND = re.compile(
    "(?:"
    + "|".join(f"(?P<{bound}>{words})" for bound, words in _BEFORE)
    + r")\s+(?:an?\s+|the\s+)?$",
    re.I,
)
_LIES = re.compile(
    r"\b(?:l[ai]y|lies|lying|lain|buried|sunk|hidden|found|trapped)\s+(?:under|below|above)\s+$",
    re.I,
)
_BEHIND = re.compile(
    r"(?:[\s-]+[^\W\d_]+|%){0,3}?,?\s+or\s+(?:(?P<over>more|above|higher|over|worse|older|longer"
    r"|better)|(?P<most>fewer|less|below|lower|younger)|(?P<nearly>nearly|almost)|(?P<about>so)"
    r"|(?P<under>under))\b"
)


def bound_of(text: str, start: int, end: int) -> Bound:
    """What stands before or behind a number that limits it; "under four metres of mud" does not.

    Args:
        text: The text.
        start: Where the number begins.
        end: Where it ends.
    """
    match = _BOUND.search(text, max(0, start - 32), start)
    if match and not _LIES.search(text[max(0, match.start() - 8) : match.end()]):
        return next(bound for bound, _ in _BEFORE if match[bound])
    behind = _BEHIND.match(text, end)
    return next((bound for bound, _ in _BEFORE if behind and behind[bound]), "exact")
