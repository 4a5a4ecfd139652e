"""Does a sentence keep the "may", "plans to" and "alleged" of its span? Pure."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from rag.differences.alignment import parted
from rag.differences.difference import Difference
from rag.differences.names import named
from rag.differences.vocabulary import CERTAIN, HEDGES, OPENS
from rag.words import WORD, content, stem, words

Hedge = tuple[str, str, tuple[str, ...], tuple[str, ...]]
SCOPE = 4  # words behind a hedge that it may govern
WIDE = 12  # words behind it that the rest of what is hedged may stand in
HELD = 0.45  # share in common of a sentence and the text's that hedges it
SURE = 0.2  # the same where a sentence says that it is certain
_TO_BE = re.compile(r"\b(?:is|are|was|were)\s+(?:now\s+)?to\s+[a-z]|\bmeans?\s+to\b", re.I)
_LEFT_OPEN = re.compile(r"\b(?:left|leaves?|leaving) open\b|\bfac(?:es?|ed|ing) up to\b", re.I)
_BREAK = re.compile(
    r"[;:—]|(?<=[,.!?])[\"”]|(?<!\w)[\"“](?=\w)"
    r"|, (?=(?:which|who|where|while|although|but|and)\b)"
)
_MAY = re.compile(r"\bMay\b(?=\s*(?:\d|[,.;]|and\b|this\b|last\b|to\b|in\b|at\b|$))|(?<!^)\bMay\b")
_CERTAIN = re.compile(
    r"\b(?:is|are|it is|was) (?:now )?(?:certain|settled|established|clear|proven|definite)\b"
    r"|\b(?:has|have) been (?:established|confirmed|settled|proven)\b|\bno way round\b"
    r"|\b(?:is|are|were|was) going to\b|\bon (?:its|the) way\b",
    re.I,
)


def modality_difference(claim: str, span: str) -> Difference | None:
    """A statement that a span hedges and the sentence makes a fact of."""
    saying = " ".join(words(claim))
    sure = bool(_CERTAIN.search(claim)) or bool(_spoken(claim) & CERTAIN)
    for start, end in parted(span):
        text = span[start:end]
        for hedge in hedged(text):
            if hedge[1] not in saying and _firmer(claim, text, hedge, sure):
                return Difference("modality", f"the article says “{hedge[1]}”")
    return None


def _firmer(claim: str, text: str, hedge: Hedge, sure: bool) -> bool:
    """Whether a sentence makes a fact of what a hedge of a text governs."""
    kind, _, governed, wide = hedge
    said, spoken = frozenset(content(claim)), _spoken(claim)
    if not sure and (spoken & HEDGES[kind] or (kind == "attempted" and spoken & _ANY)):
        return False
    if _common(said, text) < (SURE if sure else HELD):
        return False
    if kind == "planned" and governed[0] in _to_do(claim):
        return False
    if kind == "alleged" and not said & frozenset(wide) - _names(text):
        return False
    if sure and len(said & frozenset(content(text))) > 1:
        return True
    least = 2 if kind == "alleged" else 3
    return governed[0] in said or sum(part in said for part in wide) >= least


@lru_cache(maxsize=4096)
def _spoken(claim: str) -> frozenset[str]:
    """The stems of a sentence by which it may hedge; "is to" plans."""
    found = frozenset(
        stem(word)
        for word in words(_MAY.sub(" ", claim))
        if stem(word) not in _ADVERBS or word.endswith(("ly", "ps")) or word == "possible"
    )
    if _LEFT_OPEN.search(claim):
        found |= {"may"}
    return found | {"plan"} if _TO_BE.search(claim) else found


_ADVERBS = frozenset(stem(word) for word in "nearly likely reportedly possibly perhaps".split())
_ANY = frozenset(stem(word) for word in "may might could can would should if whether".split())


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    return frozenset(part for run in named(text) for word in run for part in content(word))


def _common(said: frozenset[str], text: str) -> float:
    """The share that two sentences have in common, of the shorter."""
    held = frozenset(content(text))
    return len(said & held) / (min(len(said), len(held)) or 1)


@lru_cache(maxsize=4096)
def hedged(text: str) -> tuple[Hedge, ...]:
    """The hedges of a sentence: kind, as shown, the stems right behind, and those farther on."""
    bare = _MAY.sub(lambda match: "#" * len(match.group()), text)
    matches = list(WORD.finditer(bare))
    held = [match.group().lower().replace("’", "'") for match in matches]
    breaks = [match.start() for match in _BREAK.finditer(bare)]
    ends = [
        next((i for i, m in enumerate(matches) if m.start() >= cut), len(held))
        for cut in (
            next((cut for cut in breaks if cut > match.start()), len(bare)) for match in matches
        )
    ]
    found = []
    for at, word in enumerate(held):
        for kind, opening in OPENS.items():
            if stem(word) not in opening or not _opens(kind, word, held[at + 1 :], held[:at]):
                continue
            behind = held[at + 1 : ends[at]]
            governed = [p for w in behind[:SCOPE] for p in content(w)]
            wide = [p for w in behind[:WIDE] for p in content(w)]
            if governed:
                shown = " ".join(held[at : at + 1 + SCOPE])
                found.append((kind, shown, tuple(governed), tuple(wide)))
    return tuple(found)


def _opens(kind: str, word: str, behind: list[str], before: list[str]) -> bool:
    """Whether a word hedges here: "planned to", not "planned the raid", nor "could not"."""
    after = behind[0] if behind else ""
    if stem(word) in _ADVERBS and not word.endswith(("ly", "ps")):
        return False
    if (
        (after in ("not", "no", "never") and word not in ("may", "might"))
        or after[:1].isdigit()
        or (before[-1:] in (["not"], ["no"]))
    ):
        return False
    if kind == "planned" and word not in ("will", "would"):
        return "to" in behind[:2] or after.endswith("ing") or after in ("on", "that")
    return not (word == "could" and after in ("find", "hear", "see", "say"))


def _to_do(claim: str) -> frozenset[str]:
    """Stems behind a "to": a headline's future, as in "Factory to close"."""
    spoken = words(claim)
    return frozenset(stem(b) for a, b in itertools.pairwise(spoken) if a == "to")
