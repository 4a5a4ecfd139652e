"""Are the words between quotation marks the article's own? Pure."""

from __future__ import annotations

import re

from rag.differences.difference import Difference
from rag.words import words

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,})[\"”»]|(?<![\w’'])[‘']([^‘’'\n]{3,})[’'](?!\w)")


def quoted(sentence: str) -> list[str]:
    """What stands between quotation marks."""
    return [double or single for double, single in _QUOTED.findall(sentence)]


def quotation_difference(claim: str, span: str) -> Difference | None:
    """Words in quotation marks that a span does not hold in that order; marks and case aside."""
    folded = f" {' '.join(words(span))} "
    for words_said in quoted(claim):
        parts = [part for part in re.split(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*", words_said) if part]
        if any(f" {' '.join(words(part))} " not in folded for part in parts):
            return Difference("quotation", f"the article does not contain the words “{words_said}”")
    return None
