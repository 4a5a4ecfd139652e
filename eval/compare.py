"""Two runs, question by question: paired differences with their intervals, and what flipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from eval.metrics.intervals import paired_interval
from eval.names import METRICS, Metric
from eval.report.outcomes import right, said
from eval.report.view import flattened
from eval.runs import Row, read_run

Verdict = Literal["better", "worse", "same", "unclear"]
Pair = tuple[Row, Row]

SAME = ("name", "id", "started", "finished", "command", "gold.path", "corpus.path")
"""What differs between runs without making them different."""

SECONDS: dict[str, Callable[[Row], float | None]] = {
    "retrieval seconds": lambda row: row["seconds"].get("retrieve"),
    "first token seconds": lambda row: row["seconds"].get("first_token"),
    "answer seconds": lambda row: row["seconds"].get("total") if row["answer"] else None,
}


FEW = 8  # questions; of fewer a bootstrap is too sure of itself (three alike have no width)


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in both runs, over the questions that both scored.

    Attributes:
        metric: Its name.
        group: What it belongs to.
        unit: Of its values.
        a: The mean in A; for a metric of a whole set, the value that A's summary gives.
        b: The same in B.
        difference: b - a.
        low: Lower end of its 95 % interval; None for a metric of a whole set.
        high: Upper end.
        n: How many questions were paired; 0 for a metric of a whole set.
        verdict: Of B: "better" or "worse" where the interval leaves out zero, "same" where no
            question differs, else "unclear".
    """

    metric: str
    group: str
    unit: str
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    n: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that only one of the two got right; `a` and `b` are what they said."""

    id: str
    kind: str
    question: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Run B against run A.

    Attributes:
        a: The folder of A.
        b: The folder of B.
        questions: How many questions were compared.
        differences: Of each metric that both scored.
        whole: Of metrics of whole sets, each over all that its run scored.
        lost: Questions right in A and wrong in B.
        gained: Questions wrong in A and right in B.
        settings: What differs between the runs: what, in A, in B.
        warnings: Why figures may not be comparable.
        errors: Questions left out for an error: id, which run, what broke.
    """

    a: str
    b: str
    questions: int
    differences: tuple[Difference, ...]
    whole: tuple[Difference, ...]
    lost: tuple[Flip, ...]
    gained: tuple[Flip, ...]
    settings: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]
    errors: tuple[tuple[str, str, str], ...]


def compare(a: Path, b: Path, seed: int = 0) -> Comparison:
    """Compare run B to run A over the questions that both answered.

    Args:
        a: The folder of a run.
        b: The folder of another.
        seed: Of the bootstrap.

    Raises:
        InputError: If one of them holds no finished run.
    """
    (run_a, rows_a, summary_a), (run_b, rows_b, summary_b) = read_run(a), read_run(b)
    pairs, warnings = _paired(rows_a, rows_b)
    clean = [(one, other) for one, other in pairs if not one["error"] and not other["error"]]
    figures = [_difference(metric, value, clean, seed) for metric, value in _per_question(clean)]
    alike = [pair for pair in clean if (pair[0]["answer"] is None) == (pair[1]["answer"] is None)]
    flips = [(right(one), right(other), _flip(one, other)) for one, other in alike]
    return Comparison(
        a=str(a),
        b=str(b),
        questions=len(clean),
        differences=tuple(figure for figure in figures if figure.n),
        whole=_whole(summary_a, summary_b),
        lost=tuple(flip for was, now, flip in flips if was and now is False),
        gained=tuple(flip for was, now, flip in flips if was is False and now),
        settings=tuple(_settings(run_a, run_b)),
        warnings=(*_data(run_a, run_b), *warnings),
        errors=tuple(
            (row["id"], name, row["error"])
            for pair in pairs
            for name, row in zip("AB", pair, strict=True)
            if row["error"]
        ),
    )


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """As `dateline eval compare --json` prints it."""
    told = asdict(comparison)
    told["settings"] = [{"what": w, "a": a, "b": b} for w, a, b in comparison.settings]
    told["errors"] = [{"id": i, "run": r, "error": e} for i, r, e in comparison.errors]
    return told


def _paired(a: Sequence[Row], b: Sequence[Row]) -> tuple[list[Pair], list[str]]:
    """The rows of the same questions, in A's order, and what is not the same."""
    there = {row["id"]: row for row in b}
    here = {row["id"] for row in a}
    both = [(row, there[row["id"]]) for row in a if row["id"] in there]
    pairs = [(one, other) for one, other in both if _asked(one) == _asked(other)]
    warnings = []
    for name, count in (("A", len(a) - len(both)), ("B", len(there.keys() - here))):
        if count:
            warnings.append(f"{count} questions are only in {name}: they are not compared")
    if len(both) > len(pairs):
        warnings.append(
            f"{len(both) - len(pairs)} questions have the same id, but other words, dates or "
            "accepted answers: they are not compared"
        )
    return pairs, warnings


def _asked(row: Row) -> list[Any]:
    return [row[name] for name in ("question", "kind", "as_of", "answerable", "answers")]


def _data(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    found = []
    for name, what, then in (
        ("gold", "questions or their evidence", "only those with the same words are compared"),
        ("corpus", "articles", "what differs may come from them"),
    ):
        one, other = a[name]["digest"], b[name]["digest"]
        if one != other:
            found.append(f"the {what} are not the same ({one[:12]}, {other[:12]}): {then}")
    return found


def _settings(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    one, other = dict(flattened(a)), dict(flattened(b))
    names = [name for name in dict.fromkeys([*one, *other]) if name not in SAME]
    told = [(name, one.get(name, "—"), other.get(name, "—")) for name in names]
    return [(name, x, y) for name, x, y in told if x != y]


def _per_question(pairs: Sequence[Pair]) -> list[tuple[Metric, Callable[[Row], float | None]]]:
    """What is measured of each question: known metrics, others that rows have, and seconds."""
    known = [metric for metric in METRICS if not metric.whole]
    named = {metric.name for metric in known}
    others = dict.fromkeys(name for pair in pairs for row in pair for name in row["scores"])
    known += [Metric(name, "answers", "score") for name in others if name not in named]
    found = [(metric, _score(metric.name)) for metric in known]
    timed = [(Metric(n, "speed", "seconds", higher_is_better=False), SECONDS[n]) for n in SECONDS]
    return [*found, *timed]


def _score(name: str) -> Callable[[Row], float | None]:
    def value(row: Row) -> float | None:
        if name == "correct" and row.get("correct") is not None:
            return float(row["correct"])
        found = row["scores"].get(name)
        return None if found is None else float(found)

    return value


def _difference(
    metric: Metric, value: Callable[[Row], float | None], pairs: Sequence[Pair], seed: int
) -> Difference:
    both = [
        (x, y)
        for one, other in pairs
        if (x := value(one)) is not None and (y := value(other)) is not None
    ]
    a, b = [x for x, _ in both], [y for _, y in both]
    found = paired_interval(a, b, seed)
    if found is None:
        return Difference(
            metric.name, metric.group, metric.unit, None, None, None, None, None, 0, "unclear"
        )
    change, low, high = found
    return Difference(
        metric.name, metric.group, metric.unit, sum(a) / len(a), sum(b) / len(b), change, low,
        high, len(both), _verdict(low, high, len(both), up=metric.higher_is_better),
    )  # fmt: skip


def _verdict(low: float, high: float, n: int, *, up: bool) -> Verdict:
    if low == high == 0:
        return "same"
    if low <= 0 <= high or n < FEW:
        return "unclear"
    return "better" if (low > 0) == up else "worse"


def _whole(a: Mapping[str, Any], b: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Both values of metrics of whole sets; without an interval, for nothing is paired."""
    values = [{m["name"]: m["value"] for m in one["metrics"]} for one in (a, b)]
    found = []
    for metric in METRICS:
        x, y = (one.get(metric.name) for one in values)
        if metric.whole and (x is not None or y is not None):
            change = None if x is None or y is None else y - x
            found.append(
                Difference(
                    metric.name, metric.group, metric.unit, x, y, change, None, None, 0, "unclear"
                )
            )
    return tuple(found)


def _flip(a: Row, b: Row) -> Flip:
    return Flip(a["id"], a["kind"], a["question"], said(a), said(b))
