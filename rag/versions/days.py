"""The day that a sentence gives for what a question asks the "when" of. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rag.dates.mentions import mentions
from rag.differences.vocabulary import REPORTING
from rag.versions.amounts import core
from rag.versions.asking import Asked
from rag.versions.tokens import clause, stems, tokens
from rag.versions.values import Value
from rag.words import NEGATIONS, stem

REACH = 8  # words before a date in which the verb stands
LOOSE = 1  # of these, between the two, that say something else
_SAID = re.compile(r"(?P<verb>\w+)(?: \w+)?(?: on| in| late| early)?\s*$")
_UNSURE = re.compile(
    r"\b(?:(?-i:may)|might|could|hop\w+|wants?|demand\w*|if|unless|whether|original\w*"
    r"|had been|instead of|rather than|previous\w*|until)\b",
    re.I,
)
_LEADS = frozenset("to on in at the early late for by this next a of again first only".split())


def days(sentence: str, asked: Asked, published: date | None) -> Iterator[Value]:
    """The date in a sentence that says when: the only one, close behind the verb, not denied."""
    if not core(sentence, asked):
        return
    given = [one for one in mentions(sentence, published) if not _reported(sentence, one.start)]
    if len(given) != 1 or given[0].side != "in" or given[0].owned or given[0].kind in _SPANS:
        return
    one = given[0]
    first, last = clause(sentence, one.start, one.end)
    inside = tokens(sentence[first:last])
    if any(t.low in NEGATIONS or t.low.endswith("n't") for t in inside):
        return
    if _done_close(sentence, first, one.start, asked) and not _UNSURE.search(sentence, first, last):
        yield Value(one.start, one.end, mention=one)


_SPANS = ("rolling", "ago", "years", "decade", "century")
"""Kinds of expressions that tell how long rather than when."""


def _done_close(sentence: str, first: int, start: int, asked: Asked) -> bool:
    """Whether what is asked about is done in the words before the date, and nothing else."""
    before = tokens(sentence[first:start])[-REACH:]
    done = [at for at, t in enumerate(before) if t.stem in asked.head]
    if not done or sentence[first + before[done[-1]].start].isupper():
        return False
    if done[-1] and before[done[-1] - 1].low in ("the", "a", "an", "its", "his", "her", "their"):
        return False  # a noun
    between = [t for t in before[done[-1] + 1 :] if t.low not in _LEADS]
    return len(between) <= LOOSE


def _reported(sentence: str, start: int) -> bool:
    """Whether a date is that of the saying: "the minister said on Monday"."""
    found = _SAID.search(sentence[:start].rstrip())
    return bool(found) and any(
        stem(word) in REPORTING - stems("call state add")
        for word in found.group().lower().split()  # type: ignore[union-attr]
    )
