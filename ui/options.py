"""Options that several commands share, and what they mean for settings and scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rag.domain import Scope

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD; of a datetime the day counts."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
        except ValueError:
            self.fail(f"{value!r} is no date; write it as 2026-05-12", param, ctx)


def library_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--library DIR."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path, file_okay=False),
        help="The library's folder (default: DATELINE_LIBRARY, else your data directory).",
    )(function)


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--json and --quiet."""
    function = click.option("--quiet", "-q", is_flag=True, help="No progress.")(function)
    return click.option("--json", "as_json", is_flag=True, help="JSON on stdout.")(function)


def scope_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--k, --as-of, --from, --to, --outlet."""
    for option in (
        click.option("--outlet", "outlets", multiple=True, help="Only this outlet; repeatable."),
        click.option("--to", "to", type=Day(), help="Only articles published up to this day."),
        click.option("--from", "since", type=Day(), help="Only articles published from this day."),
        click.option("--as-of", type=Day(), help="Answer as on this day: hide what came later."),
        click.option("--k", type=click.IntRange(1, 1000), default=10, help="How many passages."),
    ):
        function = option(function)
    return function


def scope_of(
    as_of: date | None, since: date | None, to: date | None, outlets: tuple[str, ...]
) -> Scope:
    """The scope that the options ask for."""
    from rag.domain import Scope, Window

    if since and to and since > to:
        raise click.UsageError(f"--from {since} is later than --to {to}")
    window = Window(since, to) if since or to else None
    return Scope(window, outlets, as_of)
