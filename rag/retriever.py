"""Finding passages: both indexes, their scores fused, as a LangChain retriever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import exp
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from rag.copies import copied
from rag.domain import Hit, Passage, Scope, day_start, epoch
from rag.earlier import Pool, as_it_stood
from rag.index.clusters import Member
from rag.index.library import Library
from rag.models.embedding import Vectors
from rag.parts import ALL, Part

WEIGHED = 60  # fused passages that are read from the archive at least
DEPTH = 120  # passages asked of each index
PER_ARTICLE = 2  # passages of one article before those of others
K = 10  # hits, if not asked otherwise
MEANING = 0.35  # weight of the vectors; the rest is the keywords'
LEAD = 1.05  # a news article says what matters first
ORIGINAL = 1.02  # what an article gains that others copied: it leads where all fit as well
RECENT = 0.2  # what a passage of this very day gains over an old one
RECENT_DAYS = 30.0  # after which the gain has fallen to 1/e


def fuse(rankings: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """Convex combination of min-max normalised scores (Bruch, Gai and Ingber, TOIS 2023).

    On news it finds more than reciprocal rank fusion; README gives the numbers.

    Args:
        rankings: Pairs of a weight and scores by id; weights sum to 1.

    Returns:
        A score from 0 to 1 for each id; what a ranking does not hold gets that ranking's least.
    """
    fused: dict[str, float] = {}
    for _, scores in rankings:
        fused |= dict.fromkeys(scores, 0.0)
    for weight, scores in rankings:
        low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
        span = (high - low) or 1.0
        for found, score in scores.items():
            fused[found] += weight * (1.0 if high == low else (score - low) / span)
    return fused


def find(
    library: Library,
    query: str,
    k: int = K,
    scope: Scope | None = None,
    today: date | None = None,
    without: frozenset[Part] = ALL,
) -> list[Hit]:
    """The passages that bear on a query, best first.

    Of one article there are two at most, unless there is nothing else.

    Args:
        library: An open library; without vectors it searches by keywords alone.
        query: A question or words.
        k: How many.
        scope: Days, outlets and the clock that passages must fit.
        today: The day that makes news recent, if the scope has no clock; no day, no such gain.
        without: Parts that are left out, in an evaluation.
    """
    scope = scope or Scope()
    depth = max(DEPTH, 3 * k)
    keywords: dict[str, float] = {}
    meaning: dict[str, float] = {}
    vector: Vectors | None = None
    if "keywords" not in without:
        keywords = dict(library.keywords.best(query, depth, scope))
    if library.vectors is not None and "vectors" not in without:
        vector = library.embedder.embed([query])[0]
        meaning = dict(library.nearest(vector, depth, scope))
    pool = Pool(keywords, meaning)
    pool = as_it_stood(library, query, vector, scope, pool, depth, without)
    fused = fuse([(1 - MEANING, pool.keywords), (MEANING, pool.meaning)])
    ids = sorted(fused, key=lambda found: (-fused[found], found))[: max(WEIGHED, 4 * k)]
    known = library.archive.passages(ids)  # an index may lag behind the archive
    known |= {i: pool.replaced[i] for i in ids if i in pool.replaced}
    day = scope.as_of or today
    weighed = {i: fused[i] * _prior(known[i], day, without) for i in ids if i in known}
    members: dict[str, Member] = {}
    if "copies" not in without:
        members = library.archive.clusters.of({known[i].article_id for i in weighed})
        weighed = {i: _led(score, members.get(known[i].article_id)) for i, score in weighed.items()}
    order = sorted(weighed, key=lambda i: (-weighed[i], i))
    if "copies" not in without:
        order = _told_once(order, known, members)
    if "spread" not in without:
        order = _spread(order, known)
    return [
        Hit(rank, weighed[i], known[i], pool.meaning.get(i)) for rank, i in enumerate(order[:k], 1)
    ]


def _spread(ids: Sequence[str], known: Mapping[str, Passage]) -> list[str]:
    """The same ids, those that are one too many of their article at the end."""
    taken: Counter[str] = Counter()
    first: list[str] = []
    later: list[str] = []
    for found in ids:
        article = known[found].article_id
        (first if taken[article] < PER_ARTICLE else later).append(found)
        taken[article] += 1
    return first + later


def _told_once(
    ids: Sequence[str], known: Mapping[str, Passage], members: Mapping[str, Member]
) -> list[str]:
    """The same ids, passages that copy one of another article behind those that do not."""
    stories = {name: member.story for name, member in members.items()}
    again = dict(zip(ids, copied((known[found] for found in ids), stories), strict=True))
    return sorted(ids, key=lambda found: again[found])


def _led(score: float, member: Member | None) -> float:
    """A score with what an original gains."""
    return score * ORIGINAL if member is not None and member.role == "original" else score


def _prior(passage: Passage, today: date | None, without: frozenset[Part]) -> float:
    """What a passage gains for standing first in its article and for being fresh."""
    gain = LEAD if passage.start == 0 and "lead" not in without else 1.0
    if today is None or passage.published_at is None or "recency" in without:
        return gain
    age = (day_start(today) - epoch(passage.published_at)) / 86_400
    return gain * (1.0 + RECENT * exp(-max(age, 0.0) / RECENT_DAYS))


class NewsRetriever(BaseRetriever):
    """`find` for LangChain: `retriever.invoke(question, scope=Scope(...))` gives documents."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    k: int = K
    without: frozenset[Part] = ALL

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        scope: Scope | None = None,
        k: int | None = None,
        today: date | None = None,
    ) -> list[Document]:
        hits = find(self.library, query, k or self.k, scope, today, self.without)
        return [document_of(hit) for hit in hits]


def document_of(hit: Hit) -> Document:
    """A hit as LangChain's document: the text, and all else as metadata."""
    passage = hit.passage
    fields = {name: getattr(passage, name) for name in Passage.__slots__ if name != "text"}
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={"rank": hit.rank, "score": hit.score, "similarity": hit.similarity, **fields},
    )


def hit_of(document: Document) -> Hit:
    """The hit that a document was made of."""
    fields: dict[str, Any] = dict(document.metadata)
    rank, score, similarity = (fields.pop(name) for name in ("rank", "score", "similarity"))
    return Hit(rank, score, Passage(text=document.page_content, **fields), similarity)
