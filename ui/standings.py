"""Tables of what parts are worth and of floors, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from eval.ablations import Ablation, Loss
from eval.floors import Standing
from eval.report.numbers import figure, signed
from ui.score_tables import SIGNS, heading, row, table
from ui.terminal import screen


def show_ablations(ablations: Sequence[Ablation]) -> None:
    """What each part is worth: the figures with all, then the differences without each."""
    out = screen()
    whole = next(one for one in ablations if one.part is None)
    shown = table("with all", "value>")
    for name, loss in whole.losses.items():
        row(shown, f" {name}", figure(loss.value, "score"))
    row(shown, " a question (median)", figure(whole.seconds, "seconds"))
    out.print(shown)
    for one in ablations:
        if one.part is not None:
            out.print()
            out.print(_without(one))


def _without(one: Ablation) -> Table:
    shown = table(f"without {one.part}", "value>", "difference>", "95 % interval>", "")
    for name, loss in one.losses.items():
        change = "—" if loss.difference is None else signed(loss.difference, 1.0, "score")
        ends = _ends(loss)
        row(shown, f" {name}", figure(loss.value, "score"), change, ends, _sign(loss))
    row(shown, " a question (median)", figure(one.seconds, "seconds"), "", "", "")
    return shown


def _sign(loss: Loss) -> Text:
    """Higher is better in all that is shown of ablations."""
    if loss.low is None or loss.high is None:
        return Text("")
    if loss.low == loss.high == 0:
        return Text(*SIGNS["same"])
    up, down = loss.low > 0, loss.high < 0
    return Text(*SIGNS["better" if up else "worse" if down else "unclear"])


def show_standings(standings: Iterable[Standing]) -> None:
    """Each figure of the gate beside its floor."""
    shown = table("", "floor>", "value>", "")
    for suite, ones in groupby(standings, key=lambda one: one.suite):
        heading(shown, suite)
        for one in ones:
            words = Text("▼ below its floor", "bold red") if one.fallen else Text("holds")
            floor, value = (f"{x:.4f}" if x is not None else "—" for x in (one.floor, one.value))
            row(shown, f" {one.metric}", floor, value, words)
    screen().print(shown)


def _ends(loss: Loss) -> str:
    if loss.low is None or loss.high is None:
        return ""
    return f"{signed(loss.low, 1.0, 'score')} to {signed(loss.high, 1.0, 'score')}"
