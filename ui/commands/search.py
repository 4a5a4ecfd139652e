"""`dateline search`: passages only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui.asked import Asked, asking, line

if TYPE_CHECKING:
    from rag.domain import Found


@click.command(help="Find passages only.")
@asking
def command(asked: Asked) -> None:
    """Search for one query or a file of them."""
    from rag.answering import search
    from rag.settings import read_settings
    from rag.wire import found_json
    from rag.wiring import open_library, today
    from ui.terminal import steps

    opened = open_library(read_settings(asked.library))
    try:
        with steps(quiet=asked.quiet) as tell:
            opened.open_to_read(tell)
        if asked.text is not None:
            found = search(opened, asked.text, today(), asked.scope, asked.k)
            line(found_json(found)) if asked.as_json else show(found)
        for question, scope in asked.questions():
            line(found_json(search(opened, question.text, today(), scope, asked.k)), question)
    finally:
        opened.close()


def show(found: Found) -> None:
    """Passages for people."""
    from ui.sources import byline, kind
    from ui.terminal import screen

    out = screen()
    if found.notice:
        out.print(found.notice, style="yellow", markup=False)
    if not found.hits:
        out.print("Nothing found.")
    for hit in found.hits:
        passage = hit.passage
        out.print(f"[bold]{hit.rank}[/bold] ", end="")
        head = byline(passage.outlet, passage.published_at, passage.title)
        out.print(" · ".join([head, *kind(passage.labels)]), markup=False)
        out.print(f"  {' '.join(passage.text.split())}", style="dim", markup=False)
        out.print()
    out.print(f"{len(found.hits)} passages in {found.seconds * 1000:,.0f} ms", style="dim")
