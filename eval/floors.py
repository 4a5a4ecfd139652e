"""The gate for changes: figures that may not fall, and on which data they were measured."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, isfinite
from pathlib import Path
from typing import Any

from rag.errors import EvaluationFailed, InputError

BASELINE = Path(__file__).parent / "baseline.json"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Suite:
    """A set of figures that are measured together.

    Attributes:
        name: In the baseline.
        llm: The model, in the words of DATELINE_LLM.
        metrics: The figures that have floors.
        exact: Those of them that are promises: their floor is what was measured.
        spare: Questions by which the floor of another figure lies below what was measured, because
            processors round differently.
        limit: Ask a sample of so many questions.
        retrieval_only: Find passages and do not answer.
    """

    name: str
    llm: str
    metrics: tuple[str, ...]
    exact: tuple[str, ...]
    spare: int = 1
    limit: int | None = None
    retrieval_only: bool = False


RETRIEVAL = Suite(
    "retrieval",
    "quotes",
    ("hit@1", "hit@5", "recall@5", "recall@10", "MRR@10", "nDCG@10", "quote recall@10",
     "answer in context", "nothing later than as-of"),
    ("nothing later than as-of",),
    retrieval_only=True,
)  # fmt: skip
QUOTES = Suite(
    "quotes",
    "quotes",
    ("correct", "evidence cited", "citation precision", "citation recall", "quote fidelity",
     "supported sentences", "abstention F1", "nothing later than as-of"),
    ("citation recall", "quote fidelity", "supported sentences", "nothing later than as-of"),
)  # fmt: skip
MODEL = Suite(
    "model",
    "local",
    ("correct", "citation recall", "quote fidelity", "supported sentences"),
    ("citation recall", "quote fidelity", "supported sentences"),
    spare=2,
    limit=8,
)
SUITES = {suite.name: suite for suite in (RETRIEVAL, QUOTES, MODEL)}


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure against its floor.

    Attributes:
        suite: Where it was measured.
        metric: Its name.
        floor: The least that is allowed; None where there is none yet.
        value: What was measured; None where nothing was scored.
    """

    suite: str
    metric: str
    floor: float | None
    value: float | None

    @property
    def fallen(self) -> bool:
        """Whether it is below its floor; a figure that is gone is."""
        return self.floor is not None and (self.value is None or self.value < self.floor)

    def json(self) -> dict[str, Any]:
        """As `dateline eval gate --json` prints it."""
        return {
            "suite": self.suite,
            "metric": self.metric,
            "floor": self.floor,
            "value": self.value,
            "fallen": self.fallen,
        }


def read_baseline(path: Path) -> dict[str, Any]:
    """The floors of each suite; none where there is no such file.

    Raises:
        InputError: If it cannot be read.
    """
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {name: dict(suite, floors=_finite(suite["floors"])) for name, suite in found.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"the baseline {str(path)!r} cannot be read: {error}") from error


def standings(
    suite: Suite, baseline: Mapping[str, Any], about: Mapping[str, Any], summary: Mapping[str, Any]
) -> list[Standing]:
    """Each figure of a suite against its floor.

    Raises:
        EvaluationFailed: If the floors were measured on other data.
    """
    known = baseline.get(suite.name)
    if known is None:
        raise EvaluationFailed(
            f"there are no floors for {suite.name!r} yet: `dateline eval gate --update` sets them"
        )
    for name, digest in data_of(about).items():
        if known.get(name) != digest:
            raise EvaluationFailed(
                f"the floors of {suite.name!r} were measured on other data: {name} was "
                f"{str(known.get(name))[:12]}, is {digest[:12]}. If that is meant, say "
                "`dateline eval gate --update`, with --allow-regression if figures fall."
            )
    values = values_of(summary)
    floors = known["floors"]
    bare = [m for m in suite.metrics if values.get(m) is not None and m not in floors]
    if bare:
        raise EvaluationFailed(
            f"{suite.name!r} has no floor for {', '.join(bare)}: `dateline eval gate --update` "
            "sets it"
        )
    return [Standing(suite.name, m, floors.get(m), values.get(m)) for m in suite.metrics]


def raised(
    suite: Suite,
    baseline: Mapping[str, Any],
    about: Mapping[str, Any],
    summary: Mapping[str, Any],
    *,
    allow_regression: bool = False,
) -> dict[str, Any]:
    """The baseline with floors as high as what was measured allows.

    Raises:
        EvaluationFailed: If a floor would fall, unless that is allowed.
    """
    old = baseline.get(suite.name, {}).get("floors", {})
    values, scored = values_of(summary), counts_of(summary)
    floors: dict[str, float] = {}
    for metric in suite.metrics:
        value = values.get(metric)
        before = old.get(metric)
        if value is None or (before is not None and value < before):
            if not allow_regression and before is not None:
                raise EvaluationFailed(
                    f"{suite.name}: {metric} fell from its floor of {before} to {value}; if that "
                    "is meant, say --allow-regression and say why in the commit"
                )
            if value is None:
                continue
            before = None
        spare = 0 if metric in suite.exact else suite.spare
        new = max(0.0, _down(value - spare / max(1, scored[metric])))
        floors[metric] = new if before is None else max(before, new)
    entry = {**data_of(about), "questions": about["gold"]["questions"], "floors": floors}
    return {**baseline, suite.name: entry}


def write_baseline(path: Path, baseline: Mapping[str, Any]) -> None:
    """Write the floors, suites in their order."""
    text = json.dumps(dict(baseline), indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")


def check(standings: Sequence[Standing]) -> None:
    """Say which figures fell.

    Raises:
        EvaluationFailed: If one is below its floor.
    """
    fallen = [s for s in standings if s.fallen]
    if fallen:
        told = "; ".join(f"{s.suite}: {s.metric} is {s.value}, not {s.floor}" for s in fallen)
        raise EvaluationFailed(f"{len(fallen)} of {len(standings)} figures fell: {told}")


def data_of(about: Mapping[str, Any]) -> dict[str, str]:
    """The digests of what was measured on."""
    return {"gold": about["gold"]["digest"], "corpus": about["corpus"]["digest"]}


def values_of(summary: Mapping[str, Any]) -> dict[str, float | None]:
    """The figures of a summary by name, cut to the digits of a floor."""
    return {
        m["name"]: None if m["value"] is None else _down(m["value"]) for m in summary["metrics"]
    }


def counts_of(summary: Mapping[str, Any]) -> dict[str, int]:
    """How many questions each figure is of."""
    return {m["name"]: m["n"] for m in summary["metrics"]}


def _finite(floors: Mapping[str, Any]) -> dict[str, float]:
    found = {metric: float(value) for metric, value in floors.items()}
    wrong = [metric for metric, value in found.items() if not isfinite(value)]
    if wrong:
        raise ValueError(f"the floor of {wrong[0]} is no number")
    return found


def _down(value: float) -> float:
    scale = float(10**DIGITS)
    return floor(value * scale + 1e-6) / scale
