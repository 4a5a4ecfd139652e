"""`dateline doctor`: what state the library is in, and repairing it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.options import library_option, output_options

if TYPE_CHECKING:
    from rag.index.library import Library
    from rag.models.packs import Pack
    from rag.settings import Settings


@click.command(help="Say what state the library is in, and repair it.")
@click.option("--repair", "mend", is_flag=True, help="Mend what is wrong.")
@library_option
@output_options
def command(mend: bool, library: Path | None, as_json: bool, quiet: bool) -> None:
    """Look, and mend if asked."""
    from ingest.repair import repair
    from rag.index.library import Library
    from rag.settings import read_settings
    from rag.wiring import open_embedder
    from ui.terminal import steps

    settings = read_settings(library)
    if settings.embedder == "local":
        _encoder().verify(settings.models)  # no library can be looked at without its embedder
    opened = Library(
        settings.library,
        open_embedder(settings),
        settings.archive_url,
        settings.chroma_url,
        check=False,
    )
    done: list[str] = []
    try:
        if mend:
            with steps(quiet=quiet or as_json) as tell:
                done = repair(opened, tell)
            opened.close()
            opened = Library(
                settings.library,
                opened.embedder,
                settings.archive_url,
                settings.chroma_url,
            )
        state = look(opened, settings)
    finally:
        opened.close()
    state["done"] = done
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False))
    else:
        show(state)
    if state["problems"]:
        sys.exit(1)


def look(library: Library, settings: Settings) -> dict[str, Any]:
    """The state of a library: what it holds, how far the indexes are, and what is wrong."""
    from rag.errors import DatelineError, LibraryHeld
    from rag.index.stamp import check_stamp, embedder_stamp

    problems: list[str] = []
    writer = None
    try:
        _encoder().verify(settings.models)
    except DatelineError as error:
        problems.append(f"no answer can be checked: {error}")
    try:
        damage = library.damaged()
        if damage:
            problems.append(f"{damage}; run `dateline doctor --repair`")
    except LibraryHeld:
        writer = library.lock.holder()
    try:
        from ingest.pipeline import stamp_check

        check_stamp(library.archive.log, embedder_stamp(library.embedder))
        stamp_check(library.archive)
    except DatelineError as error:
        problems.append(str(error))
    newest = library.archive.log.newest()
    applied = library.archive.log.reported()
    waiting = library.archive.log.waiting(min(applied.values(), default=0))
    return {
        "library": str(settings.library),
        "llm": settings.llm_name,
        **library.archive.counts(),
        "changes": newest,
        "applied": applied,
        "waiting": waiting,
        "stamp": library.archive.log.stamp(),
        "writer": writer,
        "problems": problems,
    }


def show(state: dict[str, Any]) -> None:
    """The state for people."""
    from rich.text import Text

    from ui.sources import spoken_day
    from ui.terminal import screen

    out = screen()
    for line in state["done"]:
        out.print(Text(f"✓ {line}", style="green"))
    out.print(Text(state["library"], style="bold"))
    out.print(
        f"{state['articles']:,} articles in {state['passages']:,} passages, "
        f"{state['outlets']:,} outlets, {state['undated']:,} undated"
    )
    if state["newest"]:
        out.print(f"published {spoken_day(state['oldest'])} to {spoken_day(state['newest'])}")
    for name, change in sorted(state["applied"].items()):
        out.print(f"{name}: change {change:,} of {state['changes']:,}")
    made = ", ".join(f"{name} {value}" for name, value in sorted(state["stamp"].items()))
    out.print(Text(f"made with {made}" if made else "new and empty", style="dim"))
    if state["writer"]:
        out.print(f"{state['writer']} writes to it now")
    if state["waiting"] and not state["writer"]:
        out.print(f"{state['waiting']:,} changes wait for the indexes; the next use applies them")
    for problem in state["problems"]:
        out.print(Text(f"✗ {problem}", style="red"))
    if not state["problems"]:
        out.print(Text("✓ nothing is wrong", style="green"))


def _encoder() -> Pack:
    """What the gate reads with, whatever embeds."""
    from rag.models.packs import MINILM

    return MINILM
