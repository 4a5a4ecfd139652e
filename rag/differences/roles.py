"""Who did it to whom: does a sentence swap the two? Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.differences.alignment import parted
from rag.differences.difference import Difference
from rag.differences.names import TITLES, runs
from rag.differences.swaps import BE, TOKEN, is_passive, is_verb, swapped
from rag.words import STOPWORDS, stem

LONG = 5  # words that name one who takes part
_DOES = """accuse blame beat defeat sue buy acquire sell own hold take outbid undercut overtake pass
warn tell ask demand owe lend borrow hire employ teach follow precede succeed replace appoint elect
arrest charge convict cite criticise praise support back oppose reject invite thank help join leave
kill hurt attack shoot hit strike bite block stop owe pay fine order supply bring call lose win
outsell outsold cite denounce mislead deceive infringe copy steal lead trail push topple suspect
belong study work cost prefer dismiss fire betray betrayed meet marry divorce join chase rescue
approve promise request threaten convince congratulate challenge report inform expel deport ban
blackmail fund finance train host visit urge sack contradict forgive raid bomb shell besiege"""
VERBS = frozenset(stem(word) for word in [*_DOES.split(), "sued"])
CONVERSE = {
    stem(one): stem(other)
    for one, other in (
        ("beat", "lose"), ("defeat", "lose"), ("buy", "sell"), ("acquire", "sell"),
        ("precede", "follow"), ("employ", "work"), ("teach", "study"), ("lend", "borrow"),
        ("own", "belong"), ("succeed", "precede"), ("hold", "belong"), ("lead", "trail"),
        ("replace", "precede"), ("lead", "follow"),
    )
}  # fmt: skip
_ALIKE = tuple(
    frozenset(stem(word) for word in group.split())
    for group in (
        "beat defeat outbid overcome top", "buy acquire", "overtake pass push topple",
        "accuse blame denounce", "sue sued charge", "own hold", "dismiss fire sack",
        "follow succeed replace",
        "kill shoot", "hire employ", "deceive mislead betray",
    )
)  # fmt: skip
_AUXILIARY = BE | frozenset(
    "has have had did does do will would may might can could should to not also never then in turn"
    " last first reportedly allegedly later already".split()
)
_TO = frozenset("by to from against for over of on with at off".split())
_ENDS = frozenset(',;:()—–“”".!?') | frozenset(
    "and but or who which that when while after before because as where if than though whose whom"
    " in of on at for with by to from over against into about since during until it he she they him"
    " them her his its their having being".split()
)
_RELATIVE = frozenset("who which".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with the stems of those before and behind it, a passive turned around."""

    verb: str
    doer: frozenset[str]
    suffers: frozenset[str]
    shown: tuple[str, str]


def role_difference(claim: str, span: str) -> Difference | None:
    """Two who take part in a deed and have changed places."""
    done = _told(span)
    for said in deeds(claim):
        crossed = straight = None
        for deed in done:
            turned = CONVERSE.get(said.verb) == deed.verb or CONVERSE.get(deed.verb) == said.verb
            if not (turned or _alike(said.verb, deed.verb)):
                continue
            doer, suffers = (deed.suffers, deed.doer) if turned else (deed.doer, deed.suffers)
            right = bool(said.doer & doer) + bool(said.suffers & suffers)
            wrong = bool(said.doer & suffers) + bool(said.suffers & doer)
            if right and right >= wrong:
                straight = deed
            elif wrong > (1 if turned else 0):
                crossed = deed
        if crossed is not None and straight is None:
            left, behind = crossed.shown
            why = f"the article has “{left}” and “{behind}” the other way round"
            return Difference("roles", why)
    other = swapped(claim, span)
    if other is not None:
        names = (" ".join(sorted(other.before)).title(), " ".join(sorted(other.behind)).title())
        return Difference("roles", f"the article has {names[0]} and {names[1]} the other way round")
    return None


@lru_cache(maxsize=4096)
def _told(span: str) -> tuple[Deed, ...]:
    """What is done in a text; "he" is the one who did something in the sentence before."""
    found: list[Deed] = []
    before: tuple[str, ...] = ()
    for start, end in parted(span):
        text = span[start:end]
        found += deeds(text, before)
        run = next((run for _, _, run, _ in runs(text) if len(run) > 1), None)
        before = run or before
    return tuple(found)


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _ALIKE)


@lru_cache(maxsize=8192)
def deeds(text: str, before: tuple[str, ...] = ()) -> tuple[Deed, ...]:
    """What is done by whom to whom in a sentence, "she" being the one named before."""
    return tuple(_deeds(TOKEN.findall(text), before))


def _deeds(tokens: list[str], named: tuple[str, ...]) -> Iterator[Deed]:
    low = [token.lower().replace("’", "'") for token in tokens]
    for at, word in enumerate(low):
        if tokens[at][0].isupper() or not _verb(word) or not _verbal(low, at):
            continue
        passive = is_passive(low, at)
        by = "by" in low[at + 1 : at + 6]
        before, behind = _around(tokens, low, at, passive, named)
        if not before or not behind or (passive and not by):
            continue
        pair = (frozenset(_stems(before)), frozenset(_stems(behind)))
        shown = (" ".join(before), " ".join(behind))
        if passive:
            pair, shown = pair[::-1], shown[::-1]
        if pair[0] and pair[1] and not pair[0] & pair[1]:
            yield Deed(stem(word), *pair, shown)


def _around(
    tokens: list[str], low: list[str], at: int, passive: bool, named: tuple[str, ...]
) -> tuple[list[str], list[str]]:
    """Those before and behind a verb, "she" and "him" being the one named before."""
    before = _before(tokens, low, at)
    behind = _behind(tokens, low, at + 1, by=passive)
    if not before and any(word in ("he", "she") for word in low[max(0, at - 3) : at]):
        before = list(named)
    if not behind and low[at + 1 : at + 2] and low[at + 1] in ("him", "her"):
        behind = list(named)
    return before, behind


def _verb(word: str) -> bool:
    """Whether a word has the form of a verb in a report, or is a common one."""
    return is_verb(word) or (word not in STOPWORDS and stem(word) in VERBS)


def _verbal(low: list[str], at: int) -> bool:
    """Whether a word that may be a verb is one here: no "the call", "a strike"."""
    last = low[at - 1] if at else ""
    return last not in ("the", "a", "an", "its", "their", "his", "her", "this", "of", "no")


def _before(tokens: list[str], low: list[str], at: int) -> list[str]:
    """Those named before a verb, its helpers and a clause between commas left out."""
    end = at - 1
    while end >= 0 and (low[end] in _AUXILIARY or low[end].endswith("ly") or _when(low[end])):
        end -= 1
    if end >= 0 and low[end] in _RELATIVE:
        end -= 1
    if end >= 0 and low[end] == ",":
        end -= 1
        opened = next((i for i in range(end, max(-1, end - 16), -1) if low[i] == ","), None)
        if low[end + 2 : end + 3] and low[end + 2] not in _RELATIVE and opened is not None:
            inside = tokens[opened + 1 : end + 1]
            outside = _taken(tokens, low, opened - 1)
            named = [word for word in inside if word[0].isupper() and len(inside) <= LONG + 1]
            return outside + named
    return _taken(tokens, low, end)


def _taken(tokens: list[str], low: list[str], end: int) -> list[str]:
    found: list[str] = []
    while end >= 0 and len(found) < LONG and low[end] not in _ENDS:
        found.insert(0, tokens[end])
        end -= 1
    return found


def _behind(tokens: list[str], low: list[str], at: int, by: bool) -> list[str]:
    found: list[str] = []
    if by and "by" in low[at : at + 5]:
        at = low.index("by", at) + 1
    elif low[at : at + 1] and low[at] in _TO:
        at += 1
    while at < len(low) and len(found) < LONG and low[at] not in _ENDS:
        found.append(tokens[at])
        at += 1
    if at < len(low) and low[at] == "," and found and low[at + 1 : at + 2]:
        found += [word for word in tokens[at + 1 : at + 4] if word[0].isupper()]
    return found


def _when(word: str) -> bool:
    return word.endswith("day") or word in ("month", "week", "year", "night", "in", "august")


def _stems(named: list[str]) -> Iterator[str]:
    for word in named:
        low = word.lower().replace("’", "'")
        if low not in STOPWORDS and low not in TITLES and not low[0].isdigit():
            yield stem(low)
