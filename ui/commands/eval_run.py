"""`dateline eval run`: ask gold questions and write a report."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.planned import jobs_of, planning

if TYPE_CHECKING:
    from eval.measuring import Plan
    from rag.settings import Settings


@click.command(help="Ask gold questions and write a report.")
@planning
@click.option("--without", multiple=True, metavar="PART", help="Leave a part out; repeatable.")
@click.option("--judge", metavar="MODEL", help="A model that also says which answers are right.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The run's folder.")
def command(as_json: bool, quiet: bool, **options: Any) -> None:
    """Measure, write the run's folder, and show the figures."""
    from eval.measuring import measure
    from eval.runs import read_run
    from rag.errors import EvaluationFailed
    from ui.scores import show_summary
    from ui.terminal import steps

    plan, settings = planned(**options)
    failed: EvaluationFailed | None = None
    with steps(quiet=quiet or as_json) as tell:
        try:
            folder = measure(plan, settings, tell).folder
        except EvaluationFailed as error:
            if error.folder is None:
                raise
            failed, folder = error, error.folder
    about, _, summary = read_run(folder)
    if as_json:
        told = {"folder": str(folder), "run": about, "summary": summary}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        show_summary(about, summary)
        click.echo(f"report: {folder / 'report.html'}")
    if failed is not None:
        raise failed


def planned(
    gold: Path | None,
    articles: Path | None,
    library: Path | None,
    retrieval_only: bool,
    limit: int | None,
    seed: int,
    k: int,
    jobs: int | None,
    llm: str | None,
    without: tuple[str, ...] = (),
    judge: str | None = None,
    out: Path | None = None,
) -> tuple[Plan, Settings]:
    """The plan that options describe; the sample questions are asked of the sample articles."""
    from eval.measuring import SAMPLE_GOLD, Plan, sample_articles
    from rag.parts import parts_of
    from rag.settings import read_settings

    settings = read_settings(library)
    if llm:
        settings = settings.model_copy(update={"llm": llm})
    if gold is None and articles is None and library is None:
        articles = sample_articles()
    plan = Plan(
        gold=gold or SAMPLE_GOLD,
        articles=articles,
        retrieval_only=retrieval_only,
        limit=limit,
        seed=seed,
        k=k,
        without=parts_of(without),
        jobs=jobs_of(jobs, "quotes" if retrieval_only else settings.llm_name),
        judge=judge,
        out=out,
        command=shlex.join(["dateline", *sys.argv[1:]]),
    )
    return plan, settings
