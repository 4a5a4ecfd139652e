"""A comparison of two runs in Markdown. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from eval.compare import Comparison, Difference, Flip
from eval.report.markdown import bullets, escaped, table
from eval.report.numbers import difference, figure

SIGNS = {"better": "▲ better", "worse": "▼ worse", "same": "= same", "unclear": "~ unclear"}
NOTE = (
    "Differences are B − A over the questions that both runs scored, with 95 % intervals (paired "
    "bootstrap over questions). Better or worse is said where the interval leaves out zero. Of "
    "twenty figures that do not differ, one will by chance. Seconds also depend on what else the "
    "machine did meanwhile, which no interval knows."
)


def comparison_markdown(comparison: Comparison) -> str:
    """The comparison as GitHub shows it."""
    parts = [
        "# Comparison",
        bullets(
            [
                f"A: {escaped(comparison.a)}",
                f"B: {escaped(comparison.b)}",
                f"questions compared: {comparison.questions}",
            ]
        ),
        *_warnings(comparison),
        NOTE,
        table(
            ("metric", "A", "B", "B − A (95 % interval)", "n", ""),
            [(*_cells(one), str(one.n), SIGNS[one.verdict]) for one in comparison.differences],
        ),
    ]
    if comparison.whole:
        parts += [
            "## Figures of whole runs",
            "Each over all that its run scored; nothing is paired, so there is no interval.",
            table(("metric", "A", "B", "B − A"), [_cells(one) for one in comparison.whole]),
        ]
    parts += [
        f"## Right in A, wrong in B: {len(comparison.lost)}",
        *_flips(comparison.lost),
        f"## Wrong in A, right in B: {len(comparison.gained)}",
        *_flips(comparison.gained),
        "## What differs between the runs",
        table(("what", "A", "B"), comparison.settings) if comparison.settings else "Nothing.",
    ]
    return "\n\n".join(parts) + "\n"


def _cells(one: Difference) -> tuple[str, str, str, str]:
    size = max(one.a or 0.0, one.b or 0.0)
    change = difference(one.difference, one.low, one.high, one.unit, size)
    return one.metric, figure(one.a, one.unit), figure(one.b, one.unit), change


def _warnings(comparison: Comparison) -> list[str]:
    told = [f"**Warning:** {escaped(warning)}" for warning in comparison.warnings]
    told += [
        f"**Left out:** {escaped(question)} ended in an error in {name}: {escaped(error)}"
        for question, name, error in comparison.errors
    ]
    return [bullets(told)] if told else []


def _flips(flips: Sequence[Flip]) -> list[str]:
    if not flips:
        return []
    told = [(flip.id, flip.kind, flip.question, flip.a, flip.b) for flip in flips]
    return [table(("question", "kind", "asked", "A", "B"), told)]
