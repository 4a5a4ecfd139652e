"""The answer that needs no model: the best verbatim sentences for a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.domain import Hit
from rag.hostile.cleaning import quotable
from rag.models.embedding import Embedder
from rag.relevance import coverage
from rag.spans import Quote, quotes_of
from rag.words import NUMBER, NUMBER_WORDS, content, names, words

LOOKED_AT = 6  # hits whose sentences are weighed
MOST = 3  # sentences in an answer
CLOSE = 0.8  # of the best sentence's score, to stand beside it
FIT = 0.15  # what a sentence gains for holding the kind of thing that was asked for
TOLD = 0.25  # least coverage of a sentence that is quoted
SURE = 0.9  # a score that needs no least coverage
SAME = 0.6  # overlap of words from which two sentences say the same
SHORT = 4  # words that carry meaning; a shorter sentence says too little alone


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence and how well it answers, from about 0 to 2."""

    score: float
    quote: Quote


_AMOUNT = re.compile(
    r"\bhow (?:many|much|far|long|old|big|high|tall|large|fast|often|deep|wide|heavy|close)\b",
    re.I,
)
_PERSON = re.compile(r"\b(?:who|whom|whose)\b", re.I)
_TIME = re.compile(r"\b(?:when|what (?:day|date|year|month|time))\b", re.I)
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' -]{2,30}(?:, [\w. ]{2,24})?(?: \([A-Z][\w ]{1,20}\))?(?:, [\w. ]{2,24})?"
    r"(?: \([A-Z][\w ]{1,20}\))? (?:—|–|--|-) "
)
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "day",
        "week",
        "month",
        "year",
        "yesterday",
        "today",
        "morning",
        "evening",
        "night",
    ]
)


def best_quotes(
    question: str,
    weighed: dict[str, float],
    hits: Sequence[Hit],
    embedder: Embedder,
    least: float = 0.0,
) -> list[Quote]:
    """The sentences that answer best, the best first; none if none says enough.

    Args:
        question: A standalone question.
        weighed: The weights of its words, from `relevance.weights`.
        hits: Passages found, best first.
        embedder: The library's embedder.
        least: Score that the best must have; above 0, it must also hold the kind of thing that
            is asked for (an amount, a person, a time), if one is.
    """
    scored = score_sentences(question, weighed, hits, embedder)
    # a question answers nothing, and what had to be cleaned for a model is not said to a reader
    scored = [
        item for item in scored if not item.quote.text.endswith("?") and quotable(item.quote.text)
    ]
    if not scored or scored[0].score < least:
        return []
    best = scored[0]
    if least and fits(question, best.quote.text) is False:
        return []
    if best.score < SURE and coverage(weighed, best.quote.text) < TOLD:
        return []
    return _distinct(scored)


def score_sentences(
    question: str, weighed: dict[str, float], hits: Sequence[Hit], embedder: Embedder
) -> list[Scored]:
    """Every sentence of the first hits with how well it answers, the best first.

    A sentence scores by how much of the asked words it holds (its title and neighbours count a
    little), by its cosine to the question, and by whether it holds the kind of thing asked for.
    """
    passages = [hit.passage for hit in hits[:LOOKED_AT]]
    quotes = [without_dateline(quote) for quote in quotes_of(passages)]
    quotes = [quote for quote in quotes if len(content(quote.text)) >= SHORT]
    if not quotes:
        return []
    vectors = embedder.embed([question, *(quote.text for quote in quotes)])
    scored = []
    for quote, cosine in zip(quotes, vectors[1:] @ vectors[0], strict=True):
        alone = coverage(weighed, quote.text)
        around = coverage(weighed, f"{quote.passage.title}\n{quote.passage.text}")
        score = 0.7 * alone + 0.3 * around + float(cosine) + FIT * bool(fits(question, quote.text))
        scored.append(Scored(score, quote))
    return sorted(scored, key=lambda item: -item.score)


def without_dateline(quote: Quote) -> Quote:
    """A quote that starts behind its dateline: "PORT SOLLAN (MPS), 14 April — Panels fell"."""
    found = _DATELINE.match(quote.text)
    return replace(quote, start=quote.start + found.end()) if found else quote


def fits(question: str, sentence: str) -> bool | None:
    """Whether a sentence holds the kind of thing that a question asks for; None if it asks none."""
    spoken = words(sentence)
    if _AMOUNT.search(question):
        return bool(NUMBER.search(sentence)) or any(word in NUMBER_WORDS for word in spoken)
    if _PERSON.search(question):
        return bool(names(sentence))
    if _TIME.search(question):
        return bool(NUMBER.search(sentence)) or any(word in _CALENDAR for word in spoken)
    return None


def _distinct(scored: Sequence[Scored]) -> list[Quote]:
    """The best, and those close to it that do not say the same again."""
    kept: list[Quote] = []
    for item in scored[: 4 * MOST]:
        if len(kept) == MOST or item.score < CLOSE * scored[0].score:
            break
        said = frozenset(content(item.quote.text))
        if all(_overlap(said, frozenset(content(other.text))) < SAME for other in kept):
            kept.append(item.quote)
    return kept


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index."""
    return len(one & other) / len(one | other) if one | other else 0.0
