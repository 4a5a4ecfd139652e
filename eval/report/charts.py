"""Charts as SVG that takes its colours from the page around it; the one file for Matplotlib."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import StringIO
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from eval.metrics.speed import percentile

INK, MUTED, RULE, ACCENT, WASH = "#1d1b17", "#6e685d", "#ddd7ca", "#8c2420", "#f3ede1"
VARIABLES = {
    INK: "var(--ink)",
    MUTED: "var(--muted)",
    RULE: "var(--rule)",
    ACCENT: "var(--accent)",
    WASH: "var(--wash)",
}
"""Colours as they are drawn, and what a page calls them."""

LOOK: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: it can be read, found and scaled
    "svg.hashsalt": "dateline",  # the same data give the same bytes
    "font.family": "DejaVu Sans",  # its measures; the page names the face
    "font.size": 9.5,
    "text.parse_math": False,  # a dollar is a dollar
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": RULE,
    "grid.linewidth": 0.7,
}
LINES = {"retrieval": (MUTED, "--"), "answer": (ACCENT, "-")}
"""The colour and the line of a distribution of seconds."""
MARKED = (50, 95)  # percentiles
WIDE = 20.0  # slowest over fastest, from where on seconds are shown on a log axis


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart is called and what it shows, for those who do not see it.

    Attributes:
        id: Of its elements in the page.
        title: A few words.
        text: What can be read from it.
    """

    id: str
    title: str
    text: str


def kinds_chart(words: Words, kinds: Mapping[str, Mapping[str, Any]]) -> str:
    """A dot with whiskers for each kind of question.

    Args:
        words: What it is called.
        kinds: A share with its ends, and of how many questions, by kind.
    """
    with rc_context(LOOK):
        sheet, axes = _axes(4.4, 0.55 + 0.3 * len(kinds))
        names = list(kinds)[::-1]
        for at, name in enumerate(names):
            one = kinds[name]
            if one["low"] is not None:
                axes.plot(
                    [100 * one["low"], 100 * one["high"]], [at, at], color=MUTED, linewidth=1.6
                )
            axes.plot([100 * one["value"]], [at], "o", color=ACCENT, markersize=6)
        axes.set_yticks(range(len(names)), [f"{name} ({kinds[name]['n']})" for name in names])
        axes.set(xlim=(-2, 102), ylim=(-0.6, len(names) - 0.4), xticks=range(0, 101, 25))
        axes.xaxis.set_major_formatter(FuncFormatter(_per_cent))
        axes.tick_params(axis="y", length=0, labelcolor=INK)
        axes.grid(visible=False, axis="y")
        axes.spines["left"].set_visible(False)
        return _svg(sheet, words)


def risk_chart(words: Words, points: Sequence[Sequence[float]]) -> str:
    """Share wrong over share answered, the surest answers first."""
    with rc_context(LOOK):
        sheet, axes = _axes(4.4, 2.9)
        x, y = [100 * p[0] for p in points], [100 * p[1] for p in points]
        axes.fill_between(x, y, color=WASH)
        axes.plot(x, y, color=ACCENT, linewidth=1.8)
        axes.plot(x[-1:], y[-1:], "o", color=ACCENT, markersize=5)
        axes.set(xlim=(0, 102), ylim=(0, min(102.0, max(10.0, 1.35 * max(y)))))
        axes.set_xlabel("share of questions answered, the surest first")
        axes.set_title("share of these answers that is wrong", **_TITLE)
        axes.xaxis.set_major_formatter(FuncFormatter(_per_cent))
        axes.yaxis.set_major_formatter(FuncFormatter(_per_cent))
        return _svg(sheet, words)


def latency_chart(words: Words, series: Mapping[str, Sequence[float]]) -> str:
    """Cumulative distributions of seconds, with the median and the 95th percentile marked.

    Args:
        words: What it is called.
        series: Seconds per question of `LINES`, each with one value at least.
    """
    least = min(max(seconds, 1e-4) for values in series.values() for seconds in values)
    most = max(max(values) for values in series.values())
    with rc_context(LOOK):
        sheet, axes = _axes(4.4, 2.9)
        for name, values in series.items():
            _distribution(axes, values, *LINES[name])
        if most > WIDE * least:
            axes.set_xscale("log")
            axes.set_xlim(least / 1.6, most * 1.6)
        else:
            axes.set_xlim(0, most * 1.15)
        axes.set(ylim=(0, 108), yticks=(0, 25, *MARKED, 75))
        axes.minorticks_off()
        axes.set_xlabel("time of a question")
        axes.set_title("share of questions done by then", **_TITLE)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: _time(x)))
        axes.yaxis.set_major_formatter(FuncFormatter(_per_cent))
        return _svg(sheet, words)


_TITLE: dict[str, Any] = {"loc": "left", "fontsize": 9.5, "color": MUTED, "pad": 8}


def _distribution(axes: Axes, values: Sequence[float], colour: str, line: str) -> None:
    known = sorted(max(seconds, 1e-4) for seconds in values)
    steps = [100 * n / len(known) for n in range(1, len(known) + 1)]
    axes.step([known[0], *known], [0, *steps], line, where="post", color=colour, linewidth=1.8)
    marks = [percentile(known, p) or 0.0 for p in MARKED]
    axes.plot(marks, MARKED, "o", color=colour, markersize=5)


def _axes(width: float, height: float) -> tuple[Figure, Axes]:
    sheet = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasSVG(sheet)
    sheet.patch.set_alpha(0)
    axes = sheet.add_subplot()
    axes.patch.set_alpha(0)
    return sheet, axes


def _per_cent(value: float, _place: int) -> str:
    return f"{value:.0f} %"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:g} ms" if seconds < 1 else f"{seconds:g} s"


def _svg(sheet: Figure, words: Words) -> str:
    """The drawing as an element of a page: named, without size, colours or face of its own."""
    out = StringIO()
    sheet.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r'<g id="[^"]*">', "<g>", text).replace("xlink:href", "href")
    text = re.sub(r'\b(id="|href="#|url\(#)', rf"\1{words.id}-", text)
    text = text.replace("; font-family: 'DejaVu Sans'", "")
    text = re.sub(r"#[0-9a-f]{6}\b", lambda m: VARIABLES.get(m[0], m[0]), text)
    (box,) = re.findall(r'viewBox="[^"]+"', text[: text.index(">")])
    body = re.sub(r"\n\s*", "\n", text[text.index(">") + 1 :])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" class="chart" '
        f'aria-labelledby="{words.id}-title {words.id}-desc">\n'
        f'<title id="{words.id}-title">{escape(words.title)}</title>\n'
        f'<desc id="{words.id}-desc">{escape(words.text)}</desc>{body}'
    )
