"""Progress on a terminal as a bar, elsewhere as a line now and then; where results go."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
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
    Task,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.text import Text

if TYPE_CHECKING:
    from rag.index.following import Progress as Tell


EVERY = 10.0  # seconds between two lines of progress


def screen() -> Console:
    """Where results go."""
    return Console(highlight=False)


def side() -> Console:
    """Where progress and logs go."""
    return Console(file=sys.stderr, highlight=False)


@contextmanager
def steps(*, quiet: bool, bytes_: bool = False, long: bool = False) -> Iterator[Tell]:
    """A bar for each named step: call what is yielded with a name, how much is done and of what.

    Args:
        quiet: Show nothing.
        bytes_: Count megabytes instead of things.
        long: Show the rate, too; where there is no terminal, a line every ten seconds.
    """
    out = side()
    if long and not quiet and not out.is_terminal:
        yield Lines(out)
        return
    amount: tuple[ProgressColumn, ...] = (
        (DownloadColumn(), TransferSpeedColumn()) if bytes_ else (MofNCompleteColumn(),)
    )
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        *amount,
        *([Rate()] if long else []),
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


class Rate(ProgressColumn):
    """How many things a second."""

    def render(self, task: Task) -> Text:
        """As in `6.2/s`."""
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


class Lines:
    """Progress as plain lines, one every ten seconds, with rate and estimate.

    Args:
        out: Where they go.
        clock: Seconds that only go forward.
    """

    def __init__(self, out: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._out, self._clock = out, clock
        self._begun: dict[str, float] = {}
        self._last = clock()

    def __call__(self, name: str, done: int, total: int) -> None:
        """Say how far a step is, if it is time to."""
        now = self._clock()
        begun = self._begun.setdefault(name, now)
        if now - self._last < EVERY:
            return
        self._last = now
        rate = done / (now - begun) if now > begun else 0.0
        line = f"{name}: {done:,}" + (f" of {total:,}" if total else "")
        line += f", {rate:,.1f} a second" if rate else ""
        line += f", about {_spoken((total - done) / rate)} left" if rate and total > done else ""
        self._out.print(line, markup=False)


def _spoken(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:,.0f} min"
