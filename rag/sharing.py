"""Whether one text is a copy of another: how much of it the other holds, word for word. Pure.

A copy is often cut at the end or given another lead, so what counts is the share of the shorter
text's runs of five words that the longer one has. Two kinds of texts share that much and are no
copies: instalments of a series, where the names or numbers change, and short articles with the same
boilerplate, which open with something else.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from rag.domain import epoch
from rag.wires import same_source
from rag.words import content, names, numbers, words

RUN = 5  # words in a row
COPIED = 0.5  # share of the shorter text's runs that a copy and its origin have in common; of
# 2,186 real articles no two of different outlets, and no copies, came above .3
TITLED = 0.4  # the same where the headlines are alike, too
HOUSE = 0.7  # the same within one outlet, which tells again in a follow-up what it told before
ALIKE = 0.5  # overlap of the words of two headlines that are alike
LEAST = 12  # runs; a shorter text proves nothing unless it is the same
SHORT = 24  # runs; a shorter text must be held as a whole
APART = 7 * 86_400  # seconds between the first and the last copy of a story, about
FEW = 4  # numbers or names that are too few to tell instalments of a series
SAME = 0.5  # share of the numbers, and of the names, that copies have in common
HEAD = 0.4  # of a text, that it opens with
OPENED = 0.25  # share of the names and numbers of the opening, that the other has anywhere
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)  # writing without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese

Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of an article.

    Attributes:
        text: As it is stored.
        runs: Every run of five words.
        title: The stems of its headline.
        at: When it was published, in seconds since 1970; None where that is unknown.
        outlet: Who printed it.
    """

    text: str
    runs: Runs
    title: frozenset[str]
    at: int | None
    outlet: str | None

    @classmethod
    def of(
        cls,
        text: str,
        title: str = "",
        published_at: str | None = None,
        outlet: str | None = None,
    ) -> Text:
        """Read an article."""
        at = epoch(published_at) if published_at else None
        return cls(text, runs_of(spoken_words(text)), frozenset(content(title)), at, outlet)


def spoken_words(text: str) -> list[str]:
    """The words of a text as copies share them; each character is one where no spaces are put."""
    return words(UNSPACED.sub(r" \g<0> ", text.replace("per cent", "percent")))


def runs_of(spoken: list[str]) -> Runs:
    """Every run of five words."""
    return frozenset(zip(*(spoken[at:] for at in range(RUN)), strict=False))


def copied_share(one: Text, other: Text) -> float | None:
    """The share of the shorter text that the longer one holds; None where they are no copies.

    They are copies if that is half, or two fifths under headlines that are alike, or seven tenths
    within one outlet, and they came out within a week of each other. An event told in other words
    is another story, even where the same people are quoted.
    """
    shorter, longer = sorted((one, other), key=lambda text: len(text.runs))
    if not near(one.at, other.at):
        return None
    if len(shorter.runs) < LEAST:
        said = spoken_words(one.text)
        return 1.0 if said and said == spoken_words(other.text) else None
    share = len(shorter.runs & longer.runs) / len(shorter.runs)
    if share < _least(one, other) or _instalments(shorter, longer):
        return None
    return None if share < 1.0 and _opens_elsewhere(shorter, longer) else share


def _least(one: Text, other: Text) -> float:
    """The share from which on texts are copies."""
    if min(len(one.runs), len(other.runs)) < SHORT:
        return 1.0
    if one.outlet and other.outlet and same_source(one.outlet, other.outlet):
        return HOUSE
    return TITLED if overlap(one.title, other.title) >= ALIKE else COPIED


def near(one: int | None, other: int | None) -> bool:
    """Whether two times, or their want, let texts be copies of each other."""
    return one is None or other is None or abs(one - other) <= APART


def overlap(one: Set[Any], other: Set[Any]) -> float:
    """Jaccard's index."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _instalments(shorter: Text, longer: Text) -> bool:
    """Whether the same words go with other numbers, or with other names."""
    pairs: tuple[tuple[Set[Any], Set[Any]], ...] = (
        (numbers(shorter.text), numbers(longer.text)),
        (frozenset(names(shorter.text)), frozenset(names(longer.text))),
    )
    return any(len(own) >= FEW and len(own & its) < SAME * len(own) for own, its in pairs)


def _opens_elsewhere(shorter: Text, longer: Text) -> bool:
    """Whether the names and numbers the shorter text opens with are not in the longer one."""
    head = shorter.text[: int(HEAD * len(shorter.text))]
    opening: Set[Any] = {*names(head), *numbers(head)}
    there: Set[Any] = {*names(longer.text), *numbers(longer.text)}
    return len(opening) >= FEW and len(opening & there) < OPENED * len(opening)
