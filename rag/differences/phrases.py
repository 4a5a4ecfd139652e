"""Phrases that do what one verb does, folded to it: "took X to court" sued X. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_WHO = r"((?:[\w.’'&-]+ ){0,6}?[\w.’'&-]+)"
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), verb)
    for pattern, verb in (
        (rf"\b(?:took|taken?|taking|dragged|hauled) {_WHO} (?:in)?to court\b", r"sued \1"),
        (rf"\b(?:take|takes|drags) {_WHO} (?:in)?to court\b", r"sue \1"),
        (r"\b(?:went|gone|going|go|turned) to (?:court|law) (?:against|with)\b", "sued"),
        (
            r"\b(?:brought|filed|launched|started|opened) (?:an?|the) (?:\w+ )?"
            r"(?:case|suit|lawsuit|action|claim) against\b",
            "sued",
        ),
        (r"\b(?:has|have|had) (?:an?|the) (?:\w+ )?(?:case|suit|lawsuit) against\b", "sued"),
        (r"\b(?:lodged|filed|made) (?:an?|the) (?:\w+ )?complaint against\b", "accused"),
        (r"\b(?:(was|were|is|are|been) held (?:personally )?responsible)\b", r"\1 blamed"),
        (
            rf"\b(?:held|holds?|holding) {_WHO} (?:personally |jointly |solely )?responsible\b",
            r"blamed \1",
        ),
        (r"\b(?:put|puts|laid|pinned) the blame (?:for .{3,40} )?on\b", "blamed"),
        (r"\b(?:got|gotten|gets?|had|have) the (?:better of|edge (?:on|over))\b", "beat"),
        (r"\b(?:won|win|wins|prevailed) (?:out )?(?:against|over)\b", "beat"),
        (r"\b(?:finished|came|ended) (?:\w+ ){0,3}ahead of\b", "beat"),
        (r"\b(?:finished|came|ended) (?:\w+ ){0,3}behind\b", "lost to"),
        (r"\b(?:lost out|went down|succumbed|been beaten) to\b", "lost to"),
        (r"\b(?:has|have|had) (?:taken|bought) over\b|\btook over\b|\btaken over\b", "bought"),
    )
)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A sentence with phrases of several words in the place of which one verb could stand."""
    for pattern, verb in _FOLDS:
        text = pattern.sub(verb, text)
    return text
