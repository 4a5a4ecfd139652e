"""`dateline eval ablate`: what each part of Dateline is worth."""

from __future__ import annotations

import json
from typing import Any

import click

from ui.commands.eval_run import planned
from ui.planned import planning


@click.command(help="What each part of Dateline is worth: the same questions without it.")
@planning
@click.option("--part", "parts", multiple=True, metavar="PART", help="Only this one; repeatable.")
@click.option("--markdown", "as_markdown", is_flag=True, help="A Markdown table on stdout.")
def command(
    as_json: bool, quiet: bool, as_markdown: bool, parts: tuple[str, ...], **options: Any
) -> None:
    """Run the plan as it is and without each part, and show the paired differences."""
    from eval.ablations import ablate, ablation_json, markdown
    from rag.parts import parts_of
    from ui.standings import show_ablations
    from ui.terminal import steps

    plan, settings = planned(**options)
    chosen = [next(iter(parts_of([name]))) for name in parts]
    with steps(quiet=quiet or as_json or as_markdown) as tell:
        found = ablate(plan, settings, chosen, tell)
    if as_json:
        click.echo(json.dumps(ablation_json(found), ensure_ascii=False))
    elif as_markdown:
        click.echo(markdown(found), nl=False)
    else:
        show_ablations(found)
