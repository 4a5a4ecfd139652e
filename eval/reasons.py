"""Why a reply was wrong, in one sentence for the reader of a report. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from eval.gold.question import GoldQuestion
from eval.systems import Reply


def why(question: GoldQuestion, reply: Reply, scores: Mapping[str, float | None]) -> str:
    """The first step at which a wrong reply went wrong.

    Args:
        question: The gold question.
        reply: A reply that was not right, with an answer.
        scores: Its scores.
    """
    answer = reply.answer or {}
    if not question.answerable:
        return "it answered, though the articles hold no answer"
    if scores.get("recall@10") == 0.0:
        return "no article with the answer was among the first ten passages"
    if scores.get("answer in context") == 0.0 and scores.get("quote recall@10") in (0.0, None):
        return "the right article was found, but not the passage with the answer"
    if not answer.get("abstained"):
        if scores.get("evidence cited"):
            return "the expected evidence is cited, but the answer is not stated"
        return "the answer was found, but something else was said"
    if answer.get("removed"):
        return "what was written did not pass the check, and it abstained"
    return "the answer was found, but it said that there is none"
