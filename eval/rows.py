"""A question and its reply as a row of results. Pure."""

from __future__ import annotations

from typing import Any

from eval.gold.question import GoldQuestion
from eval.scoring import Texts, score
from eval.systems import Reply
from rag.wire import hit_json

SHOWN = 300  # characters of a passage that a row keeps
DIGITS = 6


def row_of(question: GoldQuestion, reply: Reply, texts: Texts) -> dict[str, Any]:
    """The row of a question that was answered."""
    scores, right, why = score(question, reply, texts)
    answer = dict(reply.answer) if reply.answer is not None else None
    first = answer["seconds"]["first_token"] if answer else None
    return {
        **_asked(question),
        "error": None,
        "found": [{**hit_json(hit), "text": hit.passage.text[:SHOWN]} for hit in reply.hits],
        "answer": answer,
        "expected": [
            [{"article_id": a.article_id, "quote": a.quote} for a in group]
            for group in question.evidence
        ],
        "scores": {name: _rounded(value) for name, value in scores.items()},
        "correct": right,
        "why": why or None,
        "seconds": {
            "retrieve": _rounded(reply.seconds),
            "first_token": first,
            "total": _rounded(reply.total),
        },
    }


def error_row(question: GoldQuestion, error: str) -> dict[str, Any]:
    """The row of a question that could not be answered: it has no score, not even zero."""
    return {
        **_asked(question),
        "error": error,
        "found": [],
        "answer": None,
        "expected": [],
        "scores": {},
        "correct": None,
        "why": None,
        "seconds": {},
    }


def _asked(question: GoldQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "question": question.question,
        "as_of": question.as_of.isoformat() if question.as_of else None,
        "answerable": question.answerable,
        "answers": list(question.answers),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
