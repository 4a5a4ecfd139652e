"""A phrase stands in a text as whole words, whatever its case and typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.wording import places, words_of

STANDS = [
    ("2", "The number of dead has risen to 2."),
    ("2", "2"),
    ("two", "Two people died"),
    ("1.9", "It fell to 1.9."),
    ("1.9", "It was 1.9, not 2.1"),
    ("1.9", "(1.9)"),
    ("4", "4% of them"),
    ("4%", "up 4 % on the year"),
    ("78-69", "won 78–69"),
    ("78–69", "won 78-69"),
    ("78-69", "won 78 − 69"),
    ("New York", "in NEW\nYORK, they"),
    ("New York", "in New\u00a0York"),
    ("New York", "in New\u202fYork"),
    ("Halvane", "Halvane’s results"),
    ("Halvane's", "Halvane’s results"),
    ("Halvane’s", "Halvane's results"),
    ('"no"', "She said “No” twice"),
    ("“no”", 'She said "No" twice'),
    ("Müller", "so Mu\u0308ller said"),
    ("Mu\u0308ller", "so MÜLLER said"),
    ("Strasse", "in der Straße"),
    ("newspaper", "a news\u00adpaper"),
    ("York", "in _York_"),
    ("York", "in **York**"),
    ("York", "in York,2 miles on"),
    ("New York", "in New \u200b York"),
    ("a, b", "A,B"),
    ("10:30", "at 10:30 sharp"),
    ("3½", "about 3½ hours"),
]

DOES_NOT = [
    ("2", "in 2026"),
    ("2", "in 12"),
    ("2", "in 2.5"),
    ("2", "in 1.2"),
    ("2", "the G2 meeting"),
    ("1.9", "11.9"),
    ("1.9", "1.95"),
    ("1.9", "1.9.2"),
    ("1.9", "0.1.9"),
    ("1,9", "1.9"),
    ("4", "4,180 adults"),
    ("180", "4,180 adults"),
    ("4180", "4,180 adults"),
    (".5", "1.5"),
    ("5%", "25%"),
    ("4%", "4 per cent"),
    ("8-69", "78–69"),
    ("78-69", "78–690"),
    ("78-69", "78 69"),
    ("York", "Yorkshire"),
    ("York", "NewYork"),
    ("New York", "York New"),
    ("New York", "New and York"),
    ("New York City", "New City York"),
    ("port_sollan", "port sollan"),
    ("New York", "New"),
    ("muller", "Mu\u0308ller"),
    ("Mu", "Mu\u0308ller"),
    ("3", "about 3½ hours"),
    ("", "anything"),
    (" \u200b ", "anything"),
    ("word", ""),
]


@pytest.mark.parametrize(("phrase", "text"), STANDS)
def test_a_phrase_stands_as_whole_words(phrase: str, text: str) -> None:
    assert places(words_of(phrase), words_of(text))


@pytest.mark.parametrize(("phrase", "text"), DOES_NOT)
def test_a_phrase_does_not_stand_inside_words_and_numbers(phrase: str, text: str) -> None:
    assert not places(words_of(phrase), words_of(text))


def test_every_place_is_found() -> None:
    words = words_of("no no yes no")
    assert places(["no"], words) == [(0, 1), (1, 2), (3, 4)]
    assert places(["no", "no"], words) == [(0, 2)]
    assert places(["yes", "no"], words) == [(2, 4)]


def test_a_word_that_ends_after_the_cut_is_left_out() -> None:
    assert words_of("1.95 up", 4) == ["1.95"]
    assert words_of("1.95 up", 3) == []
    assert words_of("up 1.95", 5) == ["up"]
    assert words_of("up", 0) == []


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_a_text_stands_in_itself_between_spaces(text: str, before: str, after: str) -> None:
    words = words_of(text)
    assert bool(places(words, words_of(f"{before} {text} {after}"))) == bool(words)


@given(st.text(max_size=30))
def test_case_never_counts(text: str) -> None:
    assert words_of(text.casefold()) == words_of(text)
