"""`dateline ingest`: store articles."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.options import library_option, output_options

if TYPE_CHECKING:
    from ingest.report import Report
    from rag.index.following import Progress
    from rag.index.library import Library

PATIENCE = 30.0  # seconds without progress of the process that indexes, before we stop watching


@click.command(help="Store articles from pages, files, folders or JSON Lines (- for stdin).")
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--samples", is_flag=True, help="Also the sample articles that come with Dateline.")
@click.option("--if-empty", is_flag=True, help="Do nothing if the library holds articles.")
@library_option
@output_options
def command(
    sources: tuple[str, ...],
    samples: bool,
    if_empty: bool,
    library: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read sources, store what is new, report what was rejected."""
    if not sources and not samples:
        raise click.UsageError("name at least one source: a URL, a file, a folder, or -")
    from ingest.fetching import Fetch
    from ingest.pipeline import ingest
    from ingest.sources import count, drafts
    from rag.settings import read_settings
    from rag.wiring import open_library
    from ui.terminal import steps

    named = [*sources, *([sample_file()] if samples else [])]
    opened = open_library(read_settings(library))
    if if_empty and opened.archive.log.newest():
        opened.close()
        return
    held = take(opened)
    try:
        with steps(quiet=quiet or as_json) as tell, Fetch() as fetch:
            total, done = count(named) or 0, 0
            tell("articles", 0, total)

            def advance(more: int) -> None:
                nonlocal done
                done += more
                tell("articles", done, max(total, done) if total else 0)

            items = drafts(named, fetch=fetch, stdin=sys.stdin, clock=lambda: datetime.now(UTC))
            report = ingest(items, opened, advance)
            if held and report.waiting:
                report.waiting = watch(opened, tell)
    finally:
        opened.close()
    if as_json:
        click.echo(json.dumps(report.json(), ensure_ascii=False))
    else:
        show(report, held)
    if report.stopped:
        raise KeyboardInterrupt
    if report.failed:
        sys.exit(1)


def sample_file() -> str:
    """Where the sample articles lie."""
    import ingest

    return str(Path(ingest.__file__).parent / "samples" / "articles.jsonl")


def take(library: Library) -> str | None:
    """Open the library to write; where another process has it, its name instead."""
    from rag.errors import LibraryHeld

    try:
        library.open_to_write("dateline ingest", patience=2.0)
    except LibraryHeld:
        return library.lock.holder()
    library.follow()
    return None


def watch(library: Library, tell: Progress) -> int:
    """Wait while the process that has the indexes lets them follow.

    Returns:
        How many changes were still waiting when it seemed to do no more.
    """
    first = waiting = library.behind()
    last = time.monotonic()
    while waiting and time.monotonic() - last < PATIENCE:
        time.sleep(0.2)
        now = library.behind()
        if now < waiting:
            waiting, last = now, time.monotonic()
        tell("indexing by the other process", first - waiting, first)
    return waiting


def show(report: Report, held: str | None) -> None:
    """The report for people."""
    from ui.terminal import screen

    out = screen()
    counts = report.outcomes
    parts = [
        f"{counts[name]:,} {name}"
        for name in ("added", "updated", "unchanged", "duplicates")
        if counts[name]
    ]
    parts += [f"{len(report.rejected):,} rejected"] if report.rejected else []
    head = ", ".join(parts) or "nothing to do"
    out.print(f"[bold]{head}[/bold] in {report.seconds:,.1f} s")
    for rejection in report.rejected[:20]:
        out.print(f"  {rejection.source}", style="red", markup=False)
        out.print(f"    {rejection.reason}", markup=False)
    if len(report.rejected) > 20:
        out.print(f"  … and {len(report.rejected) - 20:,} more; --json lists all", style="dim")
    out.print(f"The library holds {report.articles:,} articles in {report.passages:,} passages.")
    if held and report.waiting:
        out.print(f"{held} has the indexes and still has {report.waiting:,} changes to apply.")
