"""Short evidence for a model on this CPU: the sentences that matter, with their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.domain import Hit, Passage
from rag.models.embedding import Embedder
from rag.quotes import score_sentences
from rag.sentences import sentence_spans

AROUND = 1  # sentences shown before and after one that matters


def focus(
    question: str,
    weighed: dict[str, float],
    hits: Sequence[Hit],
    embedder: Embedder,
    budget: int,
) -> list[Hit]:
    """Excerpts of the hits, each verbatim and in one piece, in the order of what matters most.

    Reading the prompt takes a small model on a CPU longest, and it answers better from less.

    Args:
        question: A standalone question.
        weighed: The weights of its words, from `relevance.weights`.
        hits: Passages found, best first.
        embedder: The library's embedder.
        budget: Characters of all excerpts together; at least one sentence is shown.
    """
    by_passage = {hit.passage.id: hit for hit in hits}
    shown: list[Hit] = []
    for item in score_sentences(question, weighed, hits, embedder):
        quote = item.quote
        if any(_holds(hit.passage, quote.passage, quote.start, quote.end) for hit in shown):
            continue
        excerpt = _around(quote.passage, quote.start, quote.end)
        touching = [h for h in shown if _touch(h.passage, excerpt)]
        merged = _merged([excerpt, *(h.passage for h in touching)], by_passage[excerpt.id].passage)
        grown = len(merged.text) - sum(len(h.passage.text) for h in touching)
        if shown and grown > budget:
            break
        budget -= grown
        at = shown.index(touching[0]) if touching else len(shown)
        shown = [h for h in shown if h not in touching]
        shown.insert(at, replace(by_passage[excerpt.id], passage=merged))
    return shown


def _around(passage: Passage, start: int, end: int) -> Passage:
    """The sentence at these offsets with its neighbours inside the passage."""
    spans = [(passage.start + a, passage.start + b) for a, b in sentence_spans(passage.text)]
    first = next(i for i, span in enumerate(spans) if span[1] > start)
    last = max(i for i, span in enumerate(spans) if span[0] < end)
    return _excerpt(passage, spans[max(0, first - AROUND)][0], spans[: last + AROUND + 1][-1][1])


def _excerpt(passage: Passage, start: int, end: int) -> Passage:
    text = passage.text[start - passage.start : end - passage.start]
    return replace(passage, start=start, end=end, text=text)


def _same(one: Passage, other: Passage) -> bool:
    return (one.article_id, one.version) == (other.article_id, other.version)


def _holds(shown: Passage, of: Passage, start: int, end: int) -> bool:
    return _same(shown, of) and shown.start <= start and end <= shown.end


def _touch(one: Passage, other: Passage) -> bool:
    """Whether they overlap and the whole can be cut from one of the two passages' text."""
    return _same(one, other) and one.start < other.end and other.start < one.end


def _merged(excerpts: Sequence[Passage], whole: Passage) -> Passage:
    """One excerpt of all that the whole passage holds; the rest of an overlap stays out."""
    start = max(whole.start, min(e.start for e in excerpts))
    end = min(whole.end, max(e.end for e in excerpts))
    return _excerpt(whole, start, end)
