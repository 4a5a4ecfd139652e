"""Do two names stand on the other sides of the same verb? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.differences.alignment import parted
from rag.differences.names import CALENDAR, TITLES
from rag.differences.vocabulary import REPORTING
from rag.words import IRREGULAR, STOPWORDS, WORD, stem

REACH = 12  # words from a verb within which a name may stand
BY = 5  # words behind a verb within which "by" may stand
BE = frozenset("was were been being be is are got stands stood".split())
TOKEN = re.compile(rf"{WORD.pattern}|[,;:()—–“”\"]|[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Sides:
    """A verb, and the stems of the names nearest before and behind it; a passive turned round."""

    verb: str
    before: frozenset[str]
    behind: frozenset[str]


def swapped(claim: str, span: str) -> Sides | None:
    """The verb of a span whose two names a sentence has on the other sides."""
    done = [one for start, end in parted(span) for one in sides(span[start:end])]
    for said in sides(claim):
        alike = [one for one in done if one.verb == said.verb]
        if any(said.before & one.before or said.behind & one.behind for one in alike):
            continue
        for one in alike:
            if said.before & one.behind and said.behind & one.before:
                return one
    return None


def is_verb(word: str) -> bool:
    """Whether a word in lower case has the form of a verb in a report."""
    if word in STOPWORDS or len(word) < 3:
        return False
    return word.endswith(("ed", "ing")) or word in IRREGULAR


def is_passive(low: list[str], at: int) -> bool:
    """Whether the verb at a place is a passive; the words are in lower case."""
    if low[at].endswith("ing"):
        return False
    return any(word in BE for word in low[max(0, at - 2) : at]) or low[at + 1 : at + 2] == ["by"]


@lru_cache(maxsize=8192)
def sides(text: str) -> tuple[Sides, ...]:
    """Each verb of a sentence that has a name before and one behind it."""
    return tuple(_sides(TOKEN.findall(text)))


def _sides(tokens: list[str]) -> Iterator[Sides]:
    low = [token.lower().replace("’", "'") for token in tokens]
    for at, word in enumerate(low):
        if tokens[at][0].isupper() or not is_verb(word) or stem(word) in REPORTING:
            continue
        before = _run(tokens, low, range(at - 1, max(-1, at - 1 - REACH), -1))
        behind = _run(tokens, low, range(at + 1, min(len(low), at + 1 + REACH)))
        if before and behind:
            pair = (before, behind)
            if is_passive(low, at) and "by" in low[at + 1 : at + 1 + BY]:
                pair = pair[::-1]
            yield Sides(stem(word), *pair)


def _run(tokens: list[str], low: list[str], places: range) -> frozenset[str]:
    """The stems of the first run of capitalised words on a way."""
    found: set[str] = set()
    for i in places:
        if low[i] in CALENDAR:
            continue
        if tokens[i][0].isupper() and low[i] not in STOPWORDS and low[i] not in TITLES:
            found.add(stem(low[i]))
        elif found:
            break
    return frozenset(found)
