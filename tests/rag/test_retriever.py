from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Scope, Window, epoch
from rag.index.library import Library
from rag.retriever import PER_ARTICLE, NewsRetriever, document_of, find, fuse, hit_of

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-5, 50), max_size=8)
QUESTIONS = [
    "Who won the cup?",
    "What was the final vote on the Arvel barrage?",
    "How many people were hurt in the tunnel?",
    "interest rate",
]


@given(SCORES, SCORES, st.floats(0, 1))
def test_fused_scores_run_from_zero_to_one(
    one: dict[str, float], other: dict[str, float], weight: float
) -> None:
    fused = fuse([(weight, one), (1 - weight, other)])
    assert set(fused) == set(one) | set(other)
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in fused.values())


@given(SCORES)
def test_fusing_one_ranking_keeps_its_order(scores: dict[str, float]) -> None:
    fused = fuse([(1.0, scores)])
    for a in scores:
        for b in scores:
            if scores[a] > scores[b]:
                assert fused[a] >= fused[b]


@given(SCORES, SCORES, st.floats(0.1, 10), st.floats(-100, 100))
def test_the_scale_of_a_ranking_does_not_matter(
    one: dict[str, float], other: dict[str, float], scale: float, shift: float
) -> None:
    moved = {name: round(score, 3) * scale + shift for name, score in one.items()}
    rounded = {name: round(score, 3) for name, score in one.items()}
    before = fuse([(0.6, rounded), (0.4, other)])
    after = fuse([(0.6, moved), (0.4, other)])
    assert all(abs(before[name] - after[name]) < 1e-3 for name in before)


def test_what_is_best_for_both_is_best() -> None:
    assert fuse([(0.6, {"a": 9, "b": 5, "c": 1}), (0.4, {"a": 0.9, "c": 0.1})])["a"] == 1.0
    assert fuse([]) == fuse([(1.0, {})]) == {}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("k", [1, 5, 10, 40])
def test_hits_are_ranked_whole_and_verbatim(sample_library: Library, question: str, k: int) -> None:
    hits = find(sample_library, question, k)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert len(hits) == k
    assert len({hit.passage.id for hit in hits}) == k
    for hit in hits:
        article = sample_library.archive.article(hit.passage.article_id, hit.passage.version)
        assert hit.passage.text == article.text[hit.passage.start : hit.passage.end]


@pytest.mark.parametrize("question", QUESTIONS)
def test_at_most_two_passages_of_an_article_stand_before_those_of_others(
    sample_library: Library, question: str
) -> None:
    hits = find(sample_library, question, 15)
    assert max(Counter(hit.passage.article_id for hit in hits).values()) <= PER_ARTICLE


@pytest.mark.parametrize("question", QUESTIONS)
def test_asking_again_finds_the_same(sample_library: Library, question: str) -> None:
    assert find(sample_library, question) == find(sample_library, question)


def test_fewer_hits_are_the_first_of_more(sample_library: Library) -> None:
    more = [hit.passage.id for hit in find(sample_library, QUESTIONS[0], 10)]
    assert [hit.passage.id for hit in find(sample_library, QUESTIONS[0], 3)] == more[:3]


@pytest.mark.parametrize(
    "scope",
    [
        Scope(Window(date(2026, 6, 1), date(2026, 6, 30))),
        Scope(outlets=("Radio Arvel", "The Carrowmere Ledger")),
        Scope(as_of=date(2026, 5, 1)),
        Scope(Window(date(2026, 9, 1), None), ("Radio Arvel",), date(2026, 11, 1)),
    ],
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_outside_the_scope_is_found(
    sample_library: Library, question: str, scope: Scope
) -> None:
    hits = find(sample_library, question, 30, scope)
    assert hits
    for hit in hits:
        assert hit.passage.published_at
        published = epoch(hit.passage.published_at)
        assert scope.earliest is None or published >= scope.earliest
        assert scope.latest is None or published <= scope.latest
        assert not scope.outlets or hit.passage.outlet in scope.outlets


def test_an_empty_library_finds_nothing(library: Library) -> None:
    assert find(library, "anything at all") == []


@pytest.mark.parametrize("query", ["", "   ", "?", "the of and"])
def test_a_query_without_words_is_no_error(sample_library: Library, query: str) -> None:
    assert len(find(sample_library, query)) <= 10


def test_of_two_alike_the_fresh_one_comes_first(library: Library) -> None:
    from tests.rag.making import draft, put

    text = "The bank left its key rate unchanged."
    put(
        library,
        draft(text, id="old", published="2025-01-01"),
        draft(text, id="new", published="2026-05-01"),
    )
    today = date(2026, 5, 2)
    assert [h.passage.article_id for h in find(library, "key rate", today=today)] == ["new", "old"]


def test_langchain_gets_the_same_hits_as_documents(sample_library: Library) -> None:
    retriever = NewsRetriever(library=sample_library, k=4)
    documents = retriever.invoke(QUESTIONS[1], scope=Scope(outlets=("Radio Arvel",)))
    hits = find(sample_library, QUESTIONS[1], 4, Scope(outlets=("Radio Arvel",)))
    assert [hit_of(document) for document in documents] == hits
    assert documents[0] == document_of(hits[0])
