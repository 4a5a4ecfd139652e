"""`dateline models`: list the model packs, or fetch them."""

from __future__ import annotations

import json

import click

from ui.options import output_options


@click.group(help="List model packs, or fetch them.")
def command() -> None:
    """Group the two."""


@command.command("list")
@output_options
def list_packs(as_json: bool, quiet: bool) -> None:
    """Say which packs there are, and which are here."""
    from rag.models.packs import PACKS
    from rag.settings import read_settings

    del quiet
    models = read_settings().models
    rows = [
        {
            "name": pack.name,
            "purpose": pack.purpose,
            "licence": pack.licence,
            "bytes": pack.size,
            "here": pack.present(models),
            "path": str(pack.path(models)),
        }
        for pack in PACKS.values()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from rich.table import Table

    from ui.terminal import screen

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("pack", "purpose", "licence"):
        table.add_column(name)
    table.add_column("MB", justify="right")
    table.add_column("here")
    for pack in PACKS.values():
        here = "yes" if pack.present(models) else "no"
        size = f"{pack.size / 1e6:,.0f}"
        table.add_row(pack.name, pack.purpose, pack.licence, size, here)
    screen().print(table)
    screen().print(f"in {models}", style="dim")


@command.command("pull")
@click.argument("names", nargs=-1)
@click.option(
    "--embedder", is_flag=True, help="Only the encoder that embeds and checks, no language model."
)
@output_options
def pull_packs(names: tuple[str, ...], embedder: bool, as_json: bool, quiet: bool) -> None:
    """Fetch packs by NAME (default: what the settings use), and check every byte."""
    from rag.errors import InputError
    from rag.models.packs import PACKS
    from rag.models.pulling import pull
    from rag.settings import read_settings
    from ui.terminal import steps

    settings = read_settings()
    wanted = names or used_packs("quotes" if embedder else settings.llm_name)
    unknown = [name for name in wanted if name not in PACKS]
    if unknown:
        raise InputError(f"there is no model pack {unknown[0]!r}; there are {sorted(PACKS)}")
    for name in wanted:
        with steps(quiet=quiet, bytes_=True) as tell:
            pull(PACKS[name], settings.models, tell)
            PACKS[name].verify(settings.models)
        if not as_json:
            click.echo(f"{name}: every byte is here", err=True)
    if as_json:
        click.echo(json.dumps({"pulled": list(wanted)}))


def used_packs(llm: str) -> tuple[str, ...]:
    """The packs that are used with this model; whatever embeds, the gate reads with MiniLM."""
    from rag.models.packs import MINILM, QWEN

    packs = [MINILM.name]
    kind, _, name = llm.partition(":")
    if kind == "local":
        packs.append(name or QWEN.name)
    return tuple(packs)
