from __future__ import annotations

import pytest

from rag.reported import retold

QUOTED = "“We searched every vehicle twice,” Fire Commander Runa Dessel told reporters."


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("Dessel said they had searched every vehicle twice.", True),
        ("Runa Dessel told the paper that they searched every vehicle twice.", True),
        ("Ilse Varrick said they had searched every vehicle twice.", False),
        ("Dessel said they had searched every vehicle once.", False),
        ("Dessel said they had not searched every vehicle twice.", False),
        ("Dessel said every vehicle they searched twice.", False),
        ("Dessel said they would search every vehicle twice.", False),
        ("They had searched every vehicle twice.", False),
        ("Dessel said “we searched every vehicle twice”.", False),
        ("Somebody said they had searched every vehicle twice.", False),
        ("Dessel said so.", False),
    ],
)
def test_reported_speech_is_the_quotation_of_the_same_speaker(sentence: str, same: bool) -> None:
    assert retold(sentence, QUOTED) is same


def test_nothing_is_retold_of_a_source_that_quotes_nobody() -> None:
    assert not retold("Dessel said they searched every vehicle twice.", "Dessel searched.")
