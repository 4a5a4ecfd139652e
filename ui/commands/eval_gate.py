"""`dateline eval gate`: fail where a figure is below its floor."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ui.planned import ANY, FILE


@click.command(help="Fail where a figure is below its floor; --update raises floors.")
@click.option("--gold", type=FILE, help="Gold questions; the sample ones by default.")
@click.option("--articles", type=ANY, help="What they are about; the sample ones by default.")
@click.option(
    "--baseline", type=click.Path(path_type=Path, dir_okay=False), help="The file of floors."
)
@click.option("--suite", "suites", multiple=True, help="Only this one; repeatable.")
@click.option("--model", "with_model", is_flag=True, help="Also a few with the embedded model.")
@click.option("--update", is_flag=True, help="Raise the floors to what is measured.")
@click.option("--allow-regression", is_flag=True, help="With --update: floors may fall.")
@click.option("--json", "as_json", is_flag=True, help="JSON on stdout.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def command(
    gold: Path | None,
    articles: Path | None,
    baseline: Path | None,
    suites: tuple[str, ...],
    with_model: bool,
    update: bool,
    allow_regression: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Measure each suite and hold it against the committed floors."""
    from eval.floors import BASELINE
    from eval.gating import gate, suites_of
    from rag.settings import read_settings
    from ui.standings import show_standings
    from ui.terminal import steps

    if allow_regression and not update:
        raise click.UsageError("--allow-regression lowers floors: it needs --update")
    if (gold or articles) and baseline is None:
        raise click.UsageError("floors for data of your own need a --baseline of their own")
    if articles is None and gold is not None:
        raise click.UsageError("questions of your own need --articles, too")
    with TemporaryDirectory() as folder, steps(quiet=quiet or as_json) as tell:
        found = gate(
            suites_of(suites, with_model=with_model),
            read_settings(),
            baseline or BASELINE,
            Path(folder),
            gold=gold,
            articles=articles,
            update=update,
            allow_regression=allow_regression,
            tell=tell,
        )
    if as_json:
        click.echo(json.dumps([s.json() for s in found.standings], ensure_ascii=False))
    else:
        show_standings(found.standings)
    found.check()
