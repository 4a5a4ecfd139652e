"""Dateline: ask a question, get a checked answer. The facade that everyone else uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from rag.chain import build_chain, instructions
from rag.domain import Answer, Exchange, Found, Scope
from rag.errors import LLMError, PackMissing
from rag.events import Event, Finished
from rag.gate import Gate
from rag.index.library import Library
from rag.models.chat import ChatModel
from rag.parts import ALL, Part
from rag.retriever import K, NewsRetriever, find
from rag.turn import Turn


class Dateline:
    """Asks a library.

    Args:
        library: An open library.
        model: Writes answers; None answers with quotes.
        today: The clock.
        gate: Checks what is said.
        without: Parts that are left out, in an evaluation.
    """

    def __init__(
        self,
        library: Library,
        model: ChatModel | None,
        today: Callable[[], date],
        gate: Gate,
        without: frozenset[Part] = ALL,
    ) -> None:
        self.library, self._today, self.gate, self.without = library, today, gate, without
        self.model = model = None if "model" in without else model
        self._retriever = NewsRetriever(library=library, without=without)
        self._quoting = build_chain(self._retriever, None)
        self._writing = build_chain(self._retriever, model) if model else self._quoting

    def warm(self) -> None:
        """Do what is slow the first time only: search once, load the model, read the instructions.

        Raises:
            DatelineError: If that fails.
        """
        self.search("What is the news?")
        if self.model and self.model.ready():
            self.model.warm(instructions(self._today()))

    def search(self, query: str, scope: Scope | None = None, k: int = K) -> Found:
        """Passages only."""
        return search(self.library, query, self._today(), scope, k, self.without)

    def ask(
        self,
        question: str,
        history: Sequence[Exchange] = (),
        scope: Scope | None = None,
        k: int = K,
    ) -> Answer:
        """One answer."""
        for event in self.stream(question, history, scope, k):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream ends with Finished")

    def stream(
        self,
        question: str,
        history: Sequence[Exchange] = (),
        scope: Scope | None = None,
        k: int = K,
    ) -> Iterator[Event]:
        """An answer as it comes: Evidence once, Token and Checked many times, Finished last.

        A model that fails does not raise: the answer is made of quotes and its `notice` says what
        happened.
        """
        question = readable(question)
        history = [Exchange(readable(e.question), readable(e.answer)) for e in history]
        scope = scope or Scope()
        model = self.model if self.model and self.model.ready() else None
        turn = Turn(self.library, self.gate, self.without, question, scope, model)
        today = scope.as_of or self._today()
        asked: dict[str, Any] = {
            "question": question,
            "history": history,
            "scope": scope,
            "today": today,
            "k": k,
        }
        if self.model and not model:
            turn.notices.append(
                f"The language model {self.model.name} is not on this machine yet, so these are "
                "the best sentences of the articles themselves."
            )
        chain = self._writing if model else self._quoting
        try:
            yield from turn.run(chain.stream(asked, {"callbacks": [turn.count]}))
        except (LLMError, PackMissing) as error:
            turn.notices.append(
                f"The language model failed, so these are the best sentences of the articles "
                f"themselves. What happened: {error}"
            )
            if turn.shown is None:  # it failed before anything was found
                for _ in turn.run(self._quoting.stream(asked)):
                    pass
            turn.writing = None
        yield Finished(turn.answer(today))


def search(
    library: Library,
    query: str,
    today: date,
    scope: Scope | None = None,
    k: int = K,
    without: frozenset[Part] = ALL,
) -> Found:
    """Passages only; neither model nor gate is needed."""
    query = readable(query)
    scope, start = scope or Scope(), time.perf_counter()
    hits = find(library, query, k, scope, today, without)
    seconds = time.perf_counter() - start
    return Found(query, tuple(hits), scope.window, seconds, library.notice)


def readable(text: str) -> str:
    """A text that any index and model can take: half characters are replaced by question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
