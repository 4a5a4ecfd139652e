"""Whether an answer says what it should: exact match, token F1, alias match, choice. Pure.

Citation markers are taken out before. Every function that is given accepted answers raises
ValueError if there are none: an unanswerable question is scored by whether it was abstained from.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

from eval.metrics.wording import places, plain, words_of

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = dict.fromkeys(map(ord, string.punctuation))


def exact_match(said: str, answers: Sequence[str]) -> float:
    """1 if the answer is one of the accepted ones after normalisation, else 0.

    Normalised as in the evaluation scripts of SQuAD 1.1 and 2.0 (Rajpurkar et al., EMNLP 2016 and
    ACL 2018): lower case, without punctuation, articles and extra white space. Their punctuation
    is ASCII, so typographic marks are made plain first. An answer that is right but says more than
    it was asked gets 0. Like theirs it takes “1.9” for “19”; `stated` does not.
    """
    return max(float(_normal(said) == _normal(answer)) for answer in _accepted(answers))


def token_f1(said: str, answers: Sequence[str]) -> float:
    """The best F1 of the words against one accepted answer, 0 to 1.

    2 * shared / (words said + words accepted), shared counted with repetitions, normalised as for
    `exact_match` (SQuAD, same scripts). 1 for the same words in any order, 0 if none is shared;
    where either side has no words left, 1 if neither has.
    """
    return max(_f1(_normal(said).split(), _normal(answer).split()) for answer in _accepted(answers))


def stated(said: str, answers: Sequence[str]) -> bool:
    """Whether an accepted answer stands in what was said, as whole words.

    Alias match, as for TriviaQA and Natural Questions with long answers. It does not see a denial
    (“not Paris”) and an answer that lists everything passes, so read it beside `token_f1`.
    """
    words = words_of(said)
    return any(places(words_of(answer), words) for answer in _accepted(answers))


def choice(said: str, choices: Sequence[str]) -> str | None:
    """The one choice that is stated; None if none is, or several are.

    A choice that stands inside another one that is stated (“York” in “New York”) does not count
    there.
    """
    words = words_of(said)
    stands = {option: places(words_of(option), words) for option in choices}
    every = [place for found in stands.values() for place in found]
    made = [option for option in stands if any(not _inside(p, every) for p in stands[option])]
    return made[0] if len(made) == 1 else None


def choice_correct(said: str, choices: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether the one choice made is an accepted answer; making none or several is wrong.

    The mean over questions is the accuracy of multiple choice.

    Raises:
        ValueError: If no choice is an accepted answer, for then nobody could be right.
    """
    accepted = [words_of(answer) for answer in _accepted(answers)]
    right = {option for option in choices if words_of(option) in accepted}
    if not right:
        raise ValueError(f"none of the choices {list(choices)!r} is accepted: {list(answers)!r}")
    return choice(said, choices) in right


def _accepted(answers: Sequence[str]) -> Sequence[str]:
    if not answers:
        raise ValueError("no accepted answers: leave the question unscored")
    return answers


def _normal(text: str) -> str:
    return " ".join(_ARTICLES.sub(" ", plain(text).translate(_PUNCTUATION)).split())


def _f1(said: Sequence[str], accepted: Sequence[str]) -> float:
    if not said or not accepted:
        return float(said == accepted)
    shared = (Counter(said) & Counter(accepted)).total()
    return 2 * shared / (len(said) + len(accepted))


def _inside(place: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in a longer one."""
    return any(other[0] <= place[0] and place[1] <= other[1] and other != place for other in places)
