from __future__ import annotations

import pytest

from rag.spans import materials
from tests.rag.making import passage, the_gate

TUNNEL = passage(
    "Seven panels, each weighing about 1.3 tonnes, came down at 7:42 a.m. some 400 metres from "
    "the western portal, Fire Commander Runa Dessel told reporters. Nobody was killed. "
    "“We searched every vehicle twice,” Dessel said. Grennick Works denied that inspections had "
    "been skipped. The minister did not rule out a closure lasting into the summer. "
    "Aldo Frenn, its chief executive, said 38,000 vehicles a day use the tunnel.",
    "tunnel",
)
BANK = passage(
    "The National Bank cut its key rate to 4 percent from 4.25 percent on Thursday. "
    "Five of nine members voted for the cut. The decision took effect on 1 July 2026.",
    "bank",
    start=1000,
)
ARTICLES = materials([TUNNEL, BANK])
check = the_gate().check

SUPPORTED = [
    "Nobody was killed.",
    "Seven panels came down at 7:42 a.m.",
    "7 panels came down some 400 metres from the western portal.",  # digits for a word
    "The panels weighed about 1.3 tonnes each.",
    "“We searched every vehicle twice,” Dessel said.",
    "Dessel said they had searched every vehicle twice.",
    "Grennick Works denied that inspections had been skipped.",
    "The National Bank cut its key rate to 4 percent.",
    "Five of nine members voted for the cut.",
    "About 38,000 vehicles a day use the tunnel.",
    "The minister did not rule out a closure into the summer.",
]
UNSUPPORTED = [
    ("Eight panels came down at 7:42 a.m.", "not Eight"),
    ("The National Bank cut its key rate to 3 percent.", "not 3 percent"),
    ("The panels weighed about 1.4 tonnes each.", "not 1.4 tonnes"),
    ("About 83,000 vehicles a day use the tunnel.", "not 83,000"),
    ("Fire Commander Ilse Varrick told reporters that panels came down.", "'Ilse Varrick'"),
    ("On Thursday the Federal Bank cut its key rate to 4 percent.", "'Federal'"),
    ("“We searched every single car twice,” Dessel said.", "does not contain the words"),
    ("Grennick Works said that inspections had not been skipped.", None),
    ("The minister did rule out a closure lasting into the summer.", "the article says"),
    ("The National Bank did not cut its key rate to 4 percent.", "does not deny"),
    ("A whale swam up the river and delighted the crowds.", "no stored article says this"),
]


@pytest.mark.parametrize("sentence", SUPPORTED)
def test_what_the_articles_say_is_supported_by_a_verbatim_quote(sentence: str) -> None:
    verdict = check(sentence, ARTICLES)
    assert (verdict.status, verdict.why) == ("supported", None)
    for quote in verdict.quotes:
        whole = quote.passage
        assert quote.text == whole.text[quote.start - whole.start : quote.end - whole.start]
        assert quote.text.strip() == quote.text != ""


@pytest.mark.parametrize(
    ("sentence", "why"), [(s, w) for s, w in UNSUPPORTED if w], ids=lambda text: text[:40]
)
def test_what_they_do_not_say_is_not_supported_and_the_reason_is_told(
    sentence: str, why: str
) -> None:
    verdict = check(sentence, ARTICLES)
    assert verdict.status == "unsupported"
    assert why in (verdict.why or "")
    assert verdict.quotes == ()


@pytest.mark.parametrize("sentence", ["", "Yes.", "Of course.", "Here it is:"])
def test_what_claims_nothing_is_no_claim(sentence: str) -> None:
    assert check(sentence, ARTICLES).status == "not_a_claim"


def test_a_question_is_no_claim_even_if_an_article_asks_it() -> None:
    asked = passage("How many panels came down at 7:42 a.m.? Seven, said Runa Dessel.", "asks")
    quotes = materials([asked])
    assert check("How many panels came down at 7:42 a.m.?", quotes).status == "not_a_claim"
    assert (
        check("“How many came down?” asked Runa Dessel at 7:42 a.m.", quotes).status
        != "not_a_claim"
    )


def test_nothing_is_supported_by_no_passages() -> None:
    assert check("Nobody was killed.", []).status == "unsupported"


def test_of_two_equal_spans_the_one_the_writer_named_is_quoted() -> None:
    copies = [passage("Nobody was killed in the tunnel.", name) for name in ("one", "two", "three")]
    verdict = check("Nobody was killed in the tunnel.", materials(copies), frozenset({"two.1.0"}))
    assert verdict.quotes[0].passage.article_id == "two"


def test_the_shortest_span_that_carries_a_sentence_is_quoted() -> None:
    assert check("Nobody was killed.", ARTICLES).quotes[0].text == "Nobody was killed."


def test_two_adjacent_sentences_may_carry_one_together() -> None:
    sentence = "Five of nine members voted for the cut, which took effect on 1 July 2026."
    verdict = check(sentence, ARTICLES)
    assert verdict.status == "supported"
    assert verdict.quotes[0].text.startswith("Five of nine")
    assert verdict.quotes[0].text.endswith("2026.")


def test_offsets_of_quotes_point_into_the_article_not_the_passage() -> None:
    quote = check("Five of nine members voted for the cut.", ARTICLES).quotes[0]
    assert quote.start >= BANK.start
    assert quote.key == ("bank", 1, quote.start, quote.end)


def test_a_name_that_opens_a_sentence_must_be_in_its_span() -> None:
    assert check("Frenn told reporters that seven panels came down.", ARTICLES).status == (
        "unsupported"
    )
    assert check("Dessel told reporters that seven panels came down.", ARTICLES).status == (
        "supported"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The panels were painted blue in the night.",
        "Grennick Works apologised for the inspections that were skipped.",
        "Dessel blamed the minister for the fall of the panels.",
    ],
)
def test_an_answer_needs_the_words_of_its_quotes_not_only_their_sound(sentence: str) -> None:
    assert the_gate().strict.check(sentence, ARTICLES).status == "unsupported"


@pytest.mark.parametrize("sentence", SUPPORTED)
def test_what_is_close_to_the_words_passes_the_gate_of_answers(sentence: str) -> None:
    assert the_gate().strict.check(sentence, ARTICLES).status == "supported"
