from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rag.spans import materials, quotes_of
from tests.rag.making import passage

TEXT = "It fell. Nobody was hurt.\n\nEngineers came on Friday. They left at noon."


@given(st.text(max_size=300) | st.just(TEXT), st.integers(0, 500))
def test_every_span_is_verbatim_wherever_its_passage_stands(text: str, start: int) -> None:
    for material in materials([passage(text, start=start)]):
        everything = range(len(material.quotes))
        for quote in material.joined(everything):
            assert text[quote.start - start : quote.end - start] == quote.text


def test_overlapping_passages_of_an_article_give_each_sentence_once() -> None:
    one, other = passage(TEXT[:53]), passage(TEXT[9:], start=9)
    (material,) = materials([one, other])
    assert material.texts == [
        "It fell.", "Nobody was hurt.", "Engineers came on Friday.", "They left at noon.",
    ]  # fmt: skip


def test_neighbours_are_one_span_and_others_are_not() -> None:
    (material,) = materials([passage(TEXT)])
    assert [q.text for q in material.joined([1, 0])] == ["It fell. Nobody was hurt."]
    assert [q.text for q in material.joined([0, 3])] == ["It fell.", "They left at noon."]


def test_articles_stay_apart() -> None:
    found = materials([passage("It fell.", "a"), passage("It rose.", "b"), passage("So.", "a", 20)])
    assert [material.texts for material in found] == [["It fell.", "So."], ["It rose."]]
    assert len(quotes_of([passage("It fell.", "a"), passage("It fell.", "a")])) == 1


def test_an_article_knows_its_day_and_its_names() -> None:
    known = {"title": "Ilse Varrick resigns", "published_at": "2026-05-12T08:00:00+02:00"}
    (material,) = materials([passage("The minister met Aldo Frenn.", **known)])
    assert material.published == date(2026, 5, 12)
    assert ("ilse", "varrick") in material.names
    assert ("aldo", "frenn") in material.names
