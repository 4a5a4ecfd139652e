"""The steps of the chain that find: days asked for, passages, those that are safe, weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rag.dates.windows import prefers, window_of
from rag.domain import Hit, Scope
from rag.happened import day_of
from rag.hostile.sifting import sift
from rag.relevance import BEARS, relevance, weights
from rag.retriever import NewsRetriever, hit_of
from rag.words import asked

NEW = 2.0  # weight of a follow-up question's own words against those carried over


class Finding:
    """Each method reads the chain's state and gives the key that it is named for.

    Args:
        retriever: Finds passages; what it does without, these steps do without, too.
    """

    def __init__(self, retriever: NewsRetriever) -> None:
        self._retriever = retriever

    def within(self, state: dict[str, Any]) -> Scope:
        """The scope, with the days that the question speaks of unless some were given.

        "Recently", and days counted from an event whose day was gathered from articles, only
        prefer: where nothing in them bears on the question, they do not count.
        """
        scope: Scope = state["scope"]
        if scope.window is not None or "window" in self._retriever.without:
            return scope

        guessed: list[date] = []

        def event(named: str) -> date | None:
            day = day_of(named, self._find(state, named, scope))
            guessed.extend([day] if day else [])
            return day

        window = window_of(state["question"], state["today"], event)
        narrowed = replace(scope, window=window)
        if window is None or not (prefers(window) or guessed):
            return narrowed
        near = self._find(state, state["standalone"], narrowed)
        return narrowed if relevance(self._told(state), near) >= BEARS else scope

    def found(self, state: dict[str, Any]) -> list[Hit]:
        """The passages, best first."""
        return self._find(state, state["standalone"], state["within"])

    def hits(self, state: dict[str, Any]) -> list[Hit]:
        """Those of them that do not try to instruct a model."""
        return sift(state["found"])[0]

    def weights(self, state: dict[str, Any]) -> dict[str, float]:
        """How much each asked word tells; in a follow-up question its own words tell more."""
        fresh = set(asked(state["question"])) if state["history"] else set()
        return {
            term: weight * (NEW if term in fresh else 1.0)
            for term, weight in self._told(state).items()
        }

    def unsafe(self, state: dict[str, Any]) -> bool:
        """Whether what tries to instruct bears on the question, and more than the rest."""
        kept = {hit.passage.id for hit in state["hits"]}
        barred = [hit for hit in state["found"] if hit.passage.id not in kept]
        least = max(BEARS, relevance(state["weights"], state["hits"]))
        return bool(barred) and relevance(state["weights"], barred) >= least

    def _find(self, state: dict[str, Any], query: str, scope: Scope) -> list[Hit]:
        found = self._retriever.invoke(query, scope=scope, k=state["k"], today=state["today"])
        return [hit_of(document) for document in found]

    def _told(self, state: dict[str, Any]) -> dict[str, float]:
        keywords = self._retriever.library.keywords
        return weights(state["standalone"], keywords.frequency, keywords.count())
