"""What is done by whom to whom in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.differences.alignment import parted
from rag.differences.names import CALENDAR, TITLES, runs
from rag.differences.phrases import folded
from rag.differences.swaps import BE, TOKEN, is_passive, is_verb
from rag.differences.vocabulary import REPORTING
from rag.words import NUMBER_WORDS, STOPWORDS, stem

LONG = 5  # words that name one who takes part
SAYING = 6  # words before a verb within which "said she" may stand
APPOSED = 6  # words behind "the judge in" within which ", Ada Quill" may stand
_DOES = """accuse blame beat defeat sue buy acquire sell own hold take outbid undercut overtake pass
warn tell ask demand owe lend borrow hire employ teach follow precede succeed replace appoint elect
arrest charge convict cite criticise praise support back oppose reject invite thank help join leave
kill hurt attack shoot hit strike bite block stop owe pay fine order supply bring call lose win
outsell outsold cite denounce mislead deceive infringe copy steal lead trail push topple suspect
belong study work cost prefer dismiss fire betray betrayed meet marry divorce join chase rescue
approve promise request threaten convince congratulate challenge report inform expel deport ban
blackmail fund finance train host visit urge sack contradict forgive raid bomb shell besiege"""
VERBS = frozenset(stem(word) for word in [*_DOES.split(), "sued"])
_AUXILIARY = BE | frozenset(
    "has have had did does do will would may might can could should to not also never then in turn"
    " last first reportedly allegedly later already".split()
)
_TO = frozenset("by to from against for over of on with at off".split())
_ENDS = frozenset(',;:()—–“”".!?') | frozenset(
    "and but or who which that when while after before because as where if than though whose whom"
    " in of on at for with by to from over off against into about since during until it he she they"
    " him them her his its their having being".split()
)
_DETERMINERS = frozenset("the a an its their his her this no".split())
_NOUNS = frozenset(
    """cost work call strike bid praise lead order supply study visit fund help fine request report
    support defeat promise claim charge attack lawsuit offer vote march protest shell
    trail""".split()
)
_MEASURES = frozenset(
    "day week month year hour minute time vote votes point points per cent percent o'clock".split()
)
PLACING = frozenset("of in for at on from near".split())
_SELF = frozenset("himself herself itself themselves".split())
_RELATIVE = frozenset("who which".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with the stems of those before and behind it, a passive turned around."""

    verb: str
    doer: frozenset[str]
    suffers: frozenset[str]
    shown: tuple[str, str]


@lru_cache(maxsize=4096)
def told(span: str) -> tuple[Deed, ...]:
    """What is done in a text; "he" is the one who did something in the sentence before."""
    found: list[Deed] = []
    before: tuple[str, ...] = ()
    for start, end in parted(span):
        text = span[start:end]
        found += deeds(text, before)
        run = next((run for _, _, run, _ in runs(text) if len(run) > 1), None)
        before = run or before
    return tuple(found)


@lru_cache(maxsize=8192)
def deeds(text: str, before: tuple[str, ...] = ()) -> tuple[Deed, ...]:
    """What is done by whom to whom in a sentence, "she" being the one named before."""
    return tuple(_deeds(TOKEN.findall(folded(text)), before))


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
    if not before and any(word in ("he", "she", "it") for word in low[max(0, at - 3) : at]):
        before = _speaking(tokens, low, at) or list(named)
    if not behind and low[at + 1 : at + 2] and low[at + 1] in ("him", "her", "it"):
        behind = list(named)
    return before, behind


def _speaking(tokens: list[str], low: list[str], at: int) -> list[str]:
    """The one who says of himself what a sentence tells: "Ada Quill said she would sue"."""
    for i in range(at - 1, max(0, at - SAYING), -1):
        if low[i] in ";:":
            break
        if stem(low[i]) in REPORTING and not tokens[i][0].isupper():
            said = _before(tokens, low, i)
            return said if any(word[0].isupper() for word in said) else []
    return []


def _verb(word: str) -> bool:
    """Whether a word has the form of a verb in a report, or is a common one."""
    return is_verb(word) or (word not in STOPWORDS and stem(word) in VERBS)


def _verbal(low: list[str], at: int) -> bool:
    """Whether a word that may be a verb is one here: no "the call", "the whole cost"."""
    if stem(low[at]) in REPORTING - VERBS:
        return False
    last = low[at - 1] if at else ""
    if last in _DETERMINERS or last == "of":
        return False
    if low[at] not in _NOUNS:
        return True
    noun = low[at - 2 : at - 1] and low[at - 2] in _DETERMINERS
    return not noun and not (is_verb(last) and last not in _AUXILIARY)  # "admitted defeat"


def _before(tokens: list[str], low: list[str], at: int) -> list[str]:
    """Those named before a verb, its helpers and a clause between commas left out."""
    end = at - 1
    while end >= 0 and (
        low[end] in _AUXILIARY | _SELF or low[end].endswith("ly") or _when(low[end])
    ):
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
    while end >= 0 and len(found) < LONG and (low[end] not in _ENDS or _both(tokens, low, end)):
        found.insert(0, tokens[end])
        end -= 1
    if end > 0 and low[end] in PLACING:  # "the head of Aurora", not Aurora
        found = [*tokens[max(0, end - 2) : end + 1], *found]
    return found


def _behind(tokens: list[str], low: list[str], at: int, by: bool) -> list[str]:
    found: list[str] = []
    if by and "by" in low[at : at + 5]:
        at = low.index("by", at) + 1
    elif low[at : at + 1] and low[at] in _TO:
        at += 1
    while at < len(low) and len(found) < LONG and (low[at] not in _ENDS or _both(tokens, low, at)):
        found.append(tokens[at])
        at += 1
    if at < len(low) and low[at] in PLACING and found:
        stop = next((i for i in range(at, min(at + APPOSED, len(low))) if low[i] == ","), at)
        at = stop if tokens[stop + 1 : stop + 2] and tokens[stop + 1][0].isupper() else at
    if at < len(low) and low[at] == "," and found and low[at + 1 : at + 2]:
        found += [word for word in tokens[at + 1 : at + 4] if word[0].isupper()]
    return found


def _both(tokens: list[str], low: list[str], at: int) -> bool:
    """Whether an "and" joins two names."""
    sides = (tokens[max(0, at - 1) : at], tokens[at + 1 : at + 2])
    return low[at] == "and" and all(side and side[0][0].isupper() for side in sides)


def _when(word: str) -> bool:
    return word.endswith("day") or word in ("month", "week", "year", "night", "in", "august")


def _stems(named: list[str]) -> Iterator[str]:
    for word in named:
        low = word.lower().replace("’", "'")
        measured = low in CALENDAR or low in NUMBER_WORDS or low in _MEASURES
        if low not in STOPWORDS and low not in TITLES and not low[0].isdigit() and not measured:
            yield stem(low)
