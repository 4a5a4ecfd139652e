"""The result of a vote or a match that a sentence gives: "78 votes to 69", "2-1". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.versions.amounts import HELD, holds
from rag.versions.asking import Asked
from rag.versions.tokens import clause, stems, tokens
from rag.versions.values import Value
from rag.words import NUMBER_WORDS

_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_N = (
    r"\d{1,3}(?:,\d{3})*|"
    + rf"(?:{'|'.join(_TENS)})-(?:{'|'.join(word for word in NUMBER_WORDS if word not in _TENS)})|"
    + "|".join(sorted((*NUMBER_WORDS, "one", "nil"), key=len, reverse=True))
)
SPELT = frozenset(f"{ten}-{one}" for ten in _TENS for one in ("one", *NUMBER_WORDS))
"""Numbers such as "sixty-nine", which are no pair."""
_PAIR = re.compile(
    rf"(?<![\w.,/-])(?P<one>{_N})(?:\s?[-–]\s?|\s+(?:votes?\s+)?to\s+|\s+votes?\s+against\s+"
    rf"|\s+(?:in favou?r|for)(?:\s+and|,)\s+)(?P<other>{_N})(?![\w/-]|[.,]\d|\s?(?:%|per ?cent"
    rf"|years?|days?|weeks?|months?|people|points?|minutes?)\b)",
    re.I,
)
VOTING = stems("vote pass approve adopt reject defeat ballot ratify carry back elect")
WINNING = stems("win beat draw lose defeat score final victory goal")
_OTHER = re.compile(
    r"\b(?:amendment|motion|committee|procedural|second reading|first reading|first round"
    r"|half-?time|aggregate|interval|earlier|previous\w*|last (?:year|season|month|week)"
    r"|penalt\w+|shoot-?out|set|sets|would|could|(?-i:may)|might|if|expected|predicted)\b",
    re.I,
)


def pairs(sentence: str, asked: Asked) -> Iterator[Value]:
    """The results in a sentence that a question for a vote or a score asks for."""
    for found in _PAIR.finditer(sentence):
        first, last = clause(sentence, found.start(), found.end())
        told = frozenset(token.stem for token in tokens(sentence))
        asking = frozenset(token.stem for token in tokens(asked.text))
        votes = bool(asking & VOTING)
        if not told & (VOTING if votes else WINNING | VOTING & stems("defeat")):
            continue
        apart = {each.lower() for each in _OTHER.findall(sentence)}
        if apart - {each.lower() for each in _OTHER.findall(asked.text)}:
            continue
        if holds(sentence, asked) < HELD and not _bill(sentence, votes):
            continue
        if re.search(r"\b(?:not|never)\b", sentence[first:last]):
            continue
        if found.group().lower().replace(" ", "-") in SPELT:
            continue
        values = _number(found["one"]), _number(found["other"])
        yield Value(found.start(), found.end(), pair=(max(values), min(values)))


def _bill(sentence: str, votes: bool) -> bool:
    """Whether a sentence tells of a vote on "the bill": that of its article."""
    return votes and bool(re.search(r"\b[Tt]he (?:bill|law|treaty|plan|measure)\b", sentence))


def _number(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    known = {"one": 1.0, "nil": 0.0, **NUMBER_WORDS}
    return sum(known[part] for part in written.lower().split("-"))
