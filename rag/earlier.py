"""What was found, as it stood on a day: later versions out, those that they replaced in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rag.domain import Passage, Scope
from rag.index.library import Library
from rag.index.rows import version_named
from rag.index.vectors import header
from rag.models.embedding import Embedder, Vectors
from rag.parts import ALL, Part
from rag.versions.standing import Stood

ARTICLES = 24  # changed articles whose passages are weighed for one question: about 20 ms
EMBEDDED = 8  # passages of replaced versions that are embedded for one question: about 0.1 s
USUAL = 60  # passages that tell how long one usually is

Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pool:
    """Passages found, by id.

    Attributes:
        keywords: What the words of each are worth.
        meaning: How near to the question each is.
        replaced: Those of versions that newer ones replaced.
    """

    keywords: Scores
    meaning: Scores
    replaced: Mapping[str, Passage] = field(default_factory=dict)


def as_it_stood(
    library: Library,
    query: str,
    vector: Vectors | None,
    scope: Scope,
    pool: Pool,
    depth: int,
    without: frozenset[Part] = ALL,
) -> Pool:
    """What a search finds among the versions that stood on the day of its scope.

    What was found of a version that is later goes out. What stood then of the same article comes
    in, and what the keywords find among all versions that were replaced; each is scored as the
    current ones are. Where a passage has not changed since, its likeness to the question is the
    known one; of changed ones the most promising few are embedded.

    Args:
        library: An open library.
        query: What is asked.
        vector: Its vector, `[dimension]`; None to go by keywords alone.
        scope: What counts; without a clock all stays as it was found.
        pool: What was found of current versions.
        depth: Passages kept of each ranking.
        without: Parts that are left out, in an evaluation.
    """
    if scope.as_of is None:
        return pool
    by_words = "keywords" not in without
    earlier = [name for name, _ in library.earlier.best(query, depth, scope)] if by_words else []
    ranked = _articles(pool.keywords, pool.meaning, earlier)
    stood = library.archive.earlier.stood(ranked, scope.as_of)
    keywords, meaning = _standing(pool.keywords, stood), _standing(pool.meaning, stood)
    before = {a: stood[a].version or 0 for a in ranked if a in stood and stood[a].replaced}
    if not before:
        return Pool(keywords, meaning)
    before = dict(list(before.items())[:ARTICLES])
    then = library.archive.earlier.passages(before, scope)
    now = library.archive.passages_of(list(before))
    scores = library.keywords.scores(query, then, now[:USUAL]) if by_words else {}
    if vector is not None:
        near = _known(then, now, pool.meaning)
        fresh = _promising(then, now, scores, pool.meaning)
        near |= _embedded(library.embedder, vector, fresh)
        meaning = _best(meaning | near, depth)
    return Pool(_best(keywords | scores, depth), meaning, {p.id: p for p in then})


def _articles(*rankings: Iterable[str]) -> list[str]:
    """The articles of passages that were ranked, in the order of their best rank in any."""
    best: dict[str, int] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking):
            article_id = version_named(name)[0]
            best[article_id] = min(rank, best.get(article_id, rank))
    return sorted(best, key=lambda article_id: (best[article_id], article_id))


def _standing(scores: Scores, stood: Mapping[str, Stood]) -> dict[str, float]:
    """The scores of passages whose version is the one that stood."""
    kept = {}
    for name, score in scores.items():
        article_id, version = version_named(name)
        if article_id in stood and stood[article_id].version == version:
            kept[name] = score
    return kept


def _best(scores: Scores, depth: int) -> dict[str, float]:
    order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return dict(order[:depth])


def _embeds(passage: Passage) -> str:
    return header(passage) + passage.text


def _known(then: Sequence[Passage], now: Sequence[Passage], meaning: Scores) -> dict[str, float]:
    """The likeness of passages that stand in the current version, too, as found there."""
    found = {_embeds(p): meaning[p.id] for p in now if p.id in meaning}
    return {p.id: found[_embeds(p)] for p in then if _embeds(p) in found}


def _promising(
    then: Sequence[Passage], now: Sequence[Passage], scores: Scores, meaning: Scores
) -> list[Passage]:
    """The changed passages that have the best words, or stood where now something near stands."""
    known = {_embeds(p) for p in now}
    near: dict[str, float] = {}
    for p in now:
        near[p.article_id] = max(near.get(p.article_id, 0.0), meaning.get(p.id, 0.0))
    top = max(scores.values(), default=1.0)
    worth = {p.id: scores.get(p.id, 0.0) / top + near.get(p.article_id, 0.0) for p in then}
    fresh = [p for p in then if _embeds(p) not in known and worth[p.id] > 0]
    return sorted(fresh, key=lambda p: -worth[p.id])[:EMBEDDED]


def _embedded(embedder: Embedder, vector: Vectors, passages: Sequence[Passage]) -> dict[str, float]:
    """The cosine of each passage and a question."""
    if not passages:
        return {}
    vectors = embedder.embed([_embeds(p) for p in passages])
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(vector)
    cosines = vectors @ vector / np.maximum(lengths, 1e-12)
    return {p.id: float(cosine) for p, cosine in zip(passages, cosines, strict=True)}
