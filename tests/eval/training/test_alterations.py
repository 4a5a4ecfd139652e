from __future__ import annotations

import random
import re
from difflib import SequenceMatcher

import pytest

from eval.claims.articles import training_articles
from eval.training.alterations import (
    ALTERATIONS,
    Alteration,
    Around,
    day,
    invented,
    joined,
    modality,
    name,
    negation,
    number,
    opposite,
    predicated,
    roles,
    stitched,
)

SENTENCES = (
    "The harbour tunnel in Port Sollan was closed on Tuesday after 7 ceiling panels fell.",
    "Fire Commander Runa Dessel told Aldo Frenn of Grennick Works that the repair may take until "
    "May and cost 1,250 marls.",
    "Nobody was killed.",
    "Traffic fell by two percent because Ilse Varrick did not open the old bridge for lorries.",
    "The council of Port Sollan closed the ferry landing on Monday after a storm broke its pier.",
)
ONE_PLACE = [number, name, negation, opposite, modality, day]
ONCE_EACH = list(dict.fromkeys(ALTERATIONS))
EACH = pytest.mark.parametrize("alter", ONCE_EACH, ids=lambda alter: alter.__name__)


def around(seed: int = 0, sentences: tuple[str, ...] = SENTENCES) -> Around:
    return Around(sentences, random.Random(seed))


def altered(alter: Alteration, sentence: str, known: Around) -> str | None:
    """What is made of a sentence; one that came out as it was is none, as for `examples`."""
    made = alter(sentence, known)
    return made if made != sentence else None


def changes(one: str, other: str) -> list[tuple[str, str]]:
    """The runs of words that differ."""
    was, now = one.split(), other.split()
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return [
        (" ".join(was[a:b]), " ".join(now[c:d])) for kind, a, b, c, d in steps if kind != "equal"
    ]


@EACH
def test_most_tries_give_another_sentence_where_any_does(alter: Alteration) -> None:
    tries = [(s, alter(s, around(seed))) for seed in range(40) for s in SENTENCES]
    made = [(sentence, text) for sentence, text in tries if text is not None]
    changed = [text for sentence, text in made if text != sentence]
    assert all(text.strip() for text in changed)
    assert len(changed) > 0.85 * len(made) > 0


@pytest.mark.parametrize("alter", ONE_PLACE, ids=lambda alter: alter.__name__)
def test_one_change_is_made_in_one_place(alter: Alteration) -> None:
    for seed in range(40):
        for sentence in SENTENCES:
            made = altered(alter, sentence, around(seed))
            assert made is None or len(changes(sentence, made)) == 1, (sentence, made)


@EACH
def test_the_same_seed_alters_the_same_way_and_another_may_not(alter: Alteration) -> None:
    def all_of(seed: int) -> list[str | None]:
        known = around(seed)
        return [alter(sentence, known) for sentence in SENTENCES]

    assert all_of(3) == all_of(3)
    if alter not in (modality, negation, day):  # which find little to choose from here
        assert len({tuple(all_of(seed)) for seed in range(20)}) > 1


@pytest.mark.parametrize(
    ("alter", "sentence", "expected"),
    [
        (number, "Nobody was killed.", None),
        (name, "Nobody was killed.", None),
        (roles, "Nobody met Runa Dessel.", None),
        (negation, "There nobody came.", "There everybody came."),
        (negation, "It was closed.", "It was not closed."),
        (negation, "They came.", None),
        (opposite, "Prices rose.", "Prices fell."),
        (opposite, "It is blue.", None),
        (modality, "It may close.", "It will close."),
        (modality, "It closed.", None),
        (day, "It closed.", None),
        (stitched, "It closed.", None),
        (
            roles,
            "It was Rastan who beat Talbiseh.",
            "It was Talbiseh who beat Rastan.",
        ),
    ],
)
def test_small_sentences_are_altered_as_expected(
    alter: Alteration, sentence: str, expected: str | None
) -> None:
    assert alter(sentence, around(1)) == expected


@pytest.mark.parametrize("seed", range(20))
def test_another_number_is_another_value_of_the_same_form(seed: int) -> None:
    made = altered(number, SENTENCES[0], around(seed)) or SENTENCES[0]
    for was, now in changes(SENTENCES[0], made):
        assert (was, bool(re.fullmatch(r"[1-9]|1,250", now))) == ("7", True)


def test_the_digits_of_a_made_number_are_as_many_and_do_not_begin_with_nought() -> None:
    made = {str(number("It cost 1,356 marls.", around(seed, ("",)))) for seed in range(200)}
    assert all(re.fullmatch(r"It cost [1-9],\d{3} marls\.", text) for text in made)
    assert len(made) > 20


@pytest.mark.parametrize("seed", range(20))
def test_another_name_is_one_of_the_article(seed: int) -> None:
    made = name(SENTENCES[0], around(seed))
    assert made is not None
    assert "Port Sollan" not in made
    assert any(n in made for n in ("Runa Dessel", "Aldo Frenn", "Grennick Works", "Ilse Varrick"))


@pytest.mark.parametrize("seed", range(20))
def test_another_day_is_a_day(seed: int) -> None:
    ((was, now),) = changes(SENTENCES[0], str(day(SENTENCES[0], around(seed))))
    assert was == "Tuesday"
    assert now.endswith("day")


def test_halves_are_joined_at_the_same_kind_of_joint() -> None:
    one = "The harbour tunnel was closed on a Tuesday after seven panels fell on the road."
    other = "Traffic came to a standstill in the town after a whale swam up the river."
    made = joined(one, other, random.Random(0))
    assert made == "The harbour tunnel was closed on a Tuesday after a whale swam up the river."
    assert joined(one, "It fell.", random.Random(0)) is None
    assert joined("It fell.", other, random.Random(0)) is None


@pytest.mark.parametrize(
    ("sentence", "other", "expected"),
    [
        ("The tunnel was closed.", "On Friday a whale was seen.", "The tunnel was seen."),
        ("The tunnel was closed.", "A whale swam.", None),
        ("The tunnel closed.", "A whale was seen.", None),
        ("It was closed.", "A whale was seen.", None),  # too short to be about anything
    ],
)
def test_what_is_said_of_one_thing_is_said_of_another(
    sentence: str, other: str, expected: str | None
) -> None:
    assert predicated(sentence, other) == expected


def test_a_foreign_claim_is_told_of_somebody_of_the_article() -> None:
    made = invented("Yesterday Tessa Moor won the regatta.", around())
    assert made is not None
    assert "Tessa Moor" not in made
    assert made.endswith(" won the regatta.")
    assert invented("Nobody won.", Around(["Nobody was there."], random.Random(0))) is None


def test_most_sentences_of_real_articles_can_be_altered_in_some_way() -> None:
    chance = random.Random(0)
    tried = altered = 0
    for article in training_articles()[::12]:
        for sentence in article.sentences:
            tried += 1
            known = Around(article.sentences, chance)
            altered += any(alter(sentence, known) for alter in ONCE_EACH)
    assert altered / tried > 0.95
