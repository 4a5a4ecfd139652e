"""From a reply to its scores: each metric for one question, whether it was right, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from eval.gold.question import Alternative, GoldQuestion
from eval.metrics import answers, citations, context, ranking, windows
from eval.reasons import why
from eval.support import carries, claims
from eval.systems import Reply
from rag.citations import without_markers
from rag.domain import Hit
from rag.gate import Gate

Scores = dict[str, float | None]

DEEP = 10  # passages that are looked at


class Texts(Protocol):
    """The archive and the gate, as far as scores need them."""

    @property
    def gate(self) -> Gate:
        """Says what carries a sentence."""

    def text(self, article_id: str, version: int | None = None) -> str | None:
        """The text of a version, by default the current one; None if there is none."""


def score(question: GoldQuestion, reply: Reply, texts: Texts) -> tuple[Scores, bool | None, str]:
    """All scores of one reply.

    Returns:
        The scores by name (None where a metric does not apply, which is no zero), whether the
        reply was right (None where only passages were asked for), and why it was not.
    """
    scores = retrieval(question, reply.hits)
    if reply.answer is None:
        return scores | dates(question, reply), None, ""
    right = correct(question, reply.answer)
    scores |= {"correct": float(right)}
    scores |= answered(question, reply.answer) | cited(question, reply.answer, reply.hits, texts)
    scores |= dates(question, reply)
    return scores, right, "" if right else why(question, reply, scores)


def retrieval(question: GoldQuestion, hits: Sequence[Hit]) -> Scores:
    """Ranks of the articles that bear the answer, in the order of their first passages."""
    hits = hits[:DEEP]
    scores: Scores = {"answer in context": None, "quote recall@10": None}
    if question.answers:
        read = [hit.passage.text for hit in hits]
        scores["answer in context"] = float(context.answer_in_context(question.answers, read))
    if not question.evidence:
        return scores
    needed = [{a.article_id for a in group if a.article_id} for group in question.evidence]
    gains = ranking.gains_of(ranking.distinct([h.passage.article_id for h in hits]), needed)
    groups = len(needed)
    quotes = [[a for a in group if a.quote] for group in question.evidence]
    if all(quotes):
        held = [any(_holds(hit, a) for hit in hits for a in group) for group in quotes]
        scores["quote recall@10"] = sum(held) / groups
    return scores | {
        "hit@1": ranking.hit(gains, 1),
        "hit@5": ranking.hit(gains, 5),
        "recall@5": ranking.recall(gains, groups, 5),
        "recall@10": ranking.recall(gains, groups, 10),
        "MRR@10": ranking.reciprocal_rank(gains, 10),
        "MAP@10": ranking.average_precision(gains, groups, 10),
        "nDCG@10": ranking.ndcg(gains, groups, 10),
    }


def correct(question: GoldQuestion, answer: Mapping[str, Any]) -> bool:
    """Whether a reader was served: an accepted answer was said, or rightly nothing."""
    if not question.answerable:
        return bool(answer["abstained"])
    return not answer["abstained"] and answers.stated(_said(answer), question.answers)


def answered(question: GoldQuestion, answer: Mapping[str, Any]) -> Scores:
    """How the words of an answer compare to the accepted ones; an abstention says none of them."""
    if not question.answerable:
        return {}
    said = "" if answer["abstained"] else _said(answer)
    scores: Scores = {
        "exact match": float(answers.exact_match(said, question.answers)),
        "token F1": answers.token_f1(said, question.answers),
        "answer stated": float(answers.stated(said, question.answers)),
    }
    if question.choices:
        right = answers.choice_correct(said, question.choices, question.answers)
        scores["choice accuracy"] = float(right)
    return scores


def cited(
    question: GoldQuestion, answer: Mapping[str, Any], hits: Sequence[Hit], texts: Texts
) -> Scores:
    """Whether citations carry what is said, stand where they say, and are the expected evidence.

    What carries a sentence is the gate's judgment, on any system's answer.
    """
    listed = answer["citations"]
    quoted = [
        (c["quote"], texts.text(c["article_id"], c["version"]), c["start"], c["end"])
        for c in listed
    ]
    scores: Scores = {"quote fidelity": citations.quote_fidelity(quoted)}
    if question.answerable and question.evidence:
        got = [any(_cites(a, listed, texts) for a in group) for group in question.evidence]
        scores["evidence cited"] = sum(got) / len(got)
    if answer["abstained"]:
        return scores
    said = claims(answer, hits, texts.gate)
    pairs = [(claim.text, claim.quotes) for claim in said]
    carried = partial(carries, gate=texts.gate)
    return scores | {
        "citation precision": citations.citation_precision(pairs, carried),
        "citation recall": citations.citation_recall(pairs, carried),
        "supported sentences": citations.supported_share([claim.status for claim in said]),
    }


def dates(question: GoldQuestion, reply: Reply) -> Scores:
    """Whether the days that were searched are those that were meant, and nothing came later."""
    scores: Scores = {}
    if question.windowed and reply.answer is not None:
        got = reply.answer["window"] or {}
        ends = (question.window.start, question.window.end) if question.window else (None, None)
        wanted = tuple(day.isoformat() if day else None for day in ends)
        same = windows.same_window((wanted[0], wanted[1]), (got.get("from"), got.get("to")))
        scores["window accuracy"] = float(same)
    if question.as_of:
        published = [hit.passage.published_at for hit in reply.hits]
        published += [c["published_at"] for c in (reply.answer or {}).get("citations", ())]
        kept = windows.nothing_later(published, question.as_of)
        scores["nothing later than as-of"] = None if kept is None else float(kept)
    return scores


def _said(answer: Mapping[str, Any]) -> str:
    return without_markers(answer["text"])


def _holds(hit: Hit, alternative: Alternative) -> bool:
    """Whether a passage holds a quote, whatever the spaces."""
    if hit.passage.article_id != alternative.article_id:
        return False
    return " ".join((alternative.quote or "").split()) in " ".join(hit.passage.text.split())


def _cites(alternative: Alternative, listed: Sequence[Mapping[str, Any]], texts: Texts) -> bool:
    """Whether a citation overlaps the expected quote, or names the article where none is known."""
    for citation in listed:
        if citation["article_id"] != alternative.article_id:
            continue
        if alternative.quote is None:
            return True
        text = texts.text(citation["article_id"], citation["version"]) or ""
        start = text.find(alternative.quote)
        end = start + len(alternative.quote)
        if start >= 0 and citation["start"] < end and start < citation["end"]:
            return True
    return False
