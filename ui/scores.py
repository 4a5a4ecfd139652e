"""Tables of evaluations on a terminal: readable in 80 columns, in a pipe, and without colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from eval.compare import Comparison, Difference, Flip
from eval.report.numbers import figure, interval, signed
from ui.score_tables import DRAWN, SIGNS, drawn, heading, row, say, table
from ui.terminal import screen


def show_summary(run: Mapping[str, Any], summary: Mapping[str, Any]) -> None:
    """The figures of a run: by group, then by kind of question."""
    out = screen()
    say(out, f"{run['name']}: {summary['questions']} questions", "bold")
    model = run.get("model") or "passages only"
    say(out, f"{run['system']}, {model}; {run.get('machine') or 'an unknown machine'}")
    if summary["errors"]:
        told = f"{summary['errors']} of {summary['questions']} ended in an ERROR: not scored below"
        say(out, told, "bold red")
    shown = table("", "value>", "95 % interval>", "n>", f"0{'1':>{DRAWN - 1}}")
    unscored: list[str] = []
    for group, metrics in groupby(summary["metrics"], key=lambda metric: metric["group"]):
        known = list(metrics)
        if all(metric["value"] is None for metric in known):
            unscored.append(group)
            continue
        heading(shown, group)
        for metric in known:
            value, low, high, unit = (metric[name] for name in ("value", "low", "high", "unit"))
            chart = drawn(value, low, high) if unit in ("share", "score") else ""
            ends = interval(value, low, high, unit)
            row(shown, " " + metric["name"], figure(value, unit), ends, str(metric["n"]), chart)
    out.print(shown)
    if unscored:
        say(out, f"— not scored in this run: {', '.join(unscored)}")
    _show_kinds(out, summary["kinds"])


def _show_kinds(out: Console, kinds: Mapping[str, Mapping[str, Any]]) -> None:
    names = list(dict.fromkeys(name for one in kinds.values() for name in one if name != "n"))
    if not names:
        return
    shown = table("kind", "n>", *(f"{name}>" for name in names))
    for kind, one in kinds.items():
        cells = [_of_kind(name, one[name]["value"] if name in one else None) for name in names]
        row(shown, kind, str(one["n"]), *cells)
    out.print()
    out.print(shown)


def _of_kind(name: str, value: float | None) -> str:
    scores = ("MRR", "MAP", "nDCG", "token F1")  # the rest are shares
    return figure(value, "score" if name.startswith(scores) else "share")


def show_comparison(comparison: Comparison) -> None:
    """Run B against run A: warnings first, then differences, flips and what differs."""
    out = screen()
    say(out, f"A: {comparison.a}")
    say(out, f"B: {comparison.b}")
    say(out, f"{comparison.questions} questions compared; differences are B − A", "bold")
    for warning in comparison.warnings:
        say(out, f"! {warning}", "yellow")
    for question, name, error in comparison.errors:
        say(out, f"! {question} left out: error in {name}: {error}", "yellow")
    _show_differences(out, comparison)
    _show_flips(out, "right in A, wrong in B", comparison.lost)
    _show_flips(out, "wrong in A, right in B", comparison.gained)
    if comparison.settings:
        out.print()
        shown = table("what differs", "A", "B")
        for cells in comparison.settings:
            row(shown, *cells)
        out.print(shown)


def _show_differences(out: Console, comparison: Comparison) -> None:
    shown = table("", "A>", "B>", "B − A>", "95 % interval>", "n>", "B is", gap=1)
    for group, ones in groupby(comparison.differences, key=lambda one: one.group):
        heading(shown, group)
        for one in ones:
            ends = _ends(one, one.unit, _size(one))
            row(shown, *_cells(one), ends, str(one.n), Text(*SIGNS[one.verdict]))
    out.print(shown)
    say(out, "seconds also depend on what else the machine did: no interval knows that", "dim")
    if comparison.whole:
        shown = table("figures of whole runs", "A>", "B>", "B − A>")
        for one in comparison.whole:
            row(shown, *_cells(one))
        out.print()
        out.print(shown)


def _cells(one: Difference) -> tuple[str, str, str, str]:
    change = "—" if one.difference is None else signed(one.difference, _size(one), one.unit)
    return f" {one.metric}", figure(one.a, one.unit), figure(one.b, one.unit), change


def _size(one: Difference) -> float:
    return max(one.a or 0.0, one.b or 0.0)


def _ends(one: Difference, unit: str, size: float) -> str:
    if one.low is None or one.high is None:
        return ""
    return f"{signed(one.low, size, unit)} to {signed(one.high, size, unit)}"


def _show_flips(out: Console, title: str, flips: Sequence[Flip]) -> None:
    out.print()
    say(out, f"{title}: {len(flips)}", "bold")
    for flip in flips:
        say(out, f"  {flip.id}  {flip.question}")
        say(out, f"      A  {flip.a}", "dim")
        say(out, f"      B  {flip.b}", "dim")
