"""The gate: which verbatim spans carry this sentence, how surely, and why do none?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.clauses import clauses
from rag.dates.mentions import mentions
from rag.dating import dating
from rag.differences.difference import Difference, Kind
from rag.differences.names import named
from rag.differences.quotations import quoted
from rag.domain import Status
from rag.evidence import held, lacking
from rag.moved import moved
from rag.spans import Material, Quote, join
from rag.support.score import Scored, Support
from rag.words import content, numbers

ARTICLES = 3  # that are read for one sentence
ENOUGH = 0.6  # chosen on claims that training had not seen; README gives what passes
LIKE = 0.05  # scores that differ less are alike
WORDS = 0.4  # least share of an answer's words that its quotes hold
ANSWERS = 0.55  # least score of a sentence of an answer, whose words are held to more
SOFT = frozenset("now today currently also said says according".split())  # said of any news
SURE = 0.8  # least score of a sentence of an answer with a word of its own
UNMET = 0.3  # likeness of meaning below which a word has nothing to do with any of the quotes
CLAIMS = 2  # words that carry meaning; fewer, and no number or name, claim nothing
BARRING: frozenset[Kind] = frozenset({"number", "unit", "date", "name", "quotation", "words"})
"""Differences that no score outweighs; the others count within it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found of a sentence.

    Attributes:
        status: Whether it is carried.
        quotes: The fewest spans found that carry it together; all of one article.
        why: Why nothing does, in words for a reader.
        score: How surely, from 0 to 1. Where it is carried, the calibrated probability, and 1 for
            what stands there word for word; where it is not, at most the threshold, and half of
            the probability where a difference bars it.
        differs: What the nearest spans say otherwise, where that is the reason.
    """

    status: Status
    quotes: tuple[Quote, ...] = ()
    why: str | None = None
    score: float = 0.0
    differs: Difference | None = None


class Gate:
    """Lets through what is carried.

    Args:
        support: Scores a claim against sentences.
        threshold: Least score of a sentence that counts as carried.
        words: Least share of its words that its spans hold, by stem; 0 asks for none. A model is
            told to stay close to the words of articles, and is held to it.
    """

    def __init__(self, support: Support, threshold: float = ENOUGH, words: float = 0.0) -> None:
        self._support, self.threshold, self.words = support, threshold, words
        self.second: str | None = None  # the name of a model that reads after it

    @property
    def strict(self) -> Gate:
        """The same for answers, whose sentences are held to the words of their spans."""
        return Gate(self._support, ANSWERS, WORDS)

    def holds(self, sentence: str, articles: Sequence[Material]) -> Verdict:
        """What either gate lets through, that of claims or that of answers.

        They overlap: an answer's sentence that has no word of its own passes with a lower score.
        """
        found = self.check(sentence, articles)
        if found.status != "unsupported":
            return found
        again = self.strict.check(sentence, articles)
        return again if again.status == "supported" else found

    def check(
        self,
        sentence: str,
        articles: Sequence[Material],
        preferred: frozenset[str] = frozenset(),
    ) -> Verdict:
        """Find the spans of one article that carry a sentence.

        What stands there word for word, from the first to the last of a sentence, is carried. Else
        up to four of an article's sentences are chosen that hold most of it together, and decide;
        of these the fewest that carry it as surely are quoted; at last each statement of it is
        tried by itself. Every number, date, name and quoted word must be theirs, and the score of
        support must be high enough. Of several articles the one that the writer named is quoted.

        Args:
            sentence: One sentence, without markers.
            articles: What may carry it.
            preferred: Ids of passages that the writer named.
        """
        if not _claims(sentence):
            return Verdict("not_a_claim")
        near = _nearest(sentence, articles, preferred)
        if not near:
            return Verdict("unsupported", why="no stored article says this")
        whole = self._whole(sentence, near, preferred)
        if whole.status == "supported":
            return whole
        parts = clauses(sentence)
        for material in near if len(parts) > 1 else ():
            found = [self._whole(part, [material], preferred) for part in parts]
            if all(verdict.status == "supported" for verdict in found):
                quotes = join(quote for verdict in found for quote in verdict.quotes)
                return Verdict("supported", quotes, None, min(v.score for v in found))
        return whole

    def _whole(self, sentence: str, near: Sequence[Material], preferred: frozenset[str]) -> Verdict:
        """A sentence that is not taken apart."""
        for material in near:
            at = material.said(sentence) or _moved(sentence, material)
            if at:
                return Verdict("supported", material.joined(at), None, 1.0)
        scores = ((material, self._best(sentence, material)) for material in near)
        tried = [(material, scored) for material, scored in scores if scored is not None]
        if not tried:
            return Verdict("unsupported", why="no stored article says this")
        carrying = [pair for pair in tried if self._carries(pair[1])]
        if not carrying:
            return self._refused(tried)
        surest = max(scored.probability for _, scored in carrying)
        material, scored = min(
            (pair for pair in carrying if pair[1].probability >= surest - LIKE),
            key=lambda pair: (
                not pair[0].passages & preferred,
                len(pair[1].picked),
                -pair[1].probability,
            ),
        )
        return Verdict("supported", material.joined(scored.picked), None, scored.probability)

    def _best(self, sentence: str, material: Material) -> Scored | None:
        """The score of all sentences chosen, with the fewest of them that carry it as surely.

        All decide, for what a part of them leaves out may speak against it; of an answer, whose
        words are held to more, fewer may carry what all do not.
        """
        picked = self._support.choose(sentence, material)
        if not picked:
            return None
        picked = [*picked, *dating(sentence, material, picked)]
        whole = self._scored(sentence, material, picked)
        carried = self._carries(whole)
        for size in range(1, len(picked) if carried or self.words > 0 else 1):
            fewer = self._scored(sentence, material, picked[:size])
            if self._carries(fewer):
                if not carried:
                    return fewer
                if fewer.probability >= whole.probability - LIKE:
                    return replace(whole, picked=fewer.picked)
        return whole

    def _scored(self, sentence: str, material: Material, picked: Sequence[int]) -> Scored:
        scored = self._support.score(sentence, material, picked)
        if self.words > 0:
            scored = replace(scored, lacks=self._lacks(sentence, material, scored))
        return scored

    def _lacks(self, sentence: str, material: Material, scored: Scored) -> tuple[str, ...]:
        """The words that keep a sentence from an answer: too many, unsure, or far from all said."""
        read = [material.texts[i] for i in scored.picked]
        gone, share = lacking(sentence, read, material.title)
        gone = [word for word in gone if word not in SOFT]
        if share < self.words or scored.probability < SURE:
            return tuple(gone)
        dates = " ".join(date.text.lower() for date in mentions(sentence, material.published))
        return tuple(w for w in gone if scored.met.get(w, 1.0) < UNMET and w not in dates)

    def _carries(self, scored: Scored) -> bool:
        return scored.probability >= self.threshold and not scored.lacks and _bar(scored) is None

    def _refused(self, tried: Sequence[tuple[Material, Scored]]) -> Verdict:
        """The reason that the nearest try gives, and a score below the threshold."""
        best = max((scored for _, scored in tried), key=lambda s: (_bar(s) is None, s.probability))
        score = min(best.probability, self.threshold * 0.999)
        if _bar(best) is not None:
            score *= 0.5
        return Verdict("unsupported", why=_why(best), score=score, differs=_bar(best))


def _moved(sentence: str, material: Material) -> Sequence[int]:
    """Where an article says just this, its day in another place."""
    places = enumerate(material.texts)
    return [i for i, text in places if moved(sentence, text, material.published)][:1]


def _claims(sentence: str) -> bool:
    """Whether a sentence claims anything; a question does not, even one that an article asks."""
    if sentence.rstrip().endswith("?"):
        return False
    says = len(frozenset(content(sentence))) >= CLAIMS
    return says or bool(named(sentence) or numbers(sentence) or quoted(sentence))


def _nearest(
    sentence: str, articles: Sequence[Material], preferred: frozenset[str]
) -> list[Material]:
    """The articles that hold most of a sentence."""
    shares = [(held(sentence, material.texts), material) for material in articles]
    shares = [(share, material) for share, material in shares if share > 0]
    shares.sort(key=lambda pair: -pair[0])
    named = [material for _, material in shares if material.passages & preferred]
    others = [material for _, material in shares if not material.passages & preferred]
    return [*named[:ARTICLES], *others[:ARTICLES]]


def _bar(scored: Scored) -> Difference | None:
    return next((d for d in scored.comparison.differences if d.kind in BARRING), None)


def _why(scored: Scored) -> str:
    found = _bar(scored) or next(iter(scored.comparison.differences), None)
    if found is not None:
        return found.why
    if scored.lacks:
        return f"no stored article says this; the nearest does not say “{scored.lacks[0]}”"
    if scored.farthest:
        return f"no stored article says this; nothing in the nearest carries “{scored.farthest}”"
    return "no stored article says this in so many words"
