"""All comparisons together: what always holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from rag.differences.compare import differences
from rag.differences.names import named
from rag.sentences import sentence_spans
from tests.rag.differences.reading import PUBLISHED, kinds

PIECES = st.lists(
    st.sampled_from(
        """Moe Falk Torvik said denied not never may would "we “ ” ' , . ; ( ) 12 3.7 million 58-42
        half a third of in every out 1st Monday yesterday 5 March 2026 was by sued rose fell up from
        € %
        -based who which half-year nobody May 0 9999999999 twice the two … — \u0130""".split()
    )
).map(" ".join)
ANY = st.one_of(st.text(max_size=80), PIECES)


@given(ANY, ANY, st.sampled_from([None, PUBLISHED, date.min, date.max]))
def test_no_text_makes_it_raise(claim: str, text: str, published: date | None) -> None:
    for found in differences(claim, text, named(text), published):
        assert found.why


@given(ANY)
def test_any_text_carries_itself(text: str) -> None:
    assert differences(text, text, named(text), PUBLISHED) == ()


def test_each_sentence_of_the_sample_articles_carries_itself_among_others() -> None:
    for text, names, published in _articles():
        sentences = [text[start:end] for start, end in sentence_spans(text)]
        for at, sentence in enumerate(sentences):
            beside = " ".join(sentences[max(0, at - 1) : at + 2])
            assert differences(sentence, sentence, names, published) == ()
            assert differences(sentence, beside, names, published) == ()


def test_a_sentence_with_a_word_more_is_compared_part_by_part() -> None:
    """It is not the very same, so that each comparison has to see that it is carried."""
    told = wrong = 0
    for text, names, published in _articles():
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            found = differences(f"{sentence} indeed", sentence, names, published)
            told, wrong = told + 1, wrong + bool(found)
    assert told
    assert not wrong


def test_the_plainest_difference_comes_first() -> None:
    assert kinds("Nine ferries sank.", "Seven ferries sank.") == {"number"}
    assert kinds("Moe resigned.", "Moe resigned on Monday.") == set()


def test_a_sentence_and_a_hundred_words_take_a_few_milliseconds() -> None:
    text = " ".join(next(_articles())[0].split()[:100])
    spent = []
    for at in range(20):
        claim = f"On Tuesday {at + 3} of the panels fell, Dessel said, and no one was hurt."
        begun = perf_counter()
        differences(claim, f"{text} {at}", named(text), PUBLISHED)
        spent.append(perf_counter() - begun)
    assert sorted(spent)[10] < 0.02  # a tenth of it on a machine with nothing else to do


def _articles() -> Iterator[tuple[str, tuple[tuple[str, ...], ...], date]]:
    sample = files("ingest") / "samples" / "articles.jsonl"
    for line in sample.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        names = named(f"{row['title']}. {text}")
        yield text, names, date.fromisoformat(row["published_at"][:10])
