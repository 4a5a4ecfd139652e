"""Whether a system knows when not to answer: abstention as detection, and risk by coverage. Pure.

To abstain is the positive class: a question is positive if it cannot be answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan


@dataclass(frozen=True, slots=True)
class Abstention:
    """Precision, recall and F1 of abstaining, each 0 to 1, None where there is nothing to divide.

    Attributes:
        precision: Of the abstentions, those from questions that cannot be answered. None if it
            never abstained.
        recall: Of the questions that cannot be answered, those it abstained from. None if there
            were none.
        f1: 2TP / (2TP + FP + FN). None if all could be answered and were.
    """

    precision: float | None
    recall: float | None
    f1: float | None


def abstention(outcomes: Sequence[tuple[bool, bool]]) -> Abstention:
    """How well a system abstains from what cannot be answered, and from nothing else.

    As SQuAD 2.0 scores questions without an answer (Rajpurkar, Jia and Liang, ACL 2018). All three
    are 1 for a system that abstains from just these questions and 0 for one that abstains from
    just the others. Read precision beside recall: abstaining from everything has a recall of 1.

    Args:
        outcomes: For each question, whether it can be answered and whether the system abstained.
    """
    right = sum(abstained and not answerable for answerable, abstained in outcomes)
    abstentions = sum(abstained for _, abstained in outcomes)
    unanswerable = sum(not answerable for answerable, _ in outcomes)
    return Abstention(
        precision=_ratio(right, abstentions),
        recall=_ratio(right, unanswerable),
        f1=_ratio(2 * right, abstentions + unanswerable),  # each holds the TP once
    )


def risk_coverage(
    answers: Sequence[tuple[float, bool]], questions: int
) -> list[tuple[float, float]]:
    """The risk–coverage curve (El-Yaniv and Wiener, JMLR 2010; Geifman and El-Yaniv, NIPS 2017).

    Were only the n most confident answers given, coverage would be n / `questions` and the risk
    the share of these n that is wrong; both 0 to 1. Answers of one confidence are given together
    and make one point. Always right: risk 0 everywhere; always wrong: 1.

    Args:
        answers: Confidence (higher is surer) and whether it was right, of each answer given;
            abstentions are no answers.
        questions: How many were asked.

    Returns:
        Points of coverage and risk, surest first; none if nothing was answered.

    Raises:
        ValueError: If there are more answers than questions, or a confidence is not a number.
    """
    if len(answers) > questions:
        raise ValueError(f"{len(answers)} answers to {questions} questions: one each at most")
    if any(isnan(confidence) for confidence, _ in answers):
        raise ValueError("a confidence is not a number: it cannot be ordered")
    given = Counter(confidence for confidence, _ in answers)
    wrong = Counter(confidence for confidence, correct in answers if not correct)
    curve: list[tuple[float, float]] = []
    total = errors = 0
    for confidence in sorted(given, reverse=True):
        total += given[confidence]
        errors += wrong[confidence]
        curve.append((total / questions, errors / total))
    return curve


def area(curve: Sequence[tuple[float, float]]) -> float | None:
    """The mean risk over the answers given, in order of confidence, 0 to 1, lower is better.

    AURC of Geifman, Uziel and El-Yaniv (ICLR 2019): 1/n * sum of the risks after 1, 2, … n
    answers; answers of one confidence share the risk at the end of their block, so that the order
    of ties cannot matter. 0 if every answer is right, 1 if every one is wrong, and in between
    lower if the wrong ones are the least confident. It is a mean over what was answered: a system
    wins nothing by abstaining from the rest. None if nothing was answered.

    Args:
        curve: From `risk_coverage`.
    """
    if not curve:
        return None
    points = [(0.0, 0.0), *curve]
    below = sum(right[1] * (right[0] - left[0]) for left, right in pairwise(points))
    return below / curve[-1][0]


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
