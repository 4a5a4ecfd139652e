"""How something came about, said with a set phrase: "on penalties", "posthumously". Pure."""

from __future__ import annotations

import re

from rag.differences.difference import Difference

_MANNERS = tuple(
    (re.compile(rf"\b(?:{said})\b", re.I), re.compile(rf"\b(?:{given})\b", re.I))
    for said, given in (
        (r"(?:on|in an?|after an?) (?:penalties|penalty shoot-?out|shoot-?out)",
         r"penalties|shoot-?out|spot[- ]kicks?"),
        (r"(?:in|after) extra[- ]time|in overtime",
         r"extra[- ]time|overtime|(?:9[1-9]|1[01]\d|120)(?:st|nd|rd|th)"),
        (r"posthumous(?:ly)?", r"posthumous(?:ly)?|dead|died|death|late|dies"),
        (r"in absentia", r"absentia|absence|absent|fled|fugitive|abroad|large"),
        (r"by lot|by drawing lots|on the toss of a coin", r"lots?|drawn?|coin|toss(?:ed)?"),
    )
)  # fmt: skip
"""What a sentence may say, and what its span must have for it."""


def manner_difference(claim: str, span: str) -> Difference | None:
    """A manner that a sentence gives and no word of the span does: a penalty decides no match."""
    for said, given in _MANNERS:
        found = said.search(claim)
        if found and not given.search(span):
            return Difference("words", f"the article does not say “{found.group()}”")
    return None
