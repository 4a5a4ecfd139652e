"""The amount that a sentence gives for what a question counts, or nothing where in doubt. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.differences.names import named
from rag.differences.quantities import Quantity, quantities
from rag.differences.units import CURRENCIES
from rag.versions.asking import PEOPLE, Asked
from rag.versions.tokens import COST, Token, clause, deed, stems, tokens, without_asides
from rag.versions.values import Value
from rag.words import NEGATIONS, STOPWORDS, stem

REACH = 8  # words behind those counted in which it is said what happened to them
NEARBY = 65  # characters behind a number in which a place limits it
NEAR = 45  # characters behind a number in which a "not" or "may" is about it
FEW = 2  # nouns of a question that must all be in the sentence
MOST = 0.6  # of more of them
HELD = 0.5  # of a question's facts, in a sentence that names no common deed
_PART_AFTER = re.compile(
    r"\s*(?:of (?:the|them|those|these|whom|which|its|their|his)\b|more\b|others?\b|further\b"
    r"|additional\b|each\b|apiece\b|per\b|an? (?:day|week|month|year|hour)\b|times\b)",
    re.I,
)
_PART_BEFORE = re.compile(
    r"(?:\b(?:another|further|other|additional|extra|first|last|next|every|each|per|including"
    r"|one of|some of|most of|many of|none of|part of|of the|from|among|nor|not|aged|age|turn\w*"
    r"|against|versus|compared (?:with|to)|instead of|up from|down from)(?: the| an?)?"
    r"|than the|(?<!more )(?<!less )(?<!fewer )\bthan)\s*$",
    re.I,
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:by|rose|rises?|risen|fell|falls?|fallen|grew|grown|grows?|up|down|gained|lost|jumped"
    r"|dropped|climbed|dipped|shrank|increased|decreased|added|surged)(?: an?| about| some| nearly"
    r"| almost| around)?\s*$",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:rise|rose|fall|fell|grow|grew|increase|drop|cut|gain|change)\w*\b", re.I
)
_UNSURE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|fear\w*|expect\w*|forecast\w*|predict\w*|if|unless"
    r"|whether|target|goal|aim\w*|limit|maximum|risk\w*|possib\w+|unconfirmed|rumou?r\w*|wants?|wanted|demand\w*)\b",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|original(?:ly)?|initial(?:ly)?|former(?:ly)?|at first|first put"
    r"|had (?:put|given|stood at|reported|estimated|counted)|used to|last (?:year|month)"
    r"|a year (?:ago|earlier)|a record|the year before)\b",
    re.I,
)
_RUNNING = re.compile(
    r"\b(?:risen|rises?|rose|reache[sd]|reaching|climb\w*|stands? at|stood at|so far|now|toll"
    r"|total|latest|updated?|revised|corrected|number of (?:dead|deaths|injured)|raised|lowered"
    r"|brings?|bringing)\b",
    re.I,
)
_COUNTING = re.compile(r"\b(?:number|toll|total|count|tally|figure)\b", re.I)
_LINKS = re.compile(
    r"\b(?:to|at|reached|reaches|is|was|of|hit|passed|topped|exceeded|now)"
    r"(?: at least| more than| about| nearly| almost| over| some| around)?\s*$",
    re.I,
)
_BOUND_WORDS = frozenset(
    "at least more than about nearly almost over some around up to the a by".split()
)

_KIND = re.compile(r"\b(?:core|underlying|youth|food|wholesale|producer|mortgage)\b", re.I)
_JOINED = re.compile(r"\w[-–]$")
_OF = re.compile(r"\s+of\b")
_PLACED = re.compile(r"\b(?:in|at|near|across|outside|around)\s+(?:the\s+)?(?=[A-Z])")
_SCALED = re.compile(r"\b(?:thousand|million|billion|trillion|bn|mn|m)\b", re.I)
_MEANT = re.compile(r"^(?:It|The (?:work|project|cost|figure))\b")
_OBJECT = re.compile(r"\b(?:cost|price|value|worth) (?:of|for) ((?:[\w’'-]+ ?){1,6})", re.I)


def amounts(sentence: str, asked: Asked) -> Iterator[Value]:
    """The amounts in a sentence that answer a question for an amount."""
    bare = without_asides(sentence)
    if _known(asked) & (_stems(sentence) - _stems(bare)):
        return  # "1,900 homes, 400 of them in Ferndale"
    for quantity in quantities(bare):
        if not quantity.paired and _fits(bare, quantity, asked) and _plain(bare, quantity, asked):
            first, last = clause(bare, quantity.start, quantity.end)
            yield Value(
                quantity.start,
                quantity.end,
                quantity,
                place=_places(bare[first : min(last, quantity.end + NEARBY)]),
                owner=frozenset(
                    w for run in named(f"x {bare[first : quantity.start]}") for w in run
                ),
                running=bool(_RUNNING.search(bare, first, last)),
            )


def _fits(text: str, quantity: Quantity, asked: Asked) -> bool:
    if asked.sort == "count":
        return _counts(text, quantity, asked)
    if asked.sort == "money":
        return _costs(text, quantity, asked)
    if asked.sort == "percent":
        first, last = clause(text, quantity.start, quantity.end)
        inside = _stems(text[first:last])
        changes = bool(_CHANGE_BEFORE.search(text[: quantity.start]))
        return (
            quantity.unit == "percent"
            and bool(_KIND.search(text)) <= bool(_KIND.search(asked.text))
            and asked.head <= inside
            and changes == bool(_CHANGED.search(asked.text))
            and holds(text, asked) >= HELD
        )
    first, last = clause(text, quantity.start, quantity.end)
    measured = quantity.unit in asked.units and core(text, asked)
    about = bool(asked.facts & _stems(text[first:last])) and asked.head <= _stems(text)
    return measured and about and (bool(asked.head) or not _OF.match(text, quantity.end))


def _plain(text: str, quantity: Quantity, asked: Asked) -> bool:
    """Whether it is told as a fact, of now, of all, and not denied."""
    if _JOINED.search(text[: quantity.start]):  # Covid-19
        return False
    if _PART_AFTER.match(text, quantity.end) or _PART_BEFORE.search(text[: quantity.start]):
        return False
    first, last = clause(text, quantity.start, quantity.end)
    last = min(last, quantity.end + NEAR)
    if any(t.low in NEGATIONS or t.low.endswith("n't") for t in tokens(text[first:last])):
        return False
    if _EARLIER.search(text, first, last) and not _EARLIER.search(asked.text):
        return False
    return asked.ahead or not _UNSURE.search(text, first, last)


def _counts(text: str, quantity: Quantity, asked: Asked) -> bool:
    if quantity.unit and quantity.unit not in asked.head:
        return False
    said = tokens(text)
    behind = [t for t in said if t.start >= quantity.end]
    noun, rest = _noun(text, quantity.end, behind)
    people = asked.head == PEOPLE
    if noun is not None and noun.stem not in asked.head:
        return False
    if asked.deed is None:
        return noun is not None and holds(text, asked) >= HELD and bool(asked.facts)
    if noun is None and not people and not asked.head & asked.deed:
        return False
    return _happened(text, quantity, rest) == asked.deed


def _noun(text: str, at: int, behind: list[Token]) -> tuple[Token | None, list[Token]]:
    """The noun behind a number, and the words behind that."""
    noun, used = None, 0
    for token in behind:
        broken = bool(re.search(r"[^\s-]", text[at : token.start]))
        if broken or token.low in STOPWORDS or token.low[0].isdigit() or deed(token.stem):
            if noun is None and not broken and token.low in ("case", "cases"):
                return token, behind[used + 1 :]
            break
        noun, used, at = token, used + 1, token.end
    return noun, behind[used:]


def _happened(text: str, quantity: Quantity, rest: list[Token]) -> frozenset[str] | None:
    """What happened to those counted: said just before, or as the next deed behind."""
    said = tokens(text)
    first, last = clause(text, quantity.start, quantity.end)
    at = quantity.start
    for token in reversed([t for t in said if t.end <= quantity.start and t.start >= first]):
        if re.search(r"[^\s-]", text[token.end : at]):
            break
        at = token.start
        if deed(token.stem):
            return deed(token.stem)
        if token.low not in _BOUND_WORDS:
            break
    if _LINKS.search(text[first : quantity.start]) and _COUNTING.search(
        text, first, quantity.start
    ):
        return next((kind for t in said if first <= t.start < at and (kind := deed(t.stem))), None)
    numbers = [q.start for q in quantities(text) if q.start >= quantity.end]
    stop = min([last, *numbers])
    return next((kind for t in rest[:REACH] if t.start < stop and (kind := deed(t.stem))), None)


def _costs(text: str, quantity: Quantity, asked: Asked) -> bool:
    money = quantity.unit in CURRENCIES.values()
    if not money and (quantity.unit or not _SCALED.search(quantity.text)):
        return False
    first, last = clause(text, quantity.start, quantity.end)
    inside = _stems(text[first:last])
    wanted = asked.facts & (COST | stems("damage fine"))
    if not inside & (wanted & stems("damage fine") or COST):
        return False
    rest = asked.facts - COST - stems("damage fine going")
    rest = rest - _known(asked) or rest
    found = _OBJECT.search(text)
    if found:
        return bool(_stems(found[1]) & rest)
    return bool(_stems(text) & rest) or bool(rest and _MEANT.search(text))


def core(text: str, asked: Asked) -> bool:
    """Whether a text holds what a question is about: its few nouns, or most of many."""
    nouns = asked.facts - _known(asked)
    told = _stems(text)
    enough = nouns <= told if len(nouns) <= FEW else len(nouns & told) >= MOST * len(nouns)
    return enough and holds(text, asked) >= HELD


def holds(text: str, asked: Asked, beside: frozenset[str] = frozenset()) -> float:
    """The share of a question's facts that a text holds, from 0 to 1; 1 where it has none.

    Args:
        text: A sentence, or all that is known around it.
        asked: The question.
        beside: Words that do not count.
    """
    wanted = asked.facts - beside
    return len(wanted & _stems(text)) / len(wanted) if wanted else 1.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text))


def _known(asked: Asked) -> frozenset[str]:
    """The stems of the names in a question."""
    return frozenset(stem(word) for run in named(f"x {asked.text}") for word in run)


def _places(text: str) -> frozenset[str]:
    """The names behind "in", "at" and the like."""
    found: set[str] = set()
    for match in _PLACED.finditer(text):
        runs = named("x " + text[match.end() : match.end() + 60])
        if runs and text[match.end() :].lower().startswith(runs[0][0]):
            found |= set(runs[0])
    return frozenset(found)
