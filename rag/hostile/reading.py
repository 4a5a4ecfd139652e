"""Does a passage give instructions to a language model? In which words? Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rag.hostile.disguises import behind, folded, plain
from rag.hostile.notation import NEEDS, Phrase, opens_clause
from rag.hostile.pairs import BESIDE, DEMANDS
from rag.hostile.phrases import ALONE
from rag.hostile.tongues import PARTED, SCRIPTS, TONGUES

NEAR = 260  # characters within which two weak phrases instruct together
REPORTING = 4  # words beside a quotation, in its paragraph, from which it is reported
LONGEST = 160  # characters of a phrase that is given back
_QUOTED = re.compile(
    r"“[^“”\n]{2,}”?|„[^“”„\n]{2,}[“”]|«[^«»\n]{2,}»|\"[^\"\n]{2,}\""
    r"|(?<!\w)[‘'](?=\w)(?:[^'’\n]|(?<=\w)['’](?=\w)){2,}['’](?!\w)"
)
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^a-z]+")


class Order(NamedTuple):
    """A phrase that instructs; reported where a text only quotes it."""

    start: int
    end: int
    reported: bool


@lru_cache(maxsize=4096)
def instructs(text: str) -> str | None:
    """The phrase by which a text tries to give instructions to a language model, or None.

    What an article quotes of such an attempt in a paragraph of its own words is no attempt.

    Args:
        text: A passage, or a title.
    """
    seen = plain(text)
    for reading in (seen, *behind(text)):
        for order in orders(reading):
            if not order.reported:
                return " ".join(reading[order.start : order.end].split())[:LONGEST]
    return _glued(folded(seen))


def orders(text: str) -> list[Order]:
    """Where a text, read as it stands, instructs a model, in order and without overlaps."""
    found = [match.span() for pattern in TONGUES for match in pattern.finditer(text)]
    if not text.isascii():
        found += [match.span() for pattern in SCRIPTS for match in pattern.finditer(text)]
    found += [span[:2] for span in _spans(text, ALONE)]
    beside = _spans(text, BESIDE)
    if beside or found:  # a demand says nothing alone
        found += _together(sorted([*beside, *_spans(text, DEMANDS)]))
    if not found:
        return []
    quoted = [match.span() for match in _QUOTED.finditer(text) if _in_prose(text, match)]
    return _apart(found, quoted)


def _spans(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int, str]]:
    """Where these phrases stand in a text, and their kinds."""
    low = f"\n{text.lower()}"
    kinds = {(phrase.kind, phrase.alone) for phrase in phrases}
    absent = {
        kind for kind in kinds if kind in NEEDS and not any(word in low for word in NEEDS[kind])
    }
    return [
        (*match.span(), phrase.kind)
        for phrase in phrases
        if (phrase.kind, phrase.alone) not in absent
        for match in phrase.pattern.finditer(text)
        if not phrase.opens or opens_clause(text, match.start())
    ]


def _together(weak: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Pairs of phrases of two kinds that stand near each other and are not the same words."""
    pairs = []
    for i, (start, end, kind) in enumerate(weak):
        for later, stop, other in weak[i + 1 :]:
            if later - end > NEAR:
                break
            if other != kind and later >= end and {kind, other} != {"address", "user"}:
                pairs.append((start, stop))
                break
    return pairs


def _in_prose(text: str, quotation: re.Match[str]) -> bool:
    """Whether the paragraph around a quotation has words of its own."""
    start = text.rfind("\n", 0, quotation.start()) + 1
    end = text.find("\n", quotation.end())
    paragraph = text[start : end if end >= 0 else len(text)]
    return len(_WORD.findall(_QUOTED.sub(" ", paragraph))) >= REPORTING


def _apart(found: list[tuple[int, int]], quoted: list[tuple[int, int]]) -> list[Order]:
    kept: list[Order] = []
    for start, end in sorted(found):
        within = next((q for q in quoted if q[0] <= start and end <= q[1]), None)
        order = Order(*(within or (start, end)), within is not None)
        if kept and order.start < kept[-1].end:
            last = kept[-1]
            both = last.reported and order.reported
            kept[-1] = Order(last.start, max(last.end, order.end), both)
        else:
            kept.append(order)
    return kept


def _glued(text: str) -> str | None:
    """An order whose letters are parted or run together, so that no word of it is to be found."""
    bare = text.lower()
    squashed = _LETTERS.sub("", bare)
    for order in PARTED:
        times = squashed.count(order.replace(" ", ""))
        if times and times > len(re.findall(rf"\b{order.replace(' ', '[^a-z]+')}", bare)):
            return order
    return None
