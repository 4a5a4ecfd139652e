"""Sentences that are read for the dates of a claim."""

from __future__ import annotations

from rag.dating import dating
from rag.spans import Material, materials
from tests.rag.making import passage, the_gate

ARTICLE = (
    "The national bank cut its rate on Wednesday, to 5.25%. Few in the port saw it coming. "
    "The governor had urged it in a speech on 3 March. Fares rose on Tuesday. "
    "Growers asked for a further cut before the end of the year."
)


def _bank() -> Material:
    return materials([passage(ARTICLE, "bank", published_at="2026-03-06")])[0]


def test_the_sentence_that_has_the_day_by_its_weekday_is_read_too() -> None:
    assert dating("The cut came on 4 March 2026.", _bank(), [4]) == [0]


def test_nothing_is_added_where_the_chosen_have_the_day() -> None:
    assert dating("The cut came on 4 March 2026.", _bank(), [0]) == []


def test_a_sentence_that_shares_no_word_and_stands_elsewhere_is_not_read() -> None:
    assert dating("The mill burned on 3 March 2026.", _bank(), [0]) == []


def test_a_claim_without_a_day_reads_no_more() -> None:
    assert dating("The cut came in March.", _bank(), [4]) == []


def test_the_gate_quotes_the_sentence_of_the_day() -> None:
    found = the_gate().check("The bank cut its rate on 4 March 2026.", [_bank()])
    assert found.status == "supported"
    assert "Wednesday" in found.quotes[0].text
