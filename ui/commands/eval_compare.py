"""`dateline eval compare`: two runs, question by question."""

from __future__ import annotations

import json
from pathlib import Path

import click

RUN = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(help="Two runs, question by question: differences, intervals, what flipped.")
@click.argument("a", type=RUN)
@click.argument("b", type=RUN)
@click.option("--seed", type=click.IntRange(0), default=0, help="Of the intervals.")
@click.option("--json", "as_json", is_flag=True, help="JSON on stdout.")
def command(a: Path, b: Path, seed: int, as_json: bool) -> None:
    """Compare run A to run B."""
    from eval.compare import compare, comparison_json
    from ui.scores import show_comparison

    found = compare(a, b, seed)
    if as_json:
        click.echo(json.dumps(comparison_json(found), ensure_ascii=False))
    else:
        show_comparison(found)
