"""An optional second reader: a language model that may reject what the gate let through."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from rag.errors import DatelineError
from rag.gate import Gate, Verdict
from rag.models.chat import ChatModel
from rag.prompts import quotes_block, support_prompt
from rag.spans import Material, Quote

ENOUGH = 24  # characters of a verdict; what a model adds to its YES or NO is not waited for
_VERDICT = re.compile(r"\W*(yes|no)\s*(?:[^\w\s]|\n|$)", re.IGNORECASE)

log = logging.getLogger(__name__)


class Judge:
    """Asks a model once whether quotes say what a sentence says.

    Args:
        model: Any language model; it writes nothing that a reader sees.
    """

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    def says(self, sentence: str, quotes: Sequence[Quote]) -> bool | None:
        """Whether the quotes say this; None where its word is neither a plain yes nor a plain no.

        Raises:
            DatelineError: If the model does not answer.
        """
        asked = {"quotes": quotes_block(quotes), "sentence": sentence}
        said = ""
        for chunk in self._model.runnable.stream(support_prompt().invoke(asked)):
            said += chunk.text
            if len(said.strip()) >= ENOUGH:
                break
        return verdict(said)


def verdict(said: str) -> bool | None:
    """What a second reader's words mean: YES or NO must stand there first and alone."""
    found = _VERDICT.match(said)
    return found.group(1).lower() == "yes" if found else None


class JudgedGate(Gate):
    """A gate whose answers a second reader reads, too. Claims that are only verified it leaves.

    Args:
        gate: Decides; what it rejects stays rejected, and no judge is asked.
        judge: May reject the rest, but for what stands in an article word for word.
    """

    def __init__(self, gate: Gate, judge: Judge) -> None:
        super().__init__(gate._support, gate.threshold, gate.words)
        self._gate, self.judge, self.second = gate, judge, judge.name

    @property
    def strict(self) -> Gate:
        """The same for answers."""
        return JudgedGate(self._gate.strict, self.judge)

    def holds(self, sentence: str, articles: Sequence[Material]) -> Verdict:
        """What either gate lets through; no judge is asked."""
        return self._gate.holds(sentence, articles)

    def check(
        self,
        sentence: str,
        articles: Sequence[Material],
        preferred: frozenset[str] = frozenset(),
    ) -> Verdict:
        """Find what carries a sentence, and reject it where the second reader does not find it.

        A reader that fails, or says neither yes nor no, changes nothing: the verdict's `why` tells
        of it, and the log says what happened.
        """
        found = self._gate.check(sentence, articles, preferred)
        if found.status != "supported" or Material(found.quotes).said(sentence) is not None:
            return found
        try:
            says = self.judge.says(sentence, found.quotes)
        except DatelineError as error:
            return self._silent(found, str(error))
        if says is None:
            return self._silent(found, "it said neither YES nor NO")
        return found if says else self._rejected(found)

    def _rejected(self, found: Verdict) -> Verdict:
        why = f"a second reader, {self.judge.name}, did not find this in the quotes"
        score = min(found.score, self.threshold * 0.999)
        return replace(found, status="unsupported", quotes=(), why=why, score=score)

    def _silent(self, found: Verdict, happened: str) -> Verdict:
        log.warning("the second reader %s gave no verdict: %s", self.judge.name, happened)
        return replace(found, why=f"a second reader, {self.judge.name}, gave no verdict")
