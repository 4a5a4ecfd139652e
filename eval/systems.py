"""What is evaluated: something that finds passages and answers, such as Dateline."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from eval.gold.question import GoldQuestion
from rag.answering import Dateline
from rag.domain import Hit, Scope
from rag.errors import ModelError
from rag.events import Evidence, Finished
from rag.retriever import K
from rag.wire import answer_json


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system did with a question.

    Attributes:
        hits: The passages that it found, best first.
        answer: As `dateline ask --json` prints it; None where only passages were asked for.
        seconds: Until the passages were found.
        total: Seconds until the end.
    """

    hits: tuple[Hit, ...]
    answer: Mapping[str, Any] | None
    seconds: float
    total: float


class System(Protocol):
    """Anything that can be asked gold questions.

    Attributes:
        name: Names it in results.
        model: Names who writes its answers.
    """

    name: str
    model: str

    def ask(self, question: GoldQuestion) -> Reply:
        """Find and answer, or only find.

        Raises:
            DatelineError: If it cannot; the question then counts as an error, never as a zero.
        """


class DatelineSystem:
    """Dateline itself.

    Args:
        dateline: With an open library.
        k: How many passages.
        retrieval_only: Stop once the passages are found.
    """

    name = "dateline"

    def __init__(self, dateline: Dateline, k: int = K, *, retrieval_only: bool = False) -> None:
        self._dateline, self._k, self._retrieval_only = dateline, k, retrieval_only
        self.model = dateline.model.name if dateline.model else "quotes"

    def ask(self, question: GoldQuestion) -> Reply:
        """Ask as a reader would; an answer that came with an excuse is an error."""
        scope, start = Scope(as_of=question.as_of), time.perf_counter()
        hits: tuple[Hit, ...] = ()
        found = 0.0
        for event in self._dateline.stream(question.question, question.history, scope, self._k):
            if isinstance(event, Evidence):
                hits, found = event.found.hits, event.found.seconds
                if self._retrieval_only:
                    break
            if isinstance(event, Finished):
                if event.answer.notice:
                    raise ModelError(event.answer.notice)
                total = time.perf_counter() - start
                return Reply(hits, answer_json(event.answer), found, total)
        return Reply(hits, None, found, time.perf_counter() - start)
