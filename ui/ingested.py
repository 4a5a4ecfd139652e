"""What a run of ingestion did, for people: counts, and a table of every rejection."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from ingest.report import Report

KINDS = ("added", "updated", "unchanged", "duplicates")


def show(report: Report, held: str | None, out: Console) -> None:
    """Print a report.

    Args:
        report: Of a run that ended.
        held: Who has the indexes, if not this process.
        out: Where to.
    """
    counts = report.outcomes
    names = [*KINDS, *sorted(set(counts) - set(KINDS))]
    parts = [f"{counts[name]:,} {name}" for name in names if counts[name]]
    parts += [f"{len(report.rejected):,} rejected"] if report.rejected else []
    head = ", ".join(parts) or "nothing to do"
    pace = report.kept / report.seconds if report.seconds >= 1 else 0.0
    out.print(
        f"[bold]{head}[/bold] in {report.seconds:,.1f} s"
        + (f", {pace:,.1f} articles a second" if pace else "")
    )
    if report.rejected:
        _rejections(report, out)
    if report.quarantined:
        pages = "page is" if report.quarantined == 1 else "pages are"
        out.print(
            f"{report.quarantined:,} {pages} kept to be looked at: "
            "dateline articles list --quarantined"
        )
    out.print(f"The library holds {report.articles:,} articles in {report.passages:,} passages.")
    if held and report.waiting:
        out.print(f"{held} has the indexes and still has {report.waiting:,} changes to apply.")


def _rejections(report: Report, out: Console) -> None:
    """Every rejection: a table on a terminal, a line for each elsewhere, to be searched."""
    if not out.is_terminal:
        for rejected in report.rejected:
            out.print(Text(f"{rejected.source}: {rejected.reason}"), soft_wrap=True)
        return
    table = Table(box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.add_column("rejected", style="red", overflow="fold", ratio=2)
    table.add_column("why", overflow="fold", ratio=3)
    for reason, run in groupby(report.rejected, key=lambda rejected: rejected.reason):
        for number, rejected in enumerate(run):
            table.add_row(Text(rejected.source), Text("" if number else reason))
    out.print(table)
