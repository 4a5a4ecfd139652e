"""`dateline verify`: is each claim carried by its document, does a saved receipt still stand?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from ui.options import library_option, output_options

FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.command(help="Check claims against their documents, or a saved receipt against the library.")
@click.argument("file", metavar="[FILE.jsonl]", type=FILE, required=False)
@click.option("--receipt", type=FILE, help="A receipt of `dateline ask --receipt` to check again.")
@library_option
@output_options
def command(
    file: Path | None, receipt: Path | None, library: Path | None, as_json: bool, quiet: bool
) -> None:
    """Check a file of claims, `-` for standard input: a line out for each line in.

    Lines are JSON with --json, and where they do not go to a terminal.
    """
    if (file is None) == (receipt is None):
        raise click.UsageError("give a FILE of claims or --receipt FILE, one of the two")
    if receipt is not None:
        check(receipt, library, as_json=as_json)
    elif file is not None:
        seen = sys.stdout.isatty()
        judge(file, as_json=as_json or not seen, quiet=quiet or seen)


def judge(file: Path, *, as_json: bool, quiet: bool) -> None:
    """Say of each claim whether its document carries it, as soon as it is known."""
    from rag.settings import read_settings
    from rag.support.opening import open_gate
    from rag.verifying import Verifier
    from ui.claims import judged, read_claims
    from ui.lines import count
    from ui.terminal import steps

    out = sys.stdout  # a bar takes its place
    total = 0 if quiet else count(file)
    verifier = Verifier(open_gate(read_settings().models))
    with steps(quiet=quiet) as tell:
        for done, claim in enumerate(read_claims(file), 1):
            row = judged(claim, verifier)
            if as_json:
                click.echo(json.dumps(row, ensure_ascii=False), file=out)
            else:
                show_claim(claim.text, row)
            tell("checking claims", done, total)


def check(file: Path, library: Path | None, *, as_json: bool) -> None:
    """Say whether each quote of a receipt still stands where it stood.

    Raises:
        ReceiptFallen: If anything is not as it was.
    """
    from rag.errors import ReceiptFallen
    from rag.index.archive import Archive
    from rag.receipt_checks import check_receipt
    from rag.receipt_form import parse_receipt
    from rag.settings import read_settings
    from rag.support.opening import open_gate
    from rag.verifying import Verifier
    from ui.receipts import named, read_bytes, show_checks

    value = parse_receipt(read_bytes(file), named(file))
    settings = read_settings(library)
    archive = Archive(settings.archive_url or f"sqlite:///{settings.library / 'archive.db'}")
    try:
        checks = check_receipt(value, archive, Verifier(open_gate(settings.models)), named(file))
    finally:
        archive.close()
    if as_json:
        click.echo(json.dumps(checks.json(), ensure_ascii=False))
    else:
        show_checks(checks)
    if not checks.stands:
        raise ReceiptFallen(f"{named(file)} does not stand: {checks.summary}")


def show_claim(text: str, row: dict[str, Any]) -> None:
    """A claim for people, with the quotes that carry it or the reason why none does."""
    from rich.padding import Padding
    from rich.text import Text

    from ui.terminal import screen

    out, supported = screen(), row["supported"]
    mark = ("✓ ", "bold green") if supported else ("✗ ", "bold red")
    named = () if row["id"] is None else ((f"{row['id']}  ", "cyan"),)
    out.print(Text.assemble(mark, *named, text, (f"  {row['score']:.2f}", "dim")))
    for quote in row["quotes"]:
        out.print(Padding(Text(f"“{' '.join(quote['text'].split())}”", style="italic"), (0, 2)))
    if row["why"]:
        out.print(Padding(Text(row["why"], style="yellow"), (0, 2)))
