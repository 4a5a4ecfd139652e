from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cutting import OVERLAP, TARGET, cut
from ingest.pipeline import SPECIAL, spans_of
from rag.index.vectors import header
from rag.models.embedding import Embedder
from rag.sentences import sentence_spans
from tests.conftest import SAMPLES
from tests.eval.gold.test_sample import rows
from tests.rag.making import passage

WORDS = st.sampled_from(
    ["flood", "a", "Tessmoor", "4.25", "“no”", "Mr.", "end.", "why?", "x" * 400, "北京市" * 60,
     "\n", "\n\n", "\t", "🌊", "é", "…", "* * *", "http://a.example/" + "b/" * 90]
)  # fmt: skip
ARTICLES = st.one_of(st.text(max_size=600), st.lists(WORDS, max_size=120).map(" ".join))


def by_word(texts: list[str]) -> list[int]:
    """A quick count of tokens: about one for four characters, and one for each break."""
    return [sum(len(word) // 4 + 1 for word in text.split()) for text in texts]


def check(text: str, spans: list[tuple[int, int]]) -> None:
    last_start = last_end = -1
    inside: set[int] = set()
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert start > last_start
        assert end > last_end
        assert end - start <= TARGET
        inside.update(range(start, end))
        last_start, last_end = start, end
    lost = [c for i, c in enumerate(text) if c.isalnum() and i not in inside]
    assert lost == []


@given(ARTICLES, st.integers(8, 256))
def test_passages_are_in_order_fit_the_window_and_lose_no_word(text: str, window: int) -> None:
    spans = cut(text, by_word, window)
    check(text, spans)
    assert all(size <= window for size in by_word([text[a:b] for a, b in spans]))


@given(text=ARTICLES, title=st.text(max_size=300))
def test_passages_fit_the_window_of_the_real_embedder_with_their_title(
    embedder: Embedder, text: str, title: str
) -> None:
    spans = spans_of(title, text, None, embedder)
    check(text, spans)
    heading = header(passage("", title=title))
    for start, end in spans:
        assert embedder.tokens([heading + text[start:end]])[0] + SPECIAL <= embedder.window


@pytest.mark.parametrize("article", rows(SAMPLES), ids=lambda article: article["id"])
def test_sentences_of_an_article_are_kept_whole_and_overlap_a_little(
    embedder: Embedder, article: dict[str, str]
) -> None:
    text = article["text"]
    spans = spans_of(article["title"], text, "en", embedder)
    check(text, spans)
    starts = {start for start, _ in sentence_spans(text, "en")}
    ends = {end for _, end in sentence_spans(text, "en")}
    assert {start for start, _ in spans} <= starts
    assert {end for _, end in spans} <= ends
    for (_, end), (start, _) in pairwise(spans):
        assert end - start <= OVERLAP


def test_a_sentence_longer_than_a_passage_is_cut_at_spaces() -> None:
    text = "word " * 600
    spans = cut(text, by_word, 200)
    check(text, spans)
    assert len(spans) > 2
    assert all(re.fullmatch(r"(word ?)+", text[start:end]) for start, end in spans)


def test_a_word_longer_than_a_passage_is_cut_anywhere() -> None:
    text = "x" * 5000
    spans = cut(text, lambda texts: [len(t) for t in texts], 256)
    check(text, spans)
    assert "".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "* * *", "—"])
def test_a_text_without_words_has_no_passages(text: str) -> None:
    assert cut(text, by_word, 256) == []
