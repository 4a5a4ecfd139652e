"""The name that a sentence gives for what a question asks the "who" of. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.differences.names import named
from rag.versions.amounts import core
from rag.versions.asking import Asked
from rag.versions.tokens import Token, clause, tokens
from rag.versions.values import Value
from rag.words import NEGATIONS

MOST = 0.5  # of a question's facts, close behind the verb
BEHIND = 7  # words behind the verb that are close
BETWEEN = 2  # words between a name and its verb at most
REACH = 60  # characters between a name and what it did
_PASSIVE = re.compile(r"^who (?:was|were|is|has been|have been|will be|would be)\b", re.I)
_UNSURE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|if|whether|hopes?|wants?|expect\w*|likely|predict\w*"
    r"|almost|nearly|last (?:year|season|time)|previous\w*|former|when|after|before|since|first"
    r"|claim\w*)\b",
    re.I,
)
_PASSIVELY = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+ly\s+)?$", re.I)
_NAME = re.compile(r"[A-Z][\w’'-]*(?: (?:of |de |van |von |al-)?[A-Z][\w’'-]*)*")


def persons(sentence: str, asked: Asked) -> Iterator[Value]:
    """The one who did it, as the sentence names them; nobody where in doubt."""
    told = tokens(sentence)
    if not asked.facts or not core(sentence, asked):
        return
    done = [token for token in told if token.stem in asked.head]
    if len(done) != 1 or not _object(sentence, done[0], asked):
        return
    first, last = clause(sentence, done[0].start, done[0].end)
    inside = tokens(sentence[first:last])
    if any(t.low in NEGATIONS or t.low.endswith("n't") for t in inside):
        return
    if _UNSURE.search(sentence, first, done[0].end) and not _UNSURE.search(asked.text):
        return
    passive = bool(_PASSIVELY.search(sentence[: done[0].start]))
    if passive != bool(_PASSIVE.match(asked.text)):
        return
    yield from _subject(sentence, first, done[0].start, asked)


def _object(sentence: str, verb: Token, asked: Asked) -> bool:
    """Whether the verb is finite, and what it is done to follows closely."""
    plain = verb.low in ("win", "lead", "beat") or sentence[verb.start].isupper()
    after = [t.stem for t in tokens(sentence[verb.end : clause(sentence, verb.start, verb.end)[1]])]
    held = sum(fact in after[:BEHIND] for fact in asked.facts)
    return not plain and held >= MOST * len(asked.facts)


def _subject(sentence: str, first: int, verb: int, asked: Asked) -> Iterator[Value]:
    """The only name before the verb that the question does not have itself."""
    known = {token.stem for token in tokens(asked.text)}
    found = []
    for match in _NAME.finditer(sentence, max(first, verb - REACH), verb):
        if match.start() and sentence[match.start() - 1].isalnum():
            continue
        runs = named("x " + match.group())
        if runs and not any(t.stem in known for t in tokens(match.group())):
            found.append((match.start(), match.end(), runs[-1]))
    if len(found) == 1 and len(tokens(sentence[found[0][1] : verb])) <= BETWEEN:
        start, end, name = found[0]
        yield Value(start, end, name=name)
