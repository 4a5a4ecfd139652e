"""Writes a run's report: one page that needs nothing else, and its Markdown twin; for Jinja2."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.report.markdown import markdown
from eval.report.view import View, view_of
from eval.runs import read_run

HERE = Path(__file__).parent
HTML, TWIN = "report.html", "report.md"


def write_report(folder: Path) -> None:
    """Write report.html and report.md into a run's folder.

    Raises:
        InputError: If the folder holds no run with figures.
    """
    view = view_of(*read_run(folder))
    (folder / HTML).write_text(page(view), encoding="utf-8")
    (folder / TWIN).write_text(markdown(view), encoding="utf-8")


def page(view: View) -> str:
    """The report as one HTML page that asks nothing of any server."""
    known = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = (HERE / "report.js").read_text(encoding="utf-8")
    return known.get_template(HTML).render(
        view=view,
        charts=_charts(view),
        style=(HERE / "report.css").read_text(encoding="utf-8"),
        script=script,
        script_digest=b64encode(sha256(script.encode()).digest()).decode(),
    )


def _charts(view: View) -> Mapping[str, str]:
    """The charts that there are figures for, by name."""
    from eval.report import charts  # Matplotlib takes a second: only when a report is written

    found: dict[str, str] = {}
    kinds = {
        kind: {**one[view.by_kind]}
        for kind, one in view.summary["kinds"].items()
        if view.by_kind in one
    }
    if kinds:
        told = "; ".join(
            f"{k} {100 * one['value']:.0f} % of {one['n']}" for k, one in kinds.items()
        )
        words = charts.Words("kinds-chart", f"{view.by_kind} by kind of question", f"{told}.")
        found["kinds"] = charts.kinds_chart(words, kinds)
    points = view.summary["risk_coverage"]
    if points:
        title = "Share of answers that are wrong, by share answered"
        words = charts.Words("risk-chart", title, view.curve)
        found["risk"] = charts.risk_chart(words, points)
    latency = view.summary["latency"]
    named = {"retrieval": latency.get("retrieve"), "answer": latency.get("total")}
    series = {name: values for name, values in named.items() if values}
    if series:
        told = "; ".join(f"{name}: {times}" for name, times in view.times)
        words = charts.Words("latency-chart", "Share of questions done, by time", f"{told}.")
        found["latency"] = charts.latency_chart(words, series)
    return found
