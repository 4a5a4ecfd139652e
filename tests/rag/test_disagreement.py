from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from rag.disagreement import Disagreement, Version, disagreements
from rag.telling import excerpt_of, lines
from rag.versions.given import Said
from tests.rag.disagreeing import ALIKE, DIFFERENT, Pair
from tests.rag.making import passage

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples" / "articles.jsonl"
INJURED = "How many people were injured in the harbour tunnel?"
RATE = "What is the National Bank's main interest rate?"
TODAY = date(2026, 11, 20)


def samples(*starts: str) -> list[Said]:
    articles = map(json.loads, SAMPLES.read_text(encoding="utf-8").splitlines())
    return [
        Said(a["text"], a["outlet"], a["published_at"], a["id"], f"{a['title']}\n{a['text']}")
        for a in articles
        if a["id"].startswith(starts)
    ]


def values(found: tuple[Disagreement, ...]) -> list[str]:
    return [version.value for each in found for version in each.versions]


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda pair: "|".join(pair.values))
def test_different_values_for_what_is_asked_are_found(pair: Pair) -> None:
    for quotes in ([pair.one, pair.other], [pair.other, pair.one]):
        assert sorted(values(disagreements(pair.question, quotes))) == sorted(pair.values)


@pytest.mark.parametrize("pair", ALIKE, ids=lambda pair: pair.other.text[:60])
def test_what_does_not_contradict_is_no_disagreement(pair: Pair) -> None:
    for quotes in ([pair.one, pair.other], [pair.other, pair.one]):
        assert disagreements(pair.question, quotes) == ()


def test_there_are_enough_cases() -> None:
    assert min(len(DIFFERENT), len(ALIKE)) >= 40


@pytest.mark.parametrize(
    ("question", "kind", "expected"),
    [
        (INJURED, "conflict", ["17", "Twenty-three", "21"]),
        ("How many ceiling panels fell in the tunnel?", "conflict", ["Eight", "Seven"]),
        ("How many people were evacuated in the Arvel flood?", "update", ["3,400", "5,100"]),
        ("How much will the Arvel barrage cost?", "conflict", ["1.9 billion", "2.4 billion"]),
        ("How much did the tunnel repairs cost?", "conflict", ["86 million", "94 million"]),
        (RATE, "update", ["4.25 percent", "4 per cent", "3.5 percent"]),
        ("What is inflation?", "update", ["3.9 percent", "2.4 percent"]),
    ],
)
def test_the_sample_articles_disagree_where_they_should(
    question: str, kind: str, expected: list[str]
) -> None:
    found = disagreements(question, samples("sample"))
    assert values(found) == expected
    assert found[0].kind == kind
    assert [version.newest for version in found[0].versions][-1]


def test_of_the_sample_questions_just_these_find_a_disagreement() -> None:
    gold = Path(__file__).parents[2] / "eval" / "gold" / "sample.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    found = {row["question"] for row in rows if disagreements(row["question"], samples("sample"))}
    assert found == {
        INJURED,
        "How many people were hurt when the tunnel ceiling fell?",
        "How many ceiling panels fell in the tunnel?",
        "What is the central bank’s interest rate?",
        "What is the barrage going to cost?",
        "What will the barrage cost?",
    }


def test_on_one_day_without_times_neither_is_newer() -> None:
    (found,) = disagreements(DIFFERENT[0].question, [DIFFERENT[0].one, DIFFERENT[0].other])
    assert not any(version.newest for version in found.versions)


def test_a_later_hour_is_newer_whatever_the_zone() -> None:
    early = Said("Three people died in the crash.", "A Post", "2026-05-04T09:00:00+02:00", "a")
    late = Said("Five people died in the crash.", "B News", "2026-05-04T08:30:00+00:00", "b")
    (found,) = disagreements("How many people died in the crash?", [late, early])
    assert [version.value for version in found.versions] == ["Three", "Five"]
    assert found.versions[-1].newest


def test_the_same_outlet_corrects_itself_and_two_outlets_contradict() -> None:
    question = "How many people died in the crash?"
    first = Said("Three people died in the crash.", "The Post", "2026-05-04", "a")
    again = Said("Five people died in the crash.", "The Post", "2026-05-05", "b")
    other = Said("Five people died in the crash.", "The News", "2026-05-05", "b")
    assert disagreements(question, [first, again])[0].kind == "update"
    assert disagreements(question, [first, other])[0].kind == "conflict"


def test_one_article_never_disagrees_with_itself() -> None:
    text = "Three people died in the crash. Later the count of dead rose to five in the crash."
    assert disagreements("How many people died in the crash?", [Said(text, article_id="a")]) == ()


def test_a_passage_brings_its_headline_along() -> None:
    one = passage("Three people died.", "a", title="Crash in Ferndale", outlet="A")
    other = passage("Five people died.", "b", title="Ferndale crash", outlet="B")
    stray = passage("Nine people died.", "c", title="Fire in Norwick", outlet="C")
    quotes = [Said.of(each) for each in (one, other, stray)]
    found = disagreements("How many people died in the Ferndale crash?", quotes)
    assert values(found) == ["Three", "Five"]


def test_both_versions_are_told_with_outlet_and_day_and_which_is_newer() -> None:
    (found,) = disagreements(DIFFERENT[1].question, [DIFFERENT[1].one, DIFFERENT[1].other])
    assert [line.text for line in lines(found, [1, 2], TODAY)] == [
        "As Harbour Post reported on 4 May: “Three people died in the Ferndale train crash on "
        "Monday” [1] (earlier).",
        "On 5 May Valley News gave: “The death toll of the Ferndale train crash has risen to 17” "
        "[2] (newer).",
    ]
    assert "4 May 2026" in lines(found, [1, 2])[0].text


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda pair: pair.one.text[:60])
def test_what_stands_in_quotation_marks_is_verbatim_and_holds_the_value(pair: Pair) -> None:
    quotes = [pair.one, pair.other]
    (found,) = disagreements(pair.question, quotes)
    for line in lines(found, [1, 2], TODAY):
        assert line.excerpt in line.version.quote
        assert line.version.quote in quotes[line.version.source].text
        assert line.version.value in line.excerpt
        assert f"“{line.excerpt}”" in line.text


@pytest.mark.parametrize(
    ("quote", "excerpt"),
    [
        ("CARROWMERE (MPS), 11 June — It cost 40 marls.", "It cost 40 marls"),
        ("“It cost 40 marls,” Keld said. ", "It cost 40 marls"),
        ("He called it “dear”, but 40 marls was the price.", "but 40 marls was the price"),
        ("40 marls", "40 marls"),
    ],
)
def test_an_excerpt_has_no_dateline_and_no_quotation_marks(quote: str, excerpt: str) -> None:
    start = quote.index("40")
    assert excerpt_of(Version("40", quote, start, start + 2, None, None, "a", 0)) == excerpt


def test_a_long_sentence_is_cut_at_commas_around_its_value() -> None:
    around = "and so it went on and on for as long as anybody in the whole town cared to listen"
    quote = f"It began early, {around}, and 40 people were hurt that day in the town, {around}."
    start = quote.index("40")
    found = excerpt_of(Version("40", quote, start, start + 2, None, None, "a", 0))
    assert len(found) < len(quote)
    assert "40 people were hurt" in found
