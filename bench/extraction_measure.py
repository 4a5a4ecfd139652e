"""How near an extracted text is to the true one: shingles of four words. Pure; stdlib only.

The measure is that of the public article-extraction-benchmark, written anew from its description:
texts are compared as multisets of runs of four words; precision and recall are means over pages,
F1 is that of the two means, accuracy is the share of pages whose words are just those of the truth;
± is the standard deviation over 1,000 draws of as many pages with replacement.
"""

from __future__ import annotations

import random
import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+")
SIZE = 4  # words of a shingle
DRAWS = 1_000
SEED = 5


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: shares of shingles that are right, of those given and of those wanted."""

    precision: float
    recall: float
    exact: bool

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Score:
    """All pages of one system; spreads are bootstrapped standard deviations."""

    f1: float
    precision: float
    recall: float
    accuracy: float
    f1_spread: float
    accuracy_spread: float
    low: float
    high: float


def words(text: str) -> list[str]:
    return WORD.findall(text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    last = max(len(found) - SIZE, 0) if found else -1
    return Counter(tuple(found[at : at + SIZE]) for at in range(last + 1))


def page_score(true: str, given: str) -> PageScore:
    wanted, got = shingles(true), shingles(given)
    both = (wanted & got).total()
    if not wanted and not got:
        return PageScore(1.0, 1.0, True)
    precision = both / got.total() if got else 0.0
    recall = both / wanted.total() if wanted else 0.0
    return PageScore(precision, recall, words(true) == words(given))


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(pages: Sequence[PageScore]) -> Score:
    drawn = random.Random(SEED)  # the same pages are drawn for every system
    draws = [_means(drawn.choices(pages, k=len(pages))) for _ in range(DRAWS)]
    f1s = sorted(harmonic(precision, recall) for precision, recall, _ in draws)
    precision, recall, accuracy = _means(pages)
    return Score(
        f1=harmonic(precision, recall),
        precision=precision,
        recall=recall,
        accuracy=accuracy,
        f1_spread=statistics.stdev(f1s),
        accuracy_spread=statistics.stdev(accuracy for _, _, accuracy in draws),
        low=f1s[round(0.025 * DRAWS)],
        high=f1s[round(0.975 * DRAWS) - 1],
    )


def _means(pages: Sequence[PageScore]) -> tuple[float, float, float]:
    count = len(pages)
    return (
        sum(page.precision for page in pages) / count,
        sum(page.recall for page in pages) / count,
        sum(page.exact for page in pages) / count,
    )


def scored(truth: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, PageScore]:
    """Of each page; one that a system gave nothing for counts as an empty text."""
    return {name: page_score(true, texts.get(name, "")) for name, true in truth.items()}
