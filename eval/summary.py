"""From rows to figures: each metric with its 95 % interval, by kind, and for charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from eval.metrics.abstention import abstention, area, risk_coverage
from eval.metrics.intervals import mean_interval, statistic_interval
from eval.metrics.speed import percentile, throughput
from eval.names import BY_KIND, METRICS, Metric
from eval.runs import Row

RESAMPLES = 2000
Statistic = Callable[[Sequence[Row]], float | None]


def summarise(rows: Sequence[Row], wall: float | None, seed: int = 0) -> dict[str, Any]:
    """All figures of a run.

    Args:
        rows: One for each question; those with an error count as errors and nowhere else.
        wall: Seconds that the whole run took; None where it was interrupted or parts were reused.
        seed: Of the bootstrap.
    """
    scored = [row for row in rows if not row["error"]]
    kinds = list(dict.fromkeys(row["kind"] for row in scored))
    return {
        "questions": len(rows),
        "scored": len(scored),
        "errors": len(rows) - len(scored),
        "metrics": [_figure(metric, scored, wall, seed) for metric in METRICS],
        "kinds": {kind: _of_kind(kind, scored, seed) for kind in kinds},
        "risk_coverage": [list(point) for point in curve(scored)],
        "latency": {
            "retrieve": [row["seconds"]["retrieve"] for row in scored],
            "total": [row["seconds"]["total"] for row in scored if row["answer"]],
        },
    }


def values_of(rows: Sequence[Row], name: str) -> list[float]:
    """The scores of one metric, without the questions that it does not score."""
    found = [row["scores"].get(name) for row in rows]
    return [float(value) for value in found if value is not None]


def curve(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Risk over coverage of the answers given, the most confident first."""
    answers = [r for r in rows if r["answer"] and not r["answer"]["abstained"]]
    told = [(float(r["answer"]["confidence"]), bool(r["correct"])) for r in answers]
    return risk_coverage(told, len(rows))


def _figure(metric: Metric, rows: Sequence[Row], wall: float | None, seed: int) -> dict[str, Any]:
    about = {
        "name": metric.name,
        "group": metric.group,
        "unit": metric.unit,
        "higher_is_better": metric.higher_is_better,
    }
    if metric.name == "questions per second":
        value = throughput(len(rows), wall) if wall else None
        return about | {"value": value, "low": None, "high": None, "n": len(rows)}
    if metric.whole:
        return about | _whole(WHOLE[metric.name], rows, seed)
    return about | _mean(values_of(rows, metric.name), seed)


def _mean(values: Sequence[float], seed: int) -> dict[str, Any]:
    if not values:
        return {"value": None, "low": None, "high": None, "n": 0}
    interval = mean_interval(values, seed, RESAMPLES)
    low, high = interval if interval else (None, None)
    return {"value": sum(values) / len(values), "low": low, "high": high, "n": len(values)}


def _whole(statistic: Statistic, rows: Sequence[Row], seed: int) -> dict[str, Any]:
    value = statistic(rows)
    if value is None:
        return {"value": None, "low": None, "high": None, "n": 0}
    interval = statistic_interval(rows, statistic, seed, RESAMPLES)
    low, high = interval if interval else (None, None)
    return {"value": value, "low": low, "high": high, "n": len(rows)}


def _of_kind(kind: str, rows: Sequence[Row], seed: int) -> dict[str, Any]:
    of_kind = [row for row in rows if row["kind"] == kind]
    figures = {name: _mean(values_of(of_kind, name), seed) for name in BY_KIND}
    return {"n": len(of_kind)} | {name: f for name, f in figures.items() if f["n"]}


def _abstained(rows: Sequence[Row]) -> list[tuple[bool, bool]]:
    answers = [row for row in rows if row["answer"]]
    return [(bool(r["answerable"]), bool(r["answer"]["abstained"])) for r in answers]


def _answered(rows: Sequence[Row]) -> float | None:
    told = _abstained(rows)
    return sum(not abstained for _, abstained in told) / len(told) if told else None


def _seconds(name: str, p: float) -> Statistic:
    def statistic(rows: Sequence[Row]) -> float | None:
        timed = [row["seconds"].get(name) for row in rows if name == "retrieve" or row["answer"]]
        known = [float(seconds) for seconds in timed if seconds is not None]
        return percentile(known, p) if known else None

    return statistic


def _tokens(name: str) -> Statistic:
    def statistic(rows: Sequence[Row]) -> float | None:
        told = [r["answer"].get("tokens") for r in rows if r["answer"]]
        known = [tokens[name] for tokens in told if tokens and tokens[name] is not None]
        return sum(known) / len(known) if known else None

    return statistic


WHOLE: dict[str, Statistic] = {
    "abstention precision": lambda rows: abstention(_abstained(rows)).precision,
    "abstention recall": lambda rows: abstention(_abstained(rows)).recall,
    "abstention F1": lambda rows: abstention(_abstained(rows)).f1,
    "risk-coverage area": lambda rows: area(curve(rows)),
    "answered": _answered,
    "retrieval p50": _seconds("retrieve", 50),
    "retrieval p95": _seconds("retrieve", 95),
    "first token p50": _seconds("first_token", 50),
    "answer p50": _seconds("total", 50),
    "answer p95": _seconds("total", 95),
    "prompt tokens": _tokens("prompt"),
    "completion tokens": _tokens("completion"),
}
"""Figures of whole sets of questions."""
