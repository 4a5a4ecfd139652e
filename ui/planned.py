"""The options by which an evaluation is planned, shared by the commands that measure."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ui.options import library_option, output_options

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
ANY = click.Path(path_type=Path, exists=True)


def planning(function: Callable[..., Any]) -> Callable[..., Any]:
    """--gold, --articles or --library, --retrieval-only, --limit, --seed, --k, --jobs, --llm."""
    for option in (
        click.option("--llm", help="The model, as DATELINE_LLM takes it (local, quotes, …)."),
        click.option("--jobs", type=click.IntRange(1, 64), help="Questions in flight at a time."),
        click.option(
            "--k", type=click.IntRange(10, 1000), default=10, help="Passages, at least 10."
        ),
        click.option("--seed", type=click.IntRange(0), default=0, help="Of sample and intervals."),
        click.option("--limit", type=click.IntRange(1), help="Ask a random sample of so many."),
        click.option("--retrieval-only", is_flag=True, help="Find passages, write no answers."),
        click.option("--articles", type=ANY, help="What they are about: JSON Lines or a folder."),
        click.option("--gold", type=FILE, help="Gold questions; the sample ones by default."),
    ):
        function = option(function)
    function = output_options(library_option(function))

    @wraps(function)
    def checked(*args: Any, **options: Any) -> Any:
        if options["articles"] and options["library"]:
            raise click.UsageError("--articles builds a library of its own: leave out --library")
        return function(*args, **options)

    return checked


def jobs_of(jobs: int | None, llm: str) -> int:
    """How many questions at a time: a provider answers several, one embedded model does not."""
    if jobs is not None:
        return jobs
    return 1 if llm == "quotes" or llm.partition(":")[0] == "local" else 4
