"""Do the words around a date look ahead or back? English news style. Pure."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future"]

REACH = 90  # characters before a date in which its verb is looked for
REACH_AFTER = 60  # and after it

_VERB = (
    r"(?:\s+(?:not|also|again|be|have|been|only|then|first|finally|\w+ly)){0,3}\s+(?!on\b|in\b)\w+"
)
_MAY = r"""
    (?<!theresa\s)(?<!mrs\s)(?<!\d\s)may(?=\s[a-z])
    (?!\s(?:and|or|to|until|through|at|on|in|by)\b)
"""  # the verb, not the month
_AHEAD = rf"""
    (?:will|won't|would|wouldn't|shall|must|should|could|might|can|'ll|’ll|going\s+to|{_MAY}
      |(?:is|are|was|were|be|has|have)\s+to)(?:{_VERB})?
    |(?:set|due|scheduled|slated|expected|planned|targeted|pencilled\s+in|poised|likely|bound
      |hoping|ready|forecast|expects|plans?|planning|hopes?|aims?|intends?|wants?|preparing)
      (?:\s+(?:to|for|on|by|in)\b)(?:\s+(?:be\s+)?\w+)?
    |(?:promised|vowed|pledged|agreed|threatened)(?:\s+to\b)(?:\s+(?:be\s+)?\w+)?
    |available\s+(?:beginning|starting|from)|upcoming|ahead\s+of|forthcoming|deadline|scheduled
    |begins?|starts?|opens|resumes|expires|kicks\s+off|takes?\s+(?:place|effect)|goes\s+on\s+sale
"""
_BACK = r"""
    says?|said|told|was|were|had|did|didn't|fell|rose|won|lost|met|died|began|came|took|went|left
    |made|held|struck|hit|shot|gave|got|found|broke|led|beat|sank|saw|grew|spoke|wrote|became
    |(?!(?:need|hundred|united|indeed|speed|exceed|proceed|succeed)\b)\w{2,}ed
"""
_CUE = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK}))(?!\w)", re.X)
_END = re.compile(r"(?<!\b\w)[.!?;][\"”'’]?\s+(?=[\"“'‘a-z(])|\n")


def tense(low: str, start: int, end: int) -> Tense | None:
    """Whether the verb that a date belongs to looks back or ahead; None where nothing tells.

    The last verb before the date in its sentence decides, else the first one after it: "said on
    Tuesday that it will rule on Friday" looks back on Tuesday and ahead to Friday.

    Args:
        low: A text in lower case.
        start: Where the date begins.
        end: Where it ends.
    """
    before = low[max(0, start - REACH) : start]
    for found in _END.finditer(low, max(0, start - REACH), start):
        before = low[found.end() : start]
    told = None
    for cue in _CUE.finditer(before):
        told = cue
    if told is None:
        rest = low[end : end + REACH_AFTER]
        stop = _END.search(rest)
        told = _CUE.search(rest[: stop.start()] if stop else rest)
    if told is None:
        return None
    return "future" if told["ahead"] else "past"
