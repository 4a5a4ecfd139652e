"""What each part is worth: the same questions without it, and the paired differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from eval.measuring import Plan, measure
from eval.metrics.intervals import paired_interval
from eval.metrics.speed import percentile
from eval.runs import Row
from rag.index.following import Progress
from rag.parts import PARTS, RETRIEVING, Part
from rag.settings import Settings

SHOWN = ("hit@5", "MRR@10", "quote recall@10", "answer in context")
ANSWERED = ("correct", "evidence cited", "citation recall", "supported sentences")
WRITING: tuple[Part, ...] = ("rewrite", "guard", "focus", "model", "gate", "fallback")
SEED = 0


@dataclass(frozen=True, slots=True)
class Loss:
    """A metric with everything, and how it differs without one part.

    Attributes:
        value: With the part left out.
        difference: That minus the value with everything; None where nothing can be paired.
        low: Lower end of its 95 % interval.
        high: Upper end.
    """

    value: float | None
    difference: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Ablation:
    """The questions without one part.

    Attributes:
        part: What was left out; None where nothing was.
        losses: By metric.
        seconds: Median seconds of a question.
    """

    part: Part | None
    losses: dict[str, Loss]
    seconds: float


def ablate(
    plan: Plan,
    settings: Settings,
    parts: Sequence[Part] = (),
    tell: Progress | None = None,
) -> list[Ablation]:
    """Run a plan as it is, and once without each part.

    What was measured before under the same plan is not measured again.

    Args:
        plan: What to measure; its own `without` stays.
        settings: The library, embedder and model.
        parts: What to leave out in turn; by default all that matter to the plan.
        tell: Told of progress.
    """
    wanted = parts or _that_matter(plan, settings)
    metrics = SHOWN if plan.retrieval_only else ANSWERED
    whole = _rows(plan, settings, tell)
    found = [_ablation(None, whole, whole, metrics)]
    for part in wanted:
        told = None if tell is None else _named(tell, f"without {part}")
        rows = _rows(replace(plan, without=plan.without | {part}), settings, told)
        found.append(_ablation(part, whole, rows, metrics))
    return found


def _that_matter(plan: Plan, settings: Settings) -> tuple[Part, ...]:
    if plan.retrieval_only:
        return RETRIEVING
    if settings.llm_name == "quotes":
        return ("keywords", "vectors", "rewrite", "guard")
    return WRITING


def ablation_json(ablations: Sequence[Ablation]) -> list[dict[str, Any]]:
    """As `dateline eval ablate --json` prints it."""
    return [
        {
            "without": a.part,
            "what": PARTS[a.part] if a.part else "everything",
            "seconds": a.seconds,
            "metrics": {
                name: {"value": x.value, "difference": x.difference, "low": x.low, "high": x.high}
                for name, x in a.losses.items()
            },
        }
        for a in ablations
    ]


def markdown(ablations: Sequence[Ablation]) -> str:
    """The table, as README has it."""
    scored = (a.losses for a in ablations)
    values = [{n for n, loss in losses.items() if loss.value is not None} for losses in scored]
    names = [name for name in ablations[0].losses if name in set().union(*values)]
    lines = [f"| without | {' | '.join(names)} | median |", "|---" * (len(names) + 2) + "|"]
    for a in ablations:
        label = f"{a.part}: {PARTS[a.part]}" if a.part else "**nothing**"
        cells = [cell(a.losses[name], whole=a.part is None) for name in names]
        lines.append(f"| {label} | {' | '.join(cells)} | {duration(a.seconds)} |")
    return "\n".join(lines) + "\n"


def cell(loss: Loss, *, whole: bool) -> str:
    """A value, or its difference with the interval; bold where the interval excludes zero."""
    if loss.value is None:
        return "—"
    if whole or loss.difference is None or loss.low is None or loss.high is None:
        return f"{loss.value:.3f}"
    told = f"{loss.difference:+.3f} ({loss.low:+.3f} to {loss.high:+.3f})"
    return f"**{told}**" if loss.low > 0 or loss.high < 0 else told


def duration(seconds: float) -> str:
    """Seconds for people."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _rows(plan: Plan, settings: Settings, tell: Progress | None) -> list[Row]:
    return measure(replace(plan, reuse=True), settings, tell).rows()


def _ablation(
    part: Part | None, whole: Sequence[Row], rows: Sequence[Row], metrics: Sequence[str]
) -> Ablation:
    timed = [r["seconds"]["total"] if r["answer"] else r["seconds"]["retrieve"] for r in rows]
    losses = {name: _loss(name, whole, rows) for name in metrics}
    return Ablation(part, losses, percentile(timed, 50) or 0.0)


def _loss(name: str, whole: Sequence[Row], rows: Sequence[Row]) -> Loss:
    pairs = [
        (one, other)
        for a, b in zip(whole, rows, strict=True)
        if (one := _value(name, a)) is not None and (other := _value(name, b)) is not None
    ]
    values = [value for row in rows if (value := _value(name, row)) is not None]
    value = sum(values) / len(values) if values else None
    if not pairs:
        return Loss(value, None, None, None)
    found = paired_interval([a for a, _ in pairs], [b for _, b in pairs], SEED)
    if found is None:
        return Loss(value, None, None, None)
    difference, low, high = found
    return Loss(value, difference, low, high)


def _value(name: str, row: Row) -> float | None:
    value = row["scores"].get(name)
    return None if value is None else float(value)


def _named(tell: Progress, name: str) -> Progress:
    return lambda step, done, total: tell(f"{name}: {step}", done, total)
