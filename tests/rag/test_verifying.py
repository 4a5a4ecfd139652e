from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verifying import EMPTY, Verifier
from tests.rag.making import the_gate

verify = Verifier(the_gate()).verify
DOC = (
    "The harbour tunnel was closed on Tuesday after seven ceiling panels fell. "
    "Engineers said that salt water had corroded the bolts. Nobody was killed."
)


def test_a_claim_that_the_document_carries_is_supported_by_its_words() -> None:
    found = verify("Seven ceiling panels fell.", DOC)
    assert found.supported
    assert found.why is None
    (quote,) = found.quotes
    assert DOC[quote.start : quote.end] == quote.text
    assert "seven ceiling panels fell" in quote.text


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("Nine ceiling panels fell.", "not Nine"),
        ("The ferry to Skerrel was cancelled.", ""),
        ("Is it so?", EMPTY),
    ],
)
def test_a_claim_that_nothing_carries_has_a_reason_and_no_quote(claim: str, why: str) -> None:
    found = verify(claim, DOC)
    assert not found.supported
    assert found.quotes == ()
    assert why in (found.why or "")
    assert found.why


def test_a_document_without_words_carries_nothing() -> None:
    assert not verify("Seven ceiling panels fell.", "").supported


@given(claim=st.text(max_size=80), doc=st.text(max_size=300) | st.just(DOC))
def test_a_score_reaches_the_threshold_where_and_only_where_a_claim_is_carried(
    claim: str, doc: str
) -> None:
    found = verify(claim, doc)
    assert 0.0 <= found.score <= 1.0
    assert (found.score >= the_gate().threshold) is found.supported
    assert bool(found.quotes) is found.supported
    assert (found.why is None) is found.supported
    assert all(doc[quote.start : quote.end] == quote.text for quote in found.quotes)
