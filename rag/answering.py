"""Dateline: ask a question, get a checked answer. The facade that everyone else uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rag.chain import build_chain, instructions
from rag.checking import Draft, Writing
from rag.domain import Answer, Exchange, Found, Hit, Removed, Scope, Seconds, Sentence
from rag.errors import LLMError, PackMissing
from rag.index.library import Library
from rag.models.chat import ChatModel, Count, ending
from rag.parts import ALL, Part
from rag.quotes import best_quotes
from rag.relevance import coverage
from rag.retriever import K, NewsRetriever, find

QUOTES = "quotes"
CLEAR = 1.4  # score of a sentence that is quoted though the model saw no answer: of 100 questions
# that 2,186 articles cannot answer one has such a sentence, of 285 that they can 138
RESPONDS = 0.5  # of the asked words in the best quotes, that an answer and its quotes hold


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found, long before an answer is written."""

    found: Found


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text as the model writes it, not checked yet, without markers."""

    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that was written and checked; its number of citations will not change."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; it replaces all that came before."""

    answer: Answer


Event = Evidence | Token | Checked | Finished


class Dateline:
    """Asks a library.

    Args:
        library: An open library.
        model: Writes answers; None answers with quotes.
        today: The clock.
        without: Parts that are left out, in an evaluation.
    """

    def __init__(
        self,
        library: Library,
        model: ChatModel | None,
        today: Callable[[], date],
        without: frozenset[Part] = ALL,
    ) -> None:
        self.library, self._today, self.without = library, today, without
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
        query = readable(query)
        scope, start = scope or Scope(), time.perf_counter()
        hits = find(self.library, query, k, scope, self._today(), self.without)
        seconds = time.perf_counter() - start
        return Found(query, tuple(hits), scope.window, seconds, self.library.notice)

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
        turn = _Turn(self, question, scope, model)
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


def readable(text: str) -> str:
    """A text that any index and model can take: half characters are replaced by question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


class _Turn:
    """One question on its way to its answer."""

    def __init__(
        self, dateline: Dateline, question: str, scope: Scope, model: ChatModel | None
    ) -> None:
        self.library, self.without = dateline.library, dateline.without
        self.question, self.scope, self.model = question, scope, model
        self.count = Count()
        self.notices: list[str] = []
        self.standalone = question
        self.hits: list[Hit] = []
        self.weights: dict[str, float] = {}
        self.shown: list[Hit] | None = None
        self.writing: Writing | None = None
        self.start = time.perf_counter()
        self.retrieved = 0.0
        self.first_token: float | None = None

    def run(self, chunks: Iterator[dict[str, Any]]) -> Iterator[Event]:
        """Follow the chain's stream."""
        for chunk in chunks:
            self.standalone = chunk.get("standalone", self.standalone)
            self.weights = chunk.get("weights", self.weights)
            self.shown = chunk.get("shown", self.shown)
            if "hits" in chunk:
                self.hits = chunk["hits"]
                self.retrieved = time.perf_counter() - self.start
                yield Evidence(self.found())
            if "answer" in chunk:
                yield from self._write(chunk["answer"])
        if self.writing is not None:
            yield from map(Checked, self.writing.end())

    def found(self) -> Found:
        """What retrieval gave."""
        return Found(
            self.standalone,
            tuple(self.hits),
            self.scope.window,
            self.retrieved,
            self.library.notice,
        )

    def _write(self, chunk: Any) -> Iterator[Event]:
        if self.writing is None:
            shown = [hit.passage for hit in self.shown or ()]
            found = [hit.passage for hit in self.hits]
            self.writing = Writing(shown, found, gated="gate" not in self.without)
        if (end := ending(chunk)) is not None:
            self.writing.cut = end == "cut"
        if chunk.text:
            if self.first_token is None:
                self.first_token = time.perf_counter() - self.start
            text, checked = self.writing.feed(chunk.text)
            if text:
                yield Token(text)
            yield from map(Checked, checked)

    def answer(self, today: date) -> Answer:
        """The answer as it stands at the end."""
        draft = self._draft()
        notices = [*self.notices, *([self.library.notice] if self.library.notice else [])]
        model = QUOTES if self.model is None or self.notices or draft.quoted else self.model.name
        return Answer(
            question=self.question,
            as_of=today,
            text=draft.text,
            model=model,
            window=self.scope.window,
            abstained=draft.reason is not None,
            reason=draft.reason,
            sentences=draft.sentences,
            citations=draft.citations,
            removed=draft.removed,
            notice=" ".join(notices) or None,
            seconds=Seconds(self.retrieved, self.first_token, time.perf_counter() - self.start),
            confidence=0.0 if draft.reason else coverage(self.weights, draft.evidence),
            tokens=self.count.tokens,
        )

    def _draft(self) -> Draft:
        if not self.hits or not self.shown:
            return self._nothing()
        if self.writing is not None:
            draft = self.writing.draft()
            if "fallback" in self.without:
                return draft
            quoted = self._quoted(CLEAR if draft.reason == "nothing_found" else 0.0)
            if quoted.reason is not None:
                return draft
            if draft.reason is None and self._responds(draft, quoted):
                return draft
            aside = tuple(Removed(s.text, "it does not answer the question") for s in draft.said)
            return replace(quoted, removed=draft.removed + aside)
        return self._quoted()

    def _responds(self, draft: Draft, quoted: Draft) -> bool:
        """Whether a draft holds at least half of what the best quotes hold of the asked words."""
        held = coverage(self.weights, draft.evidence)
        return held >= RESPONDS * coverage(self.weights, quoted.evidence)

    def _quoted(self, least: float = 0.0) -> Draft:
        quotes = best_quotes(self.standalone, self.weights, self.hits, self.library.embedder, least)
        return Draft.of_quotes(quotes) if quotes else self._nothing()

    def _nothing(self) -> Draft:
        if not self.hits and self.scope.restricts:
            return Draft.abstention("outside_window")
        return Draft.abstention("nothing_found")
