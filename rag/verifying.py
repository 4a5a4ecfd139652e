"""Is a claim carried by a document, where, and how surely? What `dateline verify` says."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import chain

from rag.domain import Passage
from rag.gate import Gate, Verdict
from rag.sentences import sentences
from rag.spans import Material, Quote, materials

KEPT = 32  # documents that are remembered: claims about one mostly come together
EMPTY = "this claims nothing that could be checked"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a claim.

    Attributes:
        supported: Whether verbatim spans of the document carry it.
        score: From 0 to 1, higher is surer; higher where it is supported than where it is not.
        why: Why nothing carries it; None where something does.
        quotes: The spans that carry it; offsets are characters into the document.
    """

    supported: bool
    score: float
    why: str | None
    quotes: tuple[Quote, ...]


class Verifier:
    """Checks claims against documents.

    Args:
        gate: Checks one sentence.
    """

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._known: OrderedDict[tuple[str, str | None], list[Material]] = OrderedDict()

    def holds(self, sentence: str, doc: str, published_at: str | None = None) -> str | None:
        """Why a sentence that was said in an answer is not carried; None where it is."""
        return self._gate.holds(sentence, self._materials(doc, published_at)).why

    def verify(self, claim: str, doc: str, published_at: str | None = None) -> Verification:
        """Check a claim of one sentence or more; of several, each must be carried.

        Args:
            claim: What is said.
            doc: What should carry it.
            published_at: When the document was published, as ISO date or datetime, if known.
        """
        found = self._materials(doc, published_at)
        whole = " ".join(claim.split())
        verdicts = [self._gate.check(text, found) for text in sentences(whole) or [whole]]
        verdicts = [v for v in verdicts if v.status != "not_a_claim"]
        if not verdicts:
            return Verification(False, 0.0, EMPTY, ())
        worst = min(verdicts, key=_rank)
        if worst.status != "supported":
            return Verification(False, worst.score, worst.why, ())
        quotes = {q.key: q for q in chain.from_iterable(v.quotes for v in verdicts)}
        return Verification(True, worst.score, None, tuple(quotes.values()))

    def _materials(self, doc: str, published_at: str | None) -> list[Material]:
        key = (doc, published_at)
        if key not in self._known:
            whole = Passage("doc", "doc", 1, 0, len(doc), doc, published_at=published_at)
            self._known[key] = materials([whole])
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return self._known[key]


def _rank(verdict: Verdict) -> tuple[bool, float]:
    return verdict.status == "supported", verdict.score
