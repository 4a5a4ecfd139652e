"""Does a sentence deny what its span denies, and only that? Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.differences.alignment import Aligned, aligned, parted
from rag.differences.difference import Difference
from rag.differences.vocabulary import ADMITTING, DENYING, REFUSING
from rag.words import NEGATIONS, content, stem, words

SCOPE = 6  # words behind a negation that it may deny
HELD = 0.5  # share of a sentence that the text's must hold to deny it
ALIKE = 0.7  # share from which two sentences are the same but for a word or two
ADMITTED = 0.2  # share where a sentence admits and the text's denies
_HARMLESS = re.compile(
    r"\b(?:not only|not just|not least|not yet|no fewer than|no more than|no less than"
    r"|no longer than|no sooner|no doubt|not to mention|if not|whether or not|no matter|not until"
    r"|not before|to nothing|no to|(?:had|were|was) (?:it )?not (?:been )?for|not merely|not long"
    r"|(?:whether|or) not)\b",
    re.I,
)
_PARTS = re.compile(r"[;:,—–()“”\"]|\.\s")
_CLAUSE = frozenset(
    "but because while although though and when if who which that after since than".split()
)
_LIMITED = re.compile(
    r"\b(?:only|yet|still|instead|except|rather|hardly|barely|unless|until|remain\w*|stay\w*|open"
    r"|un(?!der|ion|it|iv|til|ic)\w+|in\w+able|other than|too \w+ to|empty|closed|free|ruled?"
    r"|forb\w+|hold\w* back"
    r"|turn\w* down|against|miss\w*|neither|gave no|short of|stop\w*|spare\w*|opposite|untrue"
    r"|every|always|without|mean\w*)\b",
    re.I,
)
_TURNED = re.compile(
    r"\b(?:turn\w* (?:\w+ ){0,4}down|thr(?:own|ew|ow) (?:\w+ ){0,3}out|quash\w*|strike|struck"
    r"|says? no|said no|remov\w*|sack\w*|fired|oust\w*|rebuff\w*|overrul\w*)\b",
    re.I,
)
_NOT = frozenset("not never no nobody neither nor none without cannot".split())
_DENIED = re.compile(
    r"(?<!not )\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es|ed))\s+"
    r"(?:it|this|that|these|intent|(?:the|any|all|such) \w+|having)\b",
    re.I,
)
_REFUSED = frozenset(word for word in NEGATIONS if word[:3] in ("den", "ref", "fai"))
_WEAK = frozenset(stem(word) for word in "stay until remain drop rule block stop cut few".split())


@dataclass(frozen=True, slots=True)
class Denied:
    """A negation: its words as shown, and the stems that it denies, the nearest first."""

    shown: str
    scope: tuple[str, ...]


def negation_difference(claim: str, span: str) -> Difference | None:
    """A negation that stands on one side only, in the sentence that speaks of the same.

    A sentence may deny in other words than its span ("denied that it was late", "said it was not
    late"); what matters is that the span denies something that it speaks of.
    """
    place = aligned(claim, span)
    return (
        _dropped(claim, span)
        or _added(claim, span, place)
        or (_admitted(claim, span) if not denials(claim) else None)
    )


def _dropped(claim: str, span: str) -> Difference | None:
    """What the text denies and a sentence says."""
    mine = {part for one in denials(claim) for part in one.scope}
    every = frozenset(content(claim))
    said = every - mine
    refusing = bool(every & REFUSING) or _TURNED.search(claim) is not None
    loose = bool(denials(claim) or said & DENYING or _LIMITED.search(claim))
    for start, end in parted(span):
        text = span[start:end]
        found = denials(text)
        if not found or _shared(said, text) < (ALIKE if loose else HELD):
            continue
        plain = _plain(text)
        for one in found:
            first = one.scope[:1]
            plainly = frozenset(words(one.shown)) & _NOT or "n't" in one.shown
            if refusing and not plainly and frozenset(content(one.shown)) & REFUSING:
                continue
            if not first or first[0] not in said or first[0] in plain:
                continue
            if sum(part in every for part in one.scope) >= min(2, len(one.scope)):
                return Difference("negation", f"the article says “{one.shown}”")
    return None


def _shared(said: frozenset[str], text: str) -> float:
    """The share that two sentences have in common, of the shorter; they need two words."""
    held = frozenset(content(text))
    common = len(said & held)
    return common / (min(len(said), len(held)) or 1) if common > 1 else 0.0


def _added(claim: str, span: str, place: Aligned) -> Difference | None:
    """What a sentence denies and the text says."""
    if place.share < HELD or _negated_by_prefix(claim, span) or _DENIED.search(span):
        return None
    plain, gone = _plain(place.text), {p for one in denials(span) for p in one.scope}
    refused = frozenset(content(span)) & (DENYING - _WEAK) | {
        word for word in words(span) if word.endswith("n't") or word in NEGATIONS
    }
    for one in denials(claim):
        if not one.scope or one.scope[0] not in plain or set(one.scope[:2]) & gone:
            continue
        if not refused or (place.share >= ALIKE and not _negates(place.text)):
            return Difference("negation", "the article does not deny this")
    return None


def _admitted(claim: str, span: str) -> Difference | None:
    """What a sentence has one admit and the text has one deny."""
    said = frozenset(content(claim))
    if not said & ADMITTING or said & DENYING or _LIMITED.search(claim):
        return None
    if any(ADMITTING & frozenset(content(span[a:b])) & said for a, b in parted(span)):
        return None
    for start, end in parted(span):
        text = span[start:end]
        turned = {part for one in denials(text) for part in one.scope if part in REFUSING}
        against = [word for word in words(text) if stem(word) in REFUSING - turned]
        share = len(said & frozenset(content(text))) / (len(said) or 1)
        if against and share >= ADMITTED:
            return Difference("negation", f"the article says “{against[0]}”")
    return None


@lru_cache(maxsize=4096)
def denials(text: str) -> tuple[Denied, ...]:
    """Each negation of a text."""
    found = []
    for part in _PARTS.split(_HARMLESS.sub(" ", text)):
        spoken = words(part)
        for at in range(len(spoken)):
            if not _denies(spoken, at):
                continue
            behind: list[str] = []
            for other in spoken[at + 1 : at + 1 + SCOPE]:
                if (other in _CLAUSE and behind) or (other in ("and", "but") and not behind):
                    break
                if other in ("this", "it", "that") and other == spoken[-1]:
                    break
                behind += [part for part in content(other) if part != "longer"]
            found.append(Denied(" ".join(spoken[max(0, at - 1) : at + 4]), tuple(behind[:3])))
    return tuple(found)


def _denies(spoken: list[str], at: int) -> bool:
    """Whether a word denies: "failed to", not "failed"; nor "deny" in "did not deny"."""
    word = spoken[at]
    refuses = word in _REFUSED or stem(word) in REFUSING
    if not (refuses or word in NEGATIONS or word[:4] in ("yet", "fail") or word[-3:] == "n't"):
        return False
    after = spoken[at + 1 : at + 2]
    if word == "yet" or word.startswith("fail"):
        return after == ["to"]
    if word in NEGATIONS - _REFUSED or word.endswith("n't"):
        return True
    denied = any(w in NEGATIONS or w.endswith("n't") for w in spoken[max(0, at - 2) : at])
    return refuses and not denied


def _negates(text: str) -> bool:
    return bool(denials(text)) or bool(frozenset(content(text)) & (DENYING - _WEAK))


def _plain(text: str) -> frozenset[str]:
    """The stems of a text that no negation governs."""
    gone = {part for one in denials(text) for part in one.scope}
    return frozenset(content(text)) - gone


def _negated_by_prefix(claim: str, span: str) -> bool:
    """Whether a span says "unhurt" where a sentence says "not hurt"."""
    held = frozenset(words(span))
    return any(
        prefix + part in other
        for one in denials(claim)
        for part in one.scope
        for other in held
        for prefix in ("un", "in", "im", "dis", "ir", "non")
        if other.startswith(prefix)
    )
