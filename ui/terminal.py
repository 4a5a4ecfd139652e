"""Progress bars and tables on a terminal; the one module of the command line for rich."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

if TYPE_CHECKING:
    from rag.index.following import Progress as Tell


def screen() -> Console:
    """Where results go."""
    return Console(highlight=False)


def side() -> Console:
    """Where progress and logs go."""
    return Console(file=sys.stderr, highlight=False)


@contextmanager
def steps(*, quiet: bool, bytes_: bool = False) -> Iterator[Tell]:
    """A bar for each named step: call what is yielded with a name, how much is done and of what.

    Args:
        quiet: Show nothing.
        bytes_: Count megabytes instead of things.
    """
    amount: tuple[ProgressColumn, ...] = (
        (DownloadColumn(), TransferSpeedColumn()) if bytes_ else (MofNCompleteColumn(),)
    )
    out = side()
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        *amount,
        TimeRemainingColumn(),
        console=out,
        disable=quiet or not out.is_terminal,  # a log needs no bar, and an error no blank line
        transient=True,
    )
    tasks = {}

    def tell(name: str, done: int, total: int) -> None:
        if name not in tasks:
            tasks[name] = bar.add_task(name, total=total or None)
        bar.update(tasks[name], completed=done, total=total or None)

    with bar:
        yield tell
