"""BM25 for texts that are not in an index, with the statistics of one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

K1 = 1.2  # as in tantivy, whose scores these stand beside
B = 0.75


def bm25(
    terms: Sequence[str],
    texts: Sequence[Sequence[str]],
    held: Callable[[str], int],
    documents: int,
    average: float,
) -> list[float]:
    """How well each text fits a query (Robertson and Zaragoza, 2009, with Lucene's idf).

    Args:
        terms: The stems of the query, each once.
        texts: Each text as its stems.
        held: In how many documents of the index a stem stands.
        documents: How many documents the index has.
        average: Stems that a document has on average.

    Returns:
        A score for each text; 0 for one that holds no term.
    """
    rarity = {}
    for term in terms:
        often = min(held(term), documents)
        rarity[term] = log(1 + (documents - often + 0.5) / (often + 0.5))
    scores = []
    for text in texts:
        counts = Counter(text)
        norm = K1 * (1 - B + B * len(text) / (average or 1.0))
        scores.append(
            sum(rarity[t] * counts[t] * (K1 + 1) / (counts[t] + norm) for t in terms if counts[t])
        )
    return scores
