"""Puts a sentence right where its span says one thing otherwise; the gate then checks it again."""

from __future__ import annotations

import re

from rag.differences.difference import Difference


def repaired(sentence: str, difference: Difference | None) -> str | None:
    """The sentence with what its span gives in place of what it says; None where that is unclear.

    Only what can be exchanged word for word is: a number, its unit, a date.

    Args:
        sentence: What was written, without markers.
        difference: Why it is not carried.
    """
    if difference is None or not difference.said or not difference.given:
        return None
    said = re.compile(rf"(?<!\w){re.escape(difference.said)}(?!\w)")
    if len(said.findall(sentence)) != 1:
        return None
    given = difference.given
    at = said.search(sentence)
    if at is not None and at.start() > 0:
        given = given[0].lower() + given[1:] if difference.kind != "date" else given
    return said.sub(lambda _: given, sentence)
