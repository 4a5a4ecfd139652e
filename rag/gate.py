"""The gate: is this sentence carried by a verbatim span of these passages? Which? Why not? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.domain import Passage, Status
from rag.sentences import sentence_spans
from rag.words import NEGATIONS, NUMBER_WORDS, content, names, numbers, stem, words

LONGEST = 3  # adjacent sentences that may carry one sentence together
ENOUGH = 0.65  # share of a sentence's weight that its span must hold
HEAVY = 2.0  # weight of a number or name against a plain word
NEAR = 0.1  # coverage that a shorter span may lack against a longer one
TRIED = 24  # spans that are compared word by word
GROUPED = 10_000  # from here on numbers are shown with commas; below it they may be years
CLAIMS = 2  # words that carry meaning; fewer, and no number or name, claim nothing
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,})[\"”]")


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found: quotes that carry the sentence, or why none does."""

    status: Status
    quotes: tuple[Quote, ...] = ()
    why: str | None = None


def quotes_of(passages: Iterable[Passage], longest: int = LONGEST) -> list[Quote]:
    """Every span of one to `longest` adjacent sentences, each once, shorter spans first."""
    found: dict[tuple[str, int, int, int], Quote] = {}
    for passage in passages:
        spans = sentence_spans(passage.text)
        for size in range(1, longest + 1):
            for first in range(len(spans) - size + 1):
                start = passage.start + spans[first][0]
                end = passage.start + spans[first + size - 1][1]
                quote = Quote(passage, start, end)
                found.setdefault(quote.key, quote)
    return sorted(found.values(), key=lambda quote: quote.end - quote.start)


def check(
    sentence: str, quotes: Sequence[Quote], preferred: frozenset[str] = frozenset()
) -> Verdict:
    """Find the span that carries a sentence.

    A span carries it if it holds most of its words, every number, every name, the words between
    quotation marks, and denies what it denies. Of several, one of a preferred passage is taken,
    and of these the shortest. A question claims nothing, even one that an article asks.

    Args:
        sentence: One sentence, without markers.
        quotes: Spans it may be carried by, shorter ones first.
        preferred: Ids of passages that the writer named.
    """
    claim = frozenset(content(sentence))
    named = _named(sentence, quotes)
    heavy = frozenset(stem(name) for name in named)
    if sentence.rstrip().endswith("?") or (len(claim) < CLAIMS and not heavy):
        return Verdict("not_a_claim")
    ranked = sorted(
        ((_coverage(claim, heavy, quote.text), quote) for quote in quotes),
        key=lambda pair: (-round(pair[0], 2), pair[1].passage.id not in preferred),
    )
    if not ranked or ranked[0][0] == 0.0:
        return Verdict("unsupported", why="no stored article says this")
    reasons = []
    carrying: list[tuple[float, Quote]] = []
    for coverage, quote in ranked[:TRIED]:
        reason = _difference(sentence, named, coverage, quote.text)
        if reason is not None:
            reasons.append(reason)
        elif not carrying or coverage > carrying[0][0] - NEAR:
            carrying.append((coverage, quote))
    if not carrying:
        return Verdict("unsupported", why=reasons[0])
    best = min(
        (quote for _, quote in carrying),
        key=lambda quote: (quote.passage.id not in preferred, quote.end - quote.start),
    )
    return Verdict("supported", (best,))


def _named(sentence: str, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """The names in a sentence; its first word is one if the articles use it as a name."""
    found = names(sentence)
    first = words(sentence)[:1]
    if first and first[0] not in found and sentence.lstrip("\"“‘'( ")[:1].isupper():
        name = first[0].removesuffix("'s")
        if any(name in names(quote.text) for quote in quotes):
            return (name, *found)
    return found


def _coverage(claim: frozenset[str], heavy: frozenset[str], span: str) -> float:
    held = frozenset(content(span))
    weight = sum(HEAVY if word in heavy else 1.0 for word in claim)
    carried = sum(HEAVY if word in heavy else 1.0 for word in claim & held)
    return carried / weight if weight else 0.0


def _difference(sentence: str, named: Sequence[str], coverage: float, span: str) -> str | None:
    """The first way in which a span does not carry a sentence, in words for a reader."""
    missing = numbers(sentence) - numbers(span)
    if missing:
        said = _shown(numbers(span))
        return f"the article does not give the number {_shown(missing)}" + (
            f"; it says {said}" if said else ""
        )
    spoken = frozenset(content(span)) | frozenset(words(span))
    for name in named:
        parts = [part for part in name.split("-") if part]
        if any(stem(p) not in spoken and p not in spoken and p not in NUMBER_WORDS for p in parts):
            return f"the quoted sentence does not name {name.title()!r}"
    folded = _folded(span)
    for quoted in _QUOTED.findall(sentence):
        if _folded(quoted) not in folded:
            return f"the article does not contain the words “{quoted}”"
    if coverage < ENOUGH:
        return "no stored article says this in so many words"
    return _denial(sentence, span)


def _denial(sentence: str, span: str) -> str | None:
    """A negation that stands on one side only."""
    claim = frozenset(content(sentence))
    if _negated(sentence):
        return None if _negated(span) else "the article does not deny this"
    held = words(span)
    for at, word in enumerate(held):
        if not _negates(word):
            continue
        denied = [stem(w) for w in held[at + 1 : at + 5] if content(w)][:2]
        if denied and all(part in claim for part in denied):
            return f"the article says “{' '.join(held[at : at + 4])}”"
    return None


def _negated(text: str) -> bool:
    return any(_negates(word) for word in words(text))


def _negates(word: str) -> bool:
    return word in NEGATIONS or word.endswith("n't")


def _folded(text: str) -> str:
    return " ".join(words(text))


def _shown(values: Iterable[float]) -> str:
    return ", ".join(
        f"{value:,.10g}" if value >= GROUPED else f"{value:.10g}" for value in sorted(values)
    )
