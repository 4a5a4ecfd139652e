"""Which sentences may carry a claim: by words, and by meaning where it rewords."""

from __future__ import annotations

import pytest

from rag.models.token_reader import TokenReader
from rag.settings import read_settings
from rag.support.choice import LOOKED, choose
from rag.support.network import Network

SENTENCES = [
    "The harbour tunnel was closed on Tuesday after seven ceiling panels fell.",
    "Engineers said that salt water had corroded the bolts.",
    "Nobody was killed.",
    "The tunnel carries 38,000 vehicles a day.",
]


@pytest.fixture(scope="module")
def reader() -> TokenReader:
    return TokenReader(read_settings().models)


WEIGHTS = Network.shipped().weights


@pytest.mark.parametrize(
    ("claim", "first"),
    [
        ("Seven ceiling panels fell.", 0),
        ("Salt water corroded the bolts.", 1),
        ("There were no deaths.", 2),
        ("38,000 cars pass through it daily.", 3),
        ("Rust had eaten away the screws, experts believe.", 1),
    ],
)
def test_the_sentence_that_carries_a_claim_comes_first(
    reader: TokenReader, claim: str, first: int
) -> None:
    assert choose(claim, SENTENCES, reader, WEIGHTS)[0] == first


def test_what_two_sentences_tell_is_looked_for_in_both(reader: TokenReader) -> None:
    claim = "Nobody was killed when seven ceiling panels fell."
    assert set(choose(claim, SENTENCES, reader, WEIGHTS)) >= {0, 2}


def test_no_sentences_hold_nothing(reader: TokenReader) -> None:
    assert choose("Nobody was killed.", [], reader, WEIGHTS) == []


def test_no_more_are_chosen_than_asked_for_and_each_once(reader: TokenReader) -> None:
    claim = " ".join(SENTENCES)
    assert len(choose(claim, SENTENCES, reader, WEIGHTS, 2)) == 2
    assert sorted(choose(claim, SENTENCES, reader, WEIGHTS)) == [0, 1, 2, 3]


def test_of_a_long_text_the_sentences_that_share_words_are_read(reader: TokenReader) -> None:
    text = ["The choir sang an old song in the square."] * (2 * LOOKED)
    text[-1] = "The mayor opened a library."
    assert choose("The mayor opened a library.", text, reader, WEIGHTS)[0] == len(text) - 1
