"""From what a model writes to what is said: each sentence through the gate, then numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.citations import MarkerFilter, Numbering, marked, with_markers, without_markers
from rag.domain import Citation, Passage, Reason, Removed, Sentence, Window
from rag.gate import Gate, Verdict
from rag.prompts import declines
from rag.repairing import repaired
from rag.rewriting import Rewriting
from rag.sentences import sentence_spans
from rag.spans import Quote, materials

_MARKER_AFTER_STOP = re.compile(r"([.!?]+[\"”’']?)((?:\s*\[[\d\s,;–-]+\])+)")
_HALF_MARKER = re.compile(r"\s*\[[^\]]*$")
_STOPS = re.compile(r"[.!?][\"”’')]*\s*$")

ABSTENTIONS: dict[Reason, str] = {
    "nothing_found": "The stored articles do not answer this.",
    "outside_window": "No stored article fits the dates and outlets that were asked for.",
    "unverified": "The articles touch on this, but no sentence of theirs carries an answer.",
    "unsafe": "What was found tried to give instructions, so it was not used.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer without its circumstances."""

    text: str
    reason: Reason | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    removed: tuple[Removed, ...] = ()
    quoted: bool = False  # whether these are the articles' own sentences

    @property
    def said(self) -> tuple[Sentence, ...]:
        """The sentences that a reader sees."""
        return tuple(s for s in self.sentences if s.status != "unsupported")

    @property
    def evidence(self) -> str:
        """The answer with its quotes."""
        return "\n".join([self.text, *(citation.quote for citation in self.citations)])

    @classmethod
    def of_quotes(cls, quotes: Sequence[Quote]) -> Draft:
        """Verbatim sentences, each with its citation."""
        numbering = Numbering()
        sentences = []
        for quote in quotes:
            n = numbering.number(quote)
            sentences.append(Sentence(with_markers(quote.text, (n,)), "supported", None, (n,)))
        text = " ".join(sentence.text for sentence in sentences)
        return cls(text, None, tuple(sentences), tuple(numbering.citations), quoted=True)


def abstention(
    reason: Reason,
    removed: Sequence[Removed] = (),
    window: Window | None = None,
    days: tuple[str | None, str | None] = (None, None),
) -> Draft:
    """No answer, and why.

    Args:
        reason: Why.
        removed: What was written and not said.
        window: The days that were asked for, if any were.
        days: When the oldest and the newest article of the library were published, if that helps.
    """
    text = ABSTENTIONS[reason]
    if window is not None:
        text += f" Looked for: {window_said(window)}."
    oldest, newest = (date.fromisoformat(day[:10]) if day else None for day in days)
    if oldest and newest:
        text += f" The library holds articles from {_spoken(oldest)} to {_spoken(newest)}."
    return Draft(text, reason, removed=tuple(removed))


def window_said(window: Window) -> str:
    """Days as a reader reads them, with the words that asked for them."""
    start, end = (_spoken(day) if day else None for day in (window.start, window.end))
    if start and end:
        days = start if start == end else f"{start} to {end}"
    else:
        days = f"since {start}" if start else f"until {end}"
    return days if window.origin == "given" else f"{window.origin} ({days})"


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class Writing:
    """A model's answer as it comes.

    Args:
        shown: The passages that the model was shown, in the order of their numbers.
        found: All passages that may carry what it says.
        gate: Checks each sentence.
        gated: Whether what nothing carries is left out; only an evaluation says it all the same.
        rewriting: Asks the model for what code cannot put right; None leaves it out.
    """

    def __init__(
        self,
        shown: Sequence[Passage],
        found: Sequence[Passage],
        gate: Gate,
        *,
        gated: bool = True,
        rewriting: Rewriting | None = None,
    ) -> None:
        self._shown, self._gate, self._gated = shown, gate.strict, gated
        self._rewriting = rewriting
        self._articles = materials(found)
        self._filter = MarkerFilter()
        self._rest = ""  # what is not checked yet
        self._said: set[str] = set()
        self._numbering = Numbering()
        self._declined = False
        self.sentences: list[Sentence] = []
        self.cut = True  # until the model says that it came to its end

    def feed(self, token: str) -> tuple[str, list[Sentence]]:
        """Take a token.

        Returns:
            What can be shown of it, and the sentences that it completed.
        """
        self._rest = _MARKER_AFTER_STOP.sub(r"\2\1", self._rest + token)
        settled = _HALF_MARKER.sub("", self._rest)
        spans = sentence_spans(settled, wraps=False)
        checked = []
        if len(spans) > 1 and not _quoting(settled[: spans[-1][0]]):
            for start, end in spans[:-1]:
                checked += self._check(settled[start:end])
            self._rest = self._rest[spans[-1][0] :]
        return self._filter.feed(token), checked

    def end(self) -> list[Sentence]:
        """The last sentence; an unfinished one is dropped if the model was cut short."""
        checked = []
        for start, end in sentence_spans(self._rest, wraps=False):
            piece = self._rest[start:end]
            if not self.cut or declines(piece) or _STOPS.search(without_markers(piece)):
                checked += self._check(piece)
        self._rest = ""
        return checked

    def draft(self) -> Draft:
        """What may be said of it."""
        fallen = [s for s in self.sentences if s.status == "unsupported" and self._gated]
        removed = tuple(Removed(s.text, s.why or "") for s in fallen)
        said = [s for s in self.sentences if s not in fallen]
        if any(s.status != "not_a_claim" for s in said):
            text = " ".join(s.text for s in said)
            return Draft(
                text, None, tuple(self.sentences), tuple(self._numbering.citations), removed
            )
        if removed:
            return abstention("unverified", removed)
        return abstention("nothing_found" if self._declined else "unverified")

    def _check(self, raw: str) -> list[Sentence]:
        text = " ".join(without_markers(raw).split())
        if declines(text):
            self._declined = True
            return []
        if not text or text.casefold() in self._said:
            return []
        self._said.add(text.casefold())
        preferred = frozenset(self._shown[n - 1].id for n in marked(raw, len(self._shown)))
        verdict = self._gate.check(text, self._articles, preferred)
        if verdict.status == "not_a_claim":
            return []
        why, written = verdict.why, None
        for how, fixed in self._attempts(text, verdict, preferred):
            again = self._gate.check(fixed, self._articles, preferred)
            if again.status == "supported" and fixed.casefold() not in self._said:
                why = "; ".join(part for part in (f"{how}: {why}", again.why) if part)
                written, text, verdict = text, fixed, again
                self._said.add(text.casefold())
                break
        numbers = tuple(self._numbering.number(quote) for quote in verdict.quotes)
        sentence = Sentence(with_markers(text, numbers), verdict.status, why, numbers, written)
        self.sentences.append(sentence)
        return [sentence]

    def _attempts(
        self, text: str, verdict: Verdict, preferred: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        """How a failing sentence was put right, and what became of it: by code, else by a model."""
        if verdict.status == "supported" or not self._gated:
            return
        if (fixed := repaired(text, verdict.differs)) is not None:
            yield "put right", fixed
        if self._rewriting is not None:
            fixed = self._rewriting.rewritten(text, verdict, self._articles, preferred)
            if fixed is not None:
                yield f"written again by {self._rewriting.name}", fixed


def _quoting(text: str) -> bool:
    """Whether a quotation is open at the end of a text."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
