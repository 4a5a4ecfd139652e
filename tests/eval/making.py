"""Small gold questions, replies and systems for tests of evaluations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from eval.gold.question import Alternative, GoldQuestion
from eval.runs import Run
from eval.summary import summarise
from eval.systems import Reply
from rag.errors import LLMBusy
from tests.rag.making import hit, the_gate

TEXT = "The tunnel closed on Tuesday. Seven panels fell. Nobody was killed."
OTHER = "The ferry sails again on Friday. It carries 400 people."


def gold(name: str = "q1", **known: Any) -> GoldQuestion:
    """A question that the article `a` answers."""
    fields: dict[str, Any] = {
        "id": name,
        "question": "How many panels fell?",
        "kind": "single",
        "answerable": True,
        "answers": ("seven", "7"),
        "evidence": ((Alternative("a", None, "Seven panels fell."),),),
    }
    return GoldQuestion(**(fields | known))


def unanswerable(name: str = "q2") -> GoldQuestion:
    """A question that no article answers."""
    return gold(name, kind="unanswerable", answerable=False, answers=(), evidence=())


def citation(quote: str, article: str = "a", n: int = 1, text: str = TEXT) -> dict[str, Any]:
    """A citation that stands where it says."""
    start = text.index(quote)
    return {
        "n": n,
        "article_id": article,
        "version": 1,
        "published_at": "2026-04-14",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
    }


def answer(
    text: str = "Seven panels fell [1].", *citations: dict[str, Any], **known: Any
) -> dict[str, Any]:
    """An answer of one sentence."""
    listed = list(citations) or [citation("Seven panels fell.")]
    numbers = [c["n"] for c in listed]
    fields: dict[str, Any] = {
        "abstained": False,
        "reason": None,
        "window": None,
        "text": text,
        "sentences": [{"text": text, "status": "supported", "why": None, "citations": numbers}],
        "citations": listed,
        "removed": [],
        "confidence": 0.8,
        "tokens": {"prompt": 100, "completion": 10},
        "seconds": {"retrieve": 0.01, "first_token": 0.5, "total": 1.0},
    }
    return fields | known


def abstention() -> dict[str, Any]:
    """An answer that says nothing."""
    fields = answer("The stored articles do not answer this.")
    empty: dict[str, Any] = {"sentences": [], "citations": [], "confidence": 0.0}
    return fields | empty | {"abstained": True, "reason": "nothing_found"}


def reply(said: dict[str, Any] | None = None, *texts: str) -> Reply:
    """A reply whose first passage is the whole of article `a`."""
    hits = [hit(text, n, "ab"[n - 1]) for n, text in enumerate(texts or (TEXT, OTHER), 1)]
    return Reply(tuple(hits), said, 0.01, 1.0)


class Archive:
    """The texts of two articles, and the gate."""

    gate = the_gate()

    def text(self, article_id: str, version: int | None = None) -> str | None:
        known = {"a": TEXT, "b": OTHER}
        return known.get(article_id) if version in (None, 1) else None


class Answering:
    """A system that answers as told, and remembers what it was asked."""

    name, model = "told", "none"

    def __init__(self, say: Callable[[GoldQuestion], dict[str, Any] | None]) -> None:
        self.asked: list[str] = []
        self._say = say

    def ask(self, question: GoldQuestion) -> Reply:
        self.asked.append(question.id)
        return reply(self._say(question))


def right(question: GoldQuestion) -> dict[str, Any]:
    """What the always-right system says."""
    return answer() if question.answerable else abstention()


def wrong(question: GoldQuestion) -> dict[str, Any]:
    """What the always-wrong system says."""
    quote = citation("Nobody was killed.")
    return abstention() if question.answerable else answer("Nobody was killed [1].", quote)


def busy(*names: str) -> Callable[[GoldQuestion], dict[str, Any]]:
    """Right, but out of quota for some questions."""

    def say(question: GoldQuestion) -> dict[str, Any]:
        if question.id in names:
            raise LLMBusy("the quota is used up")
        return right(question)

    return say


def about(**known: Any) -> dict[str, Any]:
    """What run.json says of a made-up run."""
    fields: dict[str, Any] = {
        "name": "made-up",
        "started": "2026-11-24T10:00:00+00:00",
        "finished": None,
        "command": "dateline eval run",
        "id": "0123abcd",
        "gold": {"path": "gold.jsonl", "digest": "g" * 64, "questions": 2},
        "corpus": {"path": "articles.jsonl", "digest": "c" * 64, "articles": 2, "passages": 2},
    }
    return fields | known


def questions(count: int = 6) -> Sequence[GoldQuestion]:
    """Answerable and unanswerable ones in turn."""
    return [gold(f"q{n}") if n % 2 else unanswerable(f"q{n}") for n in range(1, count + 1)]


AS_OF = date(2026, 4, 20)


def kept_run(
    folder: Path, rows: Sequence[dict[str, Any]], *, finished: bool = True, **known: Any
) -> Run:
    """A run in a folder, as if it had been measured; an unfinished one has no figures."""
    run, told = Run(folder), about(**known)
    run.begin(told | {"finished": told["started"] if finished else None})
    run.keep(rows)
    if finished:
        run.summarise(summarise(list(rows), None))
    return run
