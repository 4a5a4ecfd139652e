"""Names put together that the article never puts together: "Port Sollan Rovers". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from rag.differences.difference import Difference
from rag.differences.names import runs
from rag.words import words

LINKS = frozenset("of the de and for".split())  # between two parts of one name

_KIN = re.compile(
    r"\b(?:wife|husband|widow|widower|son|daughter|brother|sister|mother|father|cousin|nephew|niece"
    r"|uncle|aunt|twin|grandson|granddaughter)s?,? ([A-Z][\w’'-]+)(?! [A-Z])"
)

Parts = tuple[str, ...]


def compound_difference(
    claim: str, text: str, article: Sequence[tuple[str, ...]]
) -> Difference | None:
    """The reason where the parts of a name stand together in the sentence alone.

    All are known from names of the article, but from different ones: who writes "Port Sollan
    Rovers" of Port Sollan and of Sollan Rovers names a club that there is not. A longer form put
    together through a shared part is one: "Economy Minister Bo Lind" of "Economy Minister Lind".

    Args:
        claim: The sentence.
        text: The spans that may carry it.
        article: All names of the article.
    """
    names = [_parts(name) for name in article]
    known = {part for name in names for part in name}
    spoken = _parts([word.removesuffix("'s") for word in words(text)])
    beside = {pair for parts in (*names, spoken) for pair in _pairs(parts)}
    beside |= {pair for parts in names for pair in combinations(parts, 2)}
    beside |= _family(text, names)
    for start, end, run, opens in runs(claim):
        if "'s " in claim[start:end].replace("’", "'"):
            continue
        parts = _parts(run)
        if opens and parts[0] not in known:
            parts = parts[1:]
        wrong = _apart(parts, known, beside) or _chained(parts, names, spoken)
        if wrong:
            shown = " ".join(part.title() for part in wrong)
            return Difference("name", f"the article names no {shown!r}")
    return None


def _family(text: str, names: Sequence[Parts]) -> set[tuple[str, str]]:
    """First names with the surnames that they may have: "his widow, Shawna" of Dale Hutchins."""
    surnames = {parts[-1] for parts in names}
    given = {name.lower().removesuffix("'s") for name in _KIN.findall(text)}
    return {(one, other) for one in given for other in surnames}


def _apart(parts: Parts, known: set[str], beside: set[tuple[str, str]]) -> Parts:
    """Two neighbours that the article has in names, but never side by side."""
    followed = {one for one, _ in beside}
    for i, (one, other) in enumerate(pairwise(parts)):
        if one not in known or other not in known or one not in followed:
            continue
        if not any((one, later) in beside for later in parts[i + 1 :]):
            return one, other
    return ()


def _chained(parts: Parts, names: Sequence[Parts], spoken: Parts) -> Parts:
    """Three neighbours of which one name ends, and another begins, with the middle one."""
    for three in zip(parts, parts[1:], parts[2:], strict=False):
        if any(_within(three, name) for name in (*names, spoken)):
            continue
        ends = any(name[-2:] == three[:2] for name in names)
        if ends and any(name[:2] == three[1:] for name in names):
            return three
    return ()


def _within(three: Parts, name: Parts) -> bool:
    return any(name[i : i + 3] == three for i in range(len(name) - 2))


def _parts(name: Sequence[str]) -> Parts:
    return tuple(part for word in name for part in word.split("-") if part)


def _pairs(parts: Parts) -> Iterator[tuple[str, str]]:
    """Neighbours, and those that a small word links."""
    yield from pairwise(parts)
    for one, link, other in zip(parts, parts[1:], parts[2:], strict=False):
        if link in LINKS:
            yield one, other
