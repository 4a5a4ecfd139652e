"""One question on its way to its answer: what was found, written, checked, and what is said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from rag.checking import Draft, Writing, abstention
from rag.domain import Answer, Found, Hit, Near, Removed, Scope, Sources
from rag.events import Checked, Event, Evidence, Token
from rag.gate import Gate
from rag.index.library import Library
from rag.models.chat import ChatModel, Count, ending
from rag.parts import Part
from rag.quotes import best_quotes
from rag.relevance import BEARS, coverage, relevance
from rag.retriever import K, find
from rag.rewriting import rewriting_by
from rag.spent import Seconds
from rag.stories import StoryArticle, sources
from rag.versions.draft import versions_told

QUOTES = "quotes"
CLEAR = 1.4  # score of a sentence that is quoted though the model saw no answer: of 100 questions
# that 2,186 articles cannot answer one has such a sentence, of 285 that they can 138
RESPONDS = 0.5  # of the asked words in the best quotes, that an answer and its quotes hold
NEAREST = 3  # articles that an abstention names


class Turn:
    """Follows the chain for one question.

    Args:
        library: What is asked.
        gate: Checks what is said.
        without: Parts that are left out.
        question: As it was asked.
        scope: What counts, as it was given.
        model: Who writes; None for quotes.
    """

    def __init__(
        self,
        library: Library,
        gate: Gate,
        without: frozenset[Part],
        question: str,
        scope: Scope,
        model: ChatModel | None,
    ) -> None:
        self.library, self.gate, self.without = library, gate, without
        self.question, self.scope, self.model = question, scope, model
        self.count = Count()
        self.notices: list[str] = []
        self.standalone = question
        self.hits: list[Hit] = []
        self.weights: dict[str, float] = {}
        self.unsafe = False  # whether a passage that bears on the question tried to instruct
        self.shown: list[Hit] | None = None
        self.writing: Writing | None = None
        self.start = time.perf_counter()
        self.retrieved = 0.0
        self.first_token: float | None = None

    def run(self, chunks: Iterator[dict[str, Any]]) -> Iterator[Event]:
        """Follow the chain's stream."""
        for chunk in chunks:
            self.standalone = chunk.get("standalone", self.standalone)
            self.scope = chunk.get("within", self.scope)
            self.weights = chunk.get("weights", self.weights)
            self.unsafe = chunk.get("unsafe", self.unsafe)
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
            self.writing = Writing(
                shown, found, self.gate,
                gated="gate" not in self.without,
                rewriting=rewriting_by(self.model, self.count),
            )  # fmt: skip
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
        draft = self._draft(today)
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
            sources=None if draft.reason else self._sources(draft),
            nearest=self._nearest() if draft.reason else (),
        )

    def _draft(self, today: date) -> Draft:
        if not self.hits or not self.shown:
            return self._nothing()
        draft = self._written()
        if "versions" in self.without:
            return draft
        told = versions_told(self.standalone, self.hits, today)
        if told is None:
            return draft
        aside = tuple(Removed(s.text, "the articles differ on this") for s in draft.said)
        return replace(told, removed=draft.removed + (() if draft.quoted else aside))

    def _written(self) -> Draft:
        """What the model wrote where it holds and answers, else the best quotes."""
        if self.writing is None:
            return self._quoted()
        draft = self.writing.draft()
        if "fallback" in self.without:
            return draft
        quoted = self._quoted(CLEAR if draft.reason == "nothing_found" else 0.0)
        if quoted.reason is not None:
            unsafe = draft.reason and quoted.reason == "unsafe"
            return replace(quoted, removed=draft.removed) if unsafe else draft
        if draft.reason is None and self._responds(draft, quoted):
            return draft
        aside = tuple(Removed(s.text, "it does not answer the question") for s in draft.said)
        return replace(quoted, removed=draft.removed + aside)

    def _responds(self, draft: Draft, quoted: Draft) -> bool:
        """Whether a draft holds at least half of what the best quotes hold of the asked words."""
        held = coverage(self.weights, draft.evidence)
        return held >= RESPONDS * coverage(self.weights, quoted.evidence)

    def _quoted(self, least: float = 0.0) -> Draft:
        quotes = best_quotes(self.standalone, self.weights, self.hits, self.library.embedder, least)
        return Draft.of_quotes(quotes) if quotes else self._nothing()

    def _nothing(self) -> Draft:
        if self.unsafe:
            return abstention("unsafe")
        if self._beyond():
            days = self.library.archive.days(self.scope.as_of)
            return abstention("outside_window", window=self.scope.window, days=days)
        return abstention("nothing_found")

    def _beyond(self) -> bool:
        """Whether something bears on the question, but outside the days and outlets asked for."""
        if self.scope.window is None and not self.scope.outlets:
            return not self.hits and self.scope.restricts
        wide = replace(self.scope, window=None, outlets=())
        hits = find(self.library, self.standalone, K, wide, without=self.without)
        if not hits or relevance(self.weights, hits) < BEARS:
            return False
        self.hits = hits  # the nearest that there are
        return True

    def _sources(self, draft: Draft) -> Sources:
        cited = dict.fromkeys((c.article_id, c.version) for c in draft.citations)
        archive = self.library.archive
        known = archive.clusters.of([article_id for article_id, _ in cited])
        stories = {name: member.story for name, member in known.items()}
        return sources([StoryArticle.of(archive.article(*key)) for key in cited], stories)

    def _nearest(self) -> tuple[Near, ...]:
        known = {hit.passage.article_id: hit.passage for hit in reversed(self.hits)}
        ids = list(dict.fromkeys(hit.passage.article_id for hit in self.hits))[:NEAREST]
        near = (known[name] for name in ids)
        return tuple(Near(p.article_id, p.title, p.outlet, p.published_at, p.url) for p in near)
