"""`dateline search`: passages only."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.options import library_option, output_options, scope_of, scope_options

if TYPE_CHECKING:
    from rag.domain import Found


@click.command(help="Find passages only.")
@click.argument("query", required=False)
@click.option(
    "--questions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file of questions, JSON Lines; prints a line of JSON for each.",
)
@scope_options
@library_option
@output_options
def command(
    query: str | None,
    questions: Path | None,
    k: int,
    as_of: date | None,
    since: date | None,
    to: date | None,
    outlets: tuple[str, ...],
    library: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Search for one query or a file of them."""
    if (query is None) == (questions is None):
        raise click.UsageError("give a QUERY or --questions FILE, one of the two")
    from dataclasses import replace

    from rag.answering import Dateline
    from rag.settings import read_settings
    from rag.wire import found_json
    from rag.wiring import open_library, today
    from ui.questions import read_questions
    from ui.terminal import steps

    scope = scope_of(as_of, since, to, outlets)
    opened = open_library(read_settings(library))
    with steps(quiet=quiet or as_json) as tell:
        opened.open_to_read(tell)
    dateline = Dateline(opened, None, today)
    try:
        if query is not None:
            found = dateline.search(query, scope, k)
            show(found) if not as_json else _line(found_json(found))
            return
        for question in read_questions(questions):  # type: ignore[arg-type]
            clock = replace(scope, as_of=scope.as_of or question.as_of)
            row = found_json(dateline.search(question.text, clock, k))
            _line(row if question.id is None else {"id": question.id} | row)
    finally:
        opened.close()


def _line(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


def show(found: Found) -> None:
    """Passages for people."""
    from ui.sources import byline
    from ui.terminal import screen

    out = screen()
    if found.notice:
        out.print(found.notice, style="yellow", markup=False)
    if not found.hits:
        out.print("Nothing found.")
    for hit in found.hits:
        passage = hit.passage
        out.print(f"[bold]{hit.rank}[/bold] ", end="")
        out.print(byline(passage.outlet, passage.published_at, passage.title), markup=False)
        out.print(f"  {' '.join(passage.text.split())}", style="dim", markup=False)
        out.print()
    out.print(f"{len(found.hits)} passages in {found.seconds * 1000:,.0f} ms", style="dim")
