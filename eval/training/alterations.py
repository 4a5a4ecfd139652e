"""Sentences made false by one change, by the dozen, from articles that are at hand. Pure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<![“\"])\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_FIRST = re.compile(r"(?:The )?([A-Z][\w-]+(?: [A-Z][\w-]+)+)")
_AUXILIARY = re.compile(
    r"\b(was|were|is|are|has|have|had|would|will|could|can|should|may|must)\b(?! not)"
)
_JOINT = re.compile(
    r", | and | that | after | because | to | which | with | by | in | at | from | for "
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = """January February March April May June July August September October November
December""".split()
_SPELT = "two three four five six seven eight nine ten eleven twelve".split()

_TURNED = """rose/fell rises/falls risen/fallen rising/falling increased/decreased increase/decrease
up/down higher/lower more/fewer more/less before/after above/below won/lost wins/loses beat/lost_to
first/last opened/closed bought/sold approved/rejected backed/opposed north/south northern/southern
east/west eastern/western morning/evening largest/smallest biggest/smallest oldest/youngest
early/late earlier/later over/under raised/cut raise/cut gained/lost grew/shrank accepted/refused
allowed/banned arrived/left joined/left denied/confirmed older/younger longer/shorter
inside/outside men/women son/daughter brother/sister father/mother husband/wife started/ended
began/ended winner/loser victory/defeat profit/loss support/oppose strong/weak at_least/at_most
most/least widened/narrowed strengthened/weakened former/current arrested/released
million/billion million/thousand tonnes/kilograms metres/kilometres kilometres/miles hours/days
days/weeks weeks/months months/years minutes/hours percent/percentage_points""".split()
_OPPOSITES: dict[str, list[str]] = {}
for _pair in _TURNED:
    _one, _other = _pair.replace("_", " ").split("/")
    _OPPOSITES.setdefault(_one, []).append(_other)
    _OPPOSITES.setdefault(_other, []).append(_one)

_FIRMER = (
    (r"\b(may|might|could)\b", "will"),
    (r"\bmay have\b", "have"),
    (r"\b(alleged|suspected|reported|allegedly|reportedly|possibly|probably|perhaps) ", ""),
    (r"\b(plans?|hopes?|wants?|intends?|expects?|aims?|seeks?) to\b", "has decided to"),
    (r"\b(planned|hoped|wanted|intended|tried|attempted|sought) to (\w+)", r"managed to \2"),
    (r"\b(almost|nearly|about|up to|at least) ", ""),
    (r"\bis accused of\b", "admitted"),
    (r"\baccused of\b", "guilty of"),
    (r"\b(would|should)\b", "will"),
)
_AFFIRMED = (
    (r" did not (\w+)", r" did \1"),
    (r"\b(was|were|is|are|has|have|had|would|will|could|can|should|may) not\b", r"\1"),
    (r"\bno\b", "some"),
    (r"\bnever\b", "often"),
    (r"\bnobody\b", "everybody"),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What an alteration may borrow from: an article's sentences, and chance."""

    sentences: Sequence[str]
    chance: random.Random

    @property
    def whole(self) -> str:
        """The article."""
        return " ".join(self.sentences)


def number(sentence: str, around: Around) -> str | None:
    """Another number, of the article or made of the same digits."""
    chance = around.chance
    found = list(_NUMBER.finditer(sentence))
    if not found:
        spelt = [word for word in _SPELT if re.search(rf"\b{word}\b", sentence, re.I)]
        if not spelt:
            return None
        word = chance.choice(spelt)
        other = chance.choice([w for w in _SPELT if w != word])
        return re.sub(rf"\b{word}\b", other, sentence, count=1, flags=re.I)
    match = chance.choice(found)
    value = match.group().rstrip(",")
    others = [n for n in dict.fromkeys(_NUMBER.findall(around.whole)) if n.rstrip(",") != value]
    borrowed = bool(others) and chance.random() < 0.5
    made = chance.choice(others).rstrip(",") if borrowed else _digits(value, chance)
    return sentence[: match.start()] + made + sentence[match.start() + len(value) :]


def name(sentence: str, around: Around) -> str | None:
    """Another name of the article."""
    mine = _names(sentence)
    if not mine:
        return None
    gone = around.chance.choice(mine)
    others = [
        n
        for n in dict.fromkeys(_names(around.whole))
        if n not in sentence and not set(n.split()) & set(gone.split())
    ]
    return sentence.replace(gone, around.chance.choice(others), 1) if others else None


def roles(sentence: str, around: Around) -> str | None:
    """Two names change places."""
    found = list(dict.fromkeys(_names(sentence)))
    first = _FIRST.match(sentence)
    if first and first[1] not in found:
        found.append(first[1])
    found = [n for n in found if not any(n != other and n in other for other in found)]
    if len(found) < 2:
        return None
    one, other = around.chance.sample(found, 2)
    return sentence.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)


def negation(sentence: str, around: Around) -> str | None:
    """A "not" more or less."""
    if re.search(r"\b(?:not|n't|never|no|nobody)\b", sentence) and around.chance.random() < 0.8:
        return _first(sentence, _AFFIRMED)
    made = _AUXILIARY.sub(r"\1 not", sentence, count=1)
    return made if made != sentence else None


def opposite(sentence: str, around: Around) -> str | None:
    """A word turned into its opposite, or a unit into another."""
    found = [word for word in _OPPOSITES if re.search(rf"\b{word}\b", sentence)]
    if not found:
        return None
    word = around.chance.choice(found)
    return re.sub(rf"\b{word}\b", around.chance.choice(_OPPOSITES[word]), sentence, count=1)


def modality(sentence: str, around: Around) -> str | None:
    """A hedge dropped."""
    return _first(sentence, around.chance.sample(_FIRMER, len(_FIRMER)))


def day(sentence: str, around: Around) -> str | None:
    """Another weekday or month."""
    for names in (_DAYS, _MONTHS):
        found = [n for n in names if re.search(rf"\b{n}\b", sentence)]
        if found:
            gone = around.chance.choice(found)
            other = around.chance.choice([n for n in names if n != gone])
            return re.sub(rf"\b{gone}\b", other, sentence, count=1)
    return None


def stitched(sentence: str, around: Around) -> str | None:
    """The first part of one sentence with the second of another."""
    other = around.chance.choice(around.sentences)
    return joined(sentence, other, around.chance) if other != sentence else None


def joined(one: str, other: str, chance: random.Random) -> str | None:
    """Two halves at the same kind of joint."""
    cuts = _joints(one)
    if not cuts:
        return None
    at, joint = chance.choice(cuts)
    ends = [place for place, same in _joints(other) if same == joint]
    return one[:at] + other[chance.choice(ends) :] if ends else None


def predicated(sentence: str, other: str) -> str | None:
    """What a sentence is about, with what another says of something else."""
    mine = _AUXILIARY.search(sentence)
    theirs = mine and re.search(rf"\b{mine[1]}\b", other)
    if mine is None or not theirs or not 3 < mine.start() < 60:
        return None
    return sentence[: mine.start()] + other[theirs.start() :]


def invented(claim: str, around: Around) -> str | None:
    """A claim about another article, told of somebody of this one."""
    others = list(dict.fromkeys(_names(around.whole)))
    mine = _names(claim) or [m[1] for m in [_FIRST.match(claim)] if m]
    if not others:
        return None
    if not mine:
        return claim
    return claim.replace(around.chance.choice(mine), around.chance.choice(others))


Alteration = Callable[[str, Around], "str | None"]
ALTERATIONS: tuple[Alteration, ...] = (
    number, number, name, name, roles, negation, opposite, opposite, modality, day, stitched,
    stitched,
)  # fmt: skip
"""As often as each is drawn."""


def _digits(value: str, chance: random.Random) -> str:
    digits = list(value)
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    if len(places) > 1 and chance.random() < 0.4:
        one, other = chance.sample(places, 2)
        digits[one], digits[other] = digits[other], digits[one]
    else:
        place = places[0] if chance.random() < 0.6 else chance.choice(places)
        shifted = int(digits[place]) + chance.randint(1, 8)
        digits[place] = str(shifted % 9 + 1 if place == places[0] else shifted % 10)
    return "".join(digits)


def _names(text: str) -> list[str]:
    found = (m.group().removesuffix("'s").removesuffix("’s") for m in _NAME.finditer(text))
    return [n for n in found if n not in _DAYS and n not in _MONTHS]


def _joints(text: str) -> list[tuple[int, str]]:
    return [
        (m.start(), m.group()) for m in _JOINT.finditer(text) if 25 < m.start() < len(text) - 20
    ]


def _first(sentence: str, changes: Sequence[tuple[str, str]]) -> str | None:
    for pattern, other in changes:
        made = re.sub(pattern, other, sentence, count=1)
        if made != sentence:
            return made
    return None
