"""What a question asks for, where articles can differ about it: an amount, a day, a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.versions.tokens import COST, Token, deed, stems, tokens
from rag.words import ASKING, STOPWORDS, stem

Sort = Literal["count", "money", "percent", "measure", "pair", "day", "name"]

PEOPLE = stems("people person persons individuals casualties victims")
LENGTHS = frozenset("m km ft mile cm mm inch".split())
SPANS = frozenset("second minute hour day week month year".split())
MEASURES: dict[str, frozenset[str]] = {
    "high": LENGTHS, "tall": LENGTHS, "deep": LENGTHS, "wide": LENGTHS, "far": LENGTHS,
    "long": LENGTHS | SPANS, "heavy": frozenset("kg t lb g".split()),
    "fast": frozenset("kmh mph knot".split()),
    "big": frozenset("hectare acre km mile".split()), "hot": frozenset("°c °f degree".split()),
    "strong": frozenset("kmh mph knot".split()),
}  # fmt: skip
"""Units that an adjective of size is told in."""
AREAS = frozenset("hectare acre km mile t kg barrel l gallon mw gw mwh gwh".split())
"""Units of "how much land" and the like."""
RATES = stems("rate percentage percent share proportion turnout inflation unemployment majority")
_VERBS = frozenset(
    """are is was were did do does have has had will would can could be been of in on at to by for
    from who that got get during after""".split()
)
_MANY = re.compile(r"\bhow many\b|\b(?:number|count|tally|total) of\b", re.I)
_TOLL = re.compile(r"\bdeath toll\b|\btoll\b|\bcasualt\w+", re.I)
_MUCH = re.compile(r"\bhow (much|high|tall|deep|wide|far|long|heavy|fast|big|hot|strong)\b", re.I)
_VOTE = re.compile(r"\b(?:votes?|voted|score|scored|result|tally|margin)\b", re.I)
_WHAT = re.compile(r"\b(?:what|how)\b", re.I)
_PAST = re.compile(r"\b(?:did|was|were)\b", re.I)
_STATE = re.compile(r"\b(?:is|are|stands?|now|currently|current|latest|today|far|has|have)\b", re.I)
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|expected|planned|forecast|predicted|estimated?|due"
    r"|going to)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an article has to give to answer.

    Attributes:
        sort: What kind of value.
        text: The question.
        head: Stems of what is counted; for a day or a name those of what is done.
        deed: The words for what happened to those counted, where it is a common kind of thing.
        facts: Stems of all else that it says.
        units: The units that the value may have.
        state: Whether it asks how things stand, so that a newer value replaces an older one.
        ahead: Whether it asks for what is planned or expected.
    """

    sort: Sort
    text: str
    head: frozenset[str]
    deed: frozenset[str] | None
    facts: frozenset[str]
    units: frozenset[str] = frozenset()
    state: bool = False
    ahead: bool = False


def asked_of(question: str) -> Asked | None:
    """What a question asks for; None where it is no value that can be compared."""
    said = tokens(question)
    many = _MANY.search(question)
    if many:
        return _count(question, [token for token in said if token.start >= many.end()])
    if _TOLL.search(question):
        return _made("count", question, PEOPLE, deed(stem("die")))
    much = _MUCH.search(question)
    if much and much[1].lower() != "much" and not _has(said, RATES):
        return _made("measure", question, frozenset(), None, MEASURES[much[1].lower()])
    if _has(said, RATES - stems("majority")) and _WHAT.search(question):
        heads = frozenset(token.stem for token in said if token.stem in RATES)
        return _made("percent", question, heads, None)
    if (much or _WHAT.search(question)) and (_has(said, COST) or _has(said, stems("damage fine"))):
        return _made("money", question, frozenset(), None)
    if much:
        nouns = [t.stem for t in said if t.start >= much.end() and t.low not in STOPWORDS]
        return _made("measure", question, frozenset(nouns[:1]), None, AREAS)
    if _VOTE.search(question) and _WHAT.search(question):
        return _made("pair", question, frozenset(), None)
    return _day_or_name(question, said)


def _has(said: Sequence[Token], wanted: frozenset[str]) -> bool:
    return any(token.stem in wanted for token in said)


def _count(question: str, behind: Sequence[Token]) -> Asked | None:
    head: list[Token] = []
    for token in behind:
        if token.low in ("of", "the", "these", "those") and not head:
            continue
        if token.low in _VERBS or (deed(token.stem) and not _counted(token.low)):
            break
        head.append(token)
    nouns = frozenset(token.stem for token in head[-1:]) or PEOPLE
    if nouns & PEOPLE:
        nouns = PEOPLE
    rest = [token for token in behind if token not in head]
    if not head and behind:
        rest = list(behind)
    found = next((kind for token in rest if (kind := deed(token.stem))), None)
    modifiers = frozenset(token.stem for token in head[:-1])
    return _made("count", question, nouns, found, extra=modifiers)


def _counted(word: str) -> bool:
    """Whether a word for a deed is what is counted, too: "how many cases"."""
    return word in ("case", "cases", "spectators", "crowd")


def _day_or_name(question: str, said: Sequence[Token]) -> Asked | None:
    telling = [t for t in said if t.low not in STOPWORDS and t.stem not in _ASKED]
    if said and said[0].low == "when" and telling:
        return _made("day", question, frozenset((telling[-1].stem,)), None)
    if said and said[0].low == "who" and len(said) > 1:
        verb = next((t for t in said[1:] if t.low not in STOPWORDS and t.low not in _VERBS), None)
        return _made("name", question, frozenset((verb.stem,)), None) if verb else None
    return None


_ASKED = frozenset(stem(word) for word in ASKING)


def _made(
    sort: Sort,
    question: str,
    head: frozenset[str],
    kind: frozenset[str] | None,
    units: frozenset[str] = frozenset(),
    extra: frozenset[str] = frozenset(),
) -> Asked:
    said = tokens(question)
    meant = (
        head
        | _ASKED
        | stems("number count tally total toll score result when who much going")
        | extra
    )
    facts = frozenset(
        token.stem
        for token in said
        if token.low not in STOPWORDS and token.stem not in meant and token.stem not in (kind or ())
    )
    verb = question.split()[:8]
    return Asked(
        sort, question, head, kind, facts, units,
        state=bool(_STATE.search(" ".join(verb))) and not _PAST.search(question),
        ahead=bool(_AHEAD.search(question)),
    )  # fmt: skip
