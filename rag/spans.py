"""Verbatim spans of passages, and the sentences of an article that may carry a claim. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rag.differences.names import named
from rag.domain import Passage
from rag.reported import retold
from rag.sentences import sentence_spans
from rag.words import content, words

_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
START = 12  # letters by which a sentence is looked up
GAP = 3  # characters between two sentences that are quoted as one span


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of a passage; offsets point into the article's text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """What it says."""
        at = self.passage.start
        return self.passage.text[self.start - at : self.end - at]

    @property
    def key(self) -> tuple[str, int, int, int]:
        """The same for the same span, found through whichever passage."""
        return (self.passage.article_id, self.passage.version, self.start, self.end)


def quotes_of(passages: Iterable[Passage]) -> list[Quote]:
    """Every sentence of some passages, each once, in the order of passages."""
    found: dict[tuple[str, int, int, int], Quote] = {}
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            quote = Quote(passage, passage.start + start, passage.start + end)
            found.setdefault(quote.key, quote)
    return list(found.values())


class Material:
    """What is at hand of one article: its sentences, its names, its day.

    Args:
        quotes: Its sentences, one each.
    """

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.quotes = _whole(sorted(quotes, key=lambda quote: (quote.start, -quote.end)))
        self.texts = [quote.text for quote in self.quotes]

    @property
    def title(self) -> str:
        """The article's."""
        return self.quotes[0].passage.title if self.quotes else ""

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """Every name of the article, its title included."""
        return tuple(name for text in (self.title, *self.texts) for name in named(text))

    @cached_property
    def published(self) -> date | None:
        """The day that its dates are resolved against."""
        iso = self.quotes[0].passage.published_at if self.quotes else None
        whole = _DAY.match(iso or "")
        return date.fromisoformat(whole[0]) if whole else None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the article."""
        return frozenset(word for text in self.texts for word in words(text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry meaning."""
        return frozenset(part for text in self.texts for part in content(text))

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Every three words in a row."""
        spoken = [word for text in self.texts for word in words(text)]
        return frozenset(zip(spoken, spoken[1:], spoken[2:], strict=False))

    @property
    def passages(self) -> frozenset[str]:
        """Ids of the passages that it comes from."""
        return frozenset(quote.passage.id for quote in self.quotes)

    def said(self, sentence: str) -> range | None:
        """Where the article says just this, whole sentences in a row; None where it does not.

        A quotation in reported speech counts as the same.
        """
        for i, text in enumerate(self.texts):
            if retold(sentence, text):
                return range(i, i + 1)
        folded = _folded(sentence)
        for i in self._starts.get(folded[:START], ()):
            together = ""
            for j in range(i, len(self.texts)):
                together += _folded(self.texts[j])
                if together == folded:
                    return range(i, j + 1)
                if not folded.startswith(together):
                    break
        return None

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        starts: dict[str, list[int]] = {}
        for i, text in enumerate(self.texts):
            starts.setdefault(_folded(text)[:START], []).append(i)
        return starts

    def joined(self, indexes: Iterable[int]) -> tuple[Quote, ...]:
        """The spans of some sentences; neighbours in one passage make one span."""
        return join(self.quotes[i] for i in indexes)


def join(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Spans of one article in order; neighbours in one passage make one span."""
    spans: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: (quote.start, quote.end)):
        last = spans[-1] if spans else None
        if last is not None and _adjoins(last, quote):
            spans[-1] = Quote(last.passage, last.start, max(last.end, quote.end))
        else:
            spans.append(quote)
    return tuple(spans)


def _adjoins(last: Quote, quote: Quote) -> bool:
    inside = quote.end <= last.passage.start + len(last.passage.text)
    return inside and quote.start - last.end <= GAP


def materials(passages: Iterable[Passage]) -> list[Material]:
    """The articles that passages come from, in the order in which they first come."""
    by_article: dict[tuple[str, int], list[Quote]] = {}
    for quote in quotes_of(passages):
        key = (quote.passage.article_id, quote.passage.version)
        by_article.setdefault(key, []).append(quote)
    return [Material(quotes) for quotes in by_article.values()]


def _folded(text: str) -> str:
    """Letters, digits and signs that tell, without white space and without the kind of quotes."""
    return "".join(_PLAIN.get(c, c) for c in text if not c.isspace()).casefold()


_PLAIN = {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}


def _whole(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes without those that lie inside another: sentences cut by a passage's end."""
    kept: list[Quote] = []
    for quote in quotes:
        if kept and quote.end <= kept[-1].end:
            continue
        if kept and quote.start == kept[-1].start:
            kept.pop()
        kept.append(quote)
    return kept
