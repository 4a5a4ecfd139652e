"""A failing sentence written again by the model that wrote it; the gate then checks it again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from rag.citations import without_markers
from rag.differences.difference import Kind
from rag.errors import DatelineError
from rag.evidence import held
from rag.gate import Verdict
from rag.models.chat import ChatModel, Count
from rag.prompts import declines, mending_prompt, quotes_block
from rag.sentences import sentences
from rag.spans import Material, Quote

MOST = 2  # sentences of an answer
SPANS = 3  # sentences that the model is shown for one
PATIENCE = 15.0  # seconds since it began to be written, after which a reader waits for no more
KINDS: frozenset[Kind] = frozenset(
    {"name", "speaker", "negation", "modality", "direction", "words"}
)
"""Differences that need other words; a number, unit or date is exchanged in code."""

log = logging.getLogger(__name__)


class Rewriting:
    """Asks for a few sentences of one answer.

    Args:
        model: Wrote the answer.
        count: Counts the tokens of the answer.
        clock: Seconds that only go on.

    Attributes:
        asked: For how many sentences the model was asked.
    """

    def __init__(
        self,
        model: ChatModel,
        count: Count | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._model, self._count, self._clock = model, count, clock
        self._until = clock() + PATIENCE
        self.asked = 0

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    def rewritten(
        self,
        sentence: str,
        verdict: Verdict,
        articles: Sequence[Material],
        preferred: frozenset[str] = frozenset(),
    ) -> str | None:
        """The sentence as the model writes it when it sees the nearest spans; None where it fails.

        It is asked at the most `MOST` times, never after `PATIENCE` seconds, and not again once it
        has failed.

        Args:
            sentence: What was written, without markers.
            verdict: Why it is not carried.
            articles: What may carry it.
            preferred: Ids of passages that the writer named.
        """
        if verdict.differs is not None and verdict.differs.kind not in KINDS:
            return None
        quotes = nearest(sentence, articles, preferred)
        if not quotes or self.asked >= MOST or self._clock() > self._until:
            return None
        self.asked += 1
        try:
            said = self._ask(sentence, verdict.why or "the quotes do not say this", quotes)
        except DatelineError as error:
            log.warning("the model %s did not rewrite a sentence: %s", self.name, error)
            self.asked = MOST
            return None
        written = next(iter(sentences(without_markers(said).strip())), "")
        same = written.casefold() == sentence.casefold()
        return None if not written or same or declines(written) else " ".join(written.split())

    def _ask(self, sentence: str, why: str, quotes: Sequence[Quote]) -> str:
        asked = {"quotes": quotes_block(quotes), "sentence": sentence, "why": why}
        counted = [self._count] if self._count is not None else []
        chunks = self._model.runnable.stream(
            mending_prompt().invoke(asked), {"callbacks": list(counted)}
        )
        return "".join(chunk.text for chunk in chunks)


def rewriting_by(model: ChatModel | None, count: Count | None = None) -> Rewriting | None:
    """What may write sentences of one answer again: its model, unless it is a small one.

    The embedded model writes the same again, or about the quotes: of 44 failing sentences that it
    was asked for, in two wordings, one came back carried, verbatim as the article has it.
    """
    return Rewriting(model, count) if model is not None and not model.small else None


def nearest(
    sentence: str, articles: Sequence[Material], preferred: frozenset[str]
) -> tuple[Quote, ...]:
    """The sentences that hold most of this one, all of the article that does; joined in order."""
    best = max(
        articles,
        key=lambda m: (held(sentence, m.texts), bool(m.passages & preferred)),
        default=None,
    )
    if best is None:
        return ()
    shares = [held(sentence, [text]) for text in best.texts]
    order = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    return best.joined(i for i in order[:SPANS] if shares[i] > 0)
