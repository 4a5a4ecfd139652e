"""The metrics by name: which group each belongs to, its unit, and which way is better. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["share", "seconds", "per second", "tokens", "score"]
Group = Literal["retrieval", "answers", "citations", "abstention", "time", "speed"]


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured.

    Attributes:
        name: As rows and summaries have it.
        group: What it belongs to.
        unit: Of its values.
        higher_is_better: Which way is better.
        whole: Whether it is a figure of a whole set of questions, and none of a single one.
    """

    name: str
    group: Group
    unit: Unit = "share"
    higher_is_better: bool = True
    whole: bool = False


METRICS: tuple[Metric, ...] = (
    Metric("hit@1", "retrieval"),
    Metric("hit@5", "retrieval"),
    Metric("recall@5", "retrieval"),
    Metric("recall@10", "retrieval"),
    Metric("MRR@10", "retrieval", "score"),
    Metric("MAP@10", "retrieval", "score"),
    Metric("nDCG@10", "retrieval", "score"),
    Metric("quote recall@10", "retrieval"),
    Metric("answer in context", "retrieval"),
    Metric("correct", "answers"),
    Metric("exact match", "answers"),
    Metric("token F1", "answers", "score"),
    Metric("answer stated", "answers"),
    Metric("choice accuracy", "answers"),
    Metric("evidence cited", "answers"),
    Metric("judged correct", "answers"),
    Metric("citation precision", "citations"),
    Metric("citation recall", "citations"),
    Metric("quote fidelity", "citations"),
    Metric("supported sentences", "citations"),
    Metric("abstention precision", "abstention", whole=True),
    Metric("abstention recall", "abstention", whole=True),
    Metric("abstention F1", "abstention", "score", whole=True),
    Metric("risk-coverage area", "abstention", "score", higher_is_better=False, whole=True),
    Metric("answered", "abstention", whole=True),
    Metric("window accuracy", "time"),
    Metric("nothing later than as-of", "time"),
    Metric("retrieval p50", "speed", "seconds", higher_is_better=False, whole=True),
    Metric("retrieval p95", "speed", "seconds", higher_is_better=False, whole=True),
    Metric("first token p50", "speed", "seconds", higher_is_better=False, whole=True),
    Metric("answer p50", "speed", "seconds", higher_is_better=False, whole=True),
    Metric("answer p95", "speed", "seconds", higher_is_better=False, whole=True),
    Metric("questions per second", "speed", "per second", whole=True),
    Metric("prompt tokens", "speed", "tokens", higher_is_better=False, whole=True),
    Metric("completion tokens", "speed", "tokens", higher_is_better=False, whole=True),
)

BY_KIND = ("correct", "recall@5", "MRR@10", "evidence cited", "supported sentences")
"""The metrics that are told for each kind of question."""
