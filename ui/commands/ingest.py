"""`dateline ingest`: store articles."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.options import library_option, output_options
from ui.source_options import asked_of, source_options

if TYPE_CHECKING:
    from ingest.report import Report
    from ingest.sources import Asked
    from ingest.stages.crew import Crew
    from rag.index.following import Progress
    from rag.index.library import Library
    from rag.settings import Settings

PATIENCE = 30.0  # seconds without progress of the process that indexes, before we stop watching


@click.command(
    help="Store articles from pages, feeds, sitemaps and sites, from files, folders, archives and "
    "patterns of names, or from standard input (-)."
)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--samples", is_flag=True, help="Also the sample articles that come with Dateline.")
@click.option("--if-empty", is_flag=True, help="Do nothing if the library holds articles.")
@click.option("--ray", metavar="ADDRESS", help="Read and embed on a Ray cluster; or `local`.")
@click.option("--watch", "watched", is_flag=True, help="Poll feeds until Ctrl-C (all known ones).")
@source_options
@library_option
@output_options
def command(
    sources: tuple[str, ...],
    samples: bool,
    if_empty: bool,
    ray: str | None,
    watched: bool,
    library: Path | None,
    as_json: bool,
    quiet: bool,
    fields: tuple[str, ...],
    stdin_format: str,
    limit: int | None,
    since: date | None,
) -> None:
    """Read sources, store what is new, report what was rejected."""
    asked = asked_of(fields, stdin_format, limit, since)
    if watched:
        from ui.watch import watch as watch_feeds

        watch_feeds(sources, library, asked, as_json=as_json, quiet=quiet)
    from ingest.stages.memory import steady_memory
    from rag.settings import read_settings
    from rag.wiring import open_library

    steady_memory()
    named = _named(sources, samples=samples)
    settings = read_settings(library)
    opened = open_library(settings)
    try:
        if if_empty and opened.archive.log.newest():
            return
        held = take(opened)
        crew = partial(cluster, ray, settings) if ray else None
        report = _ingested(named, asked, opened, settings, crew, quiet=quiet, held=bool(held))
    finally:
        opened.close()
    _tell(report, held, as_json=as_json)


def _ingested(
    named: list[str],
    asked: Asked,
    library: Library,
    settings: Settings,
    crew: Callable[[], Crew] | None,
    *,
    quiet: bool,
    held: bool,
) -> Report:
    """What became of the sources."""
    from ingest.fetching import Fetch
    from ingest.pipeline import ingest
    from ingest.sources import count, leads
    from ingest.stages.pages import fetched
    from ingest.stages.visited import Standing
    from ui.terminal import steps

    fetched_by = Fetch(
        contact=settings.contact,
        allowed_hosts=settings.allowed_hosts,
        memory=Standing(library.archive),
    )
    with steps(quiet=quiet, long=True) as tell, fetched_by as fetch:
        advance = advancing(tell, count(named) or 0)
        apart = replace(asked, apart=True)
        found = leads(named, fetch=fetch, stdin=sys.stdin, asked=apart)
        items = fetched(found, fetch, asked.clock)
        report = ingest(items, library, advance, say=aside, crew=crew() if crew else None)
        if held and report.waiting:
            report.waiting = watch(library, tell)
    return report


def advancing(tell: Progress, total: int) -> Callable[[int], None]:
    """Tells of progress by how much more is done; of a total that may turn out to be larger."""
    done = 0
    tell("articles", 0, total)

    def advance(more: int) -> None:
        nonlocal done
        done += more
        tell("articles", done, max(total, done) if total else 0)

    return advance


def _tell(report: Report, held: str | None, *, as_json: bool) -> None:
    """Show what became of the sources, and end as it ended."""
    from ui.ingested import show
    from ui.terminal import screen

    if as_json:
        click.echo(json.dumps(report.json(), ensure_ascii=False))
    else:
        show(report, held, screen())
    if report.stopped:
        raise KeyboardInterrupt
    if report.failed:
        sys.exit(1)


def _named(sources: tuple[str, ...], *, samples: bool) -> list[str]:
    if not sources and not samples:
        raise click.UsageError("name at least one source: a URL, a file, a folder, or -")
    return [*sources, *([sample_file()] if samples else [])]


def sample_file() -> str:
    """Where the sample articles lie."""
    import ingest

    return str(Path(ingest.__file__).parent / "samples" / "articles.jsonl")


def aside(line: str) -> None:
    """Say something beside the results."""
    click.echo(line, err=True)


def cluster(address: str, settings: Settings) -> Crew:
    """The crew of a Ray cluster."""
    from ingest.ray_stage import Cluster
    from rag.wiring import open_embedder

    return Cluster(address, partial(open_embedder, settings, 1))


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
