"""Measures the gate's suites and holds them against the floors, or raises these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.floors import (
    MODEL,
    QUOTES,
    RETRIEVAL,
    SUITES,
    Standing,
    Suite,
    check,
    raised,
    read_baseline,
    standings,
    write_baseline,
)
from eval.measuring import SAMPLE_GOLD, Plan, measure, sample_articles
from eval.runs import read_run
from rag.errors import InputError
from rag.index.following import Progress
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Gated:
    """What was measured against which floors."""

    standings: tuple[Standing, ...]

    def check(self) -> None:
        """Pass or say what fell.

        Raises:
            EvaluationFailed: If a figure is below its floor.
        """
        check(self.standings)


def suites_of(names: Sequence[str], *, with_model: bool) -> list[Suite]:
    """The suites of these names, or those that need no language model.

    Raises:
        InputError: If there is no suite of such a name.
    """
    for name in names:
        if name not in SUITES:
            raise InputError(f"there is no suite {name!r}; there are {', '.join(SUITES)}")
    chosen = [SUITES[name] for name in dict.fromkeys(names)] or [RETRIEVAL, QUOTES]
    return [*chosen, MODEL] if with_model and MODEL not in chosen else chosen


def gate(
    suites: Iterable[Suite],
    settings: Settings,
    baseline: Path,
    folder: Path,
    *,
    gold: Path | None = None,
    articles: Path | None = None,
    update: bool = False,
    allow_regression: bool = False,
    tell: Progress | None = None,
) -> Gated:
    """Measure suites on the sample data, or on questions of one's own.

    Args:
        suites: What to measure.
        settings: Where models are; whatever model they name, a suite has its own.
        baseline: The file of floors.
        folder: Where runs are written.
        gold: The questions.
        articles: What they are about.
        update: Raise the floors to what was measured.
        allow_regression: Let floors fall, too.
        tell: Told of progress.

    Raises:
        EvaluationFailed: If floors are missing, were measured on other data, or would fall.
    """
    known = read_baseline(baseline)
    found: list[Standing] = []
    for suite in suites:
        plan = Plan(
            gold=gold or SAMPLE_GOLD,
            articles=articles or sample_articles(),
            retrieval_only=suite.retrieval_only,
            limit=suite.limit,
            out=folder / suite.name,
            report=False,
        )
        its = settings.model_copy(update={"llm": suite.llm, "embedder": "local"})
        about, _, summary = read_run(measure(plan, its, tell).folder)
        if update:
            known = raised(suite, known, about, summary, allow_regression=allow_regression)
        found += standings(suite, known, about, summary)
    if update:
        write_baseline(baseline, known)
    return Gated(tuple(found))
