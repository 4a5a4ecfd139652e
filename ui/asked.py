"""What `ask` and `search` share: a question or a file of them, and what counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.options import library_option, output_options, scope_of, scope_options

if TYPE_CHECKING:
    from rag.domain import Scope
    from ui.questions import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asks.

    Attributes:
        text: The question; None where there is a file of them.
        file: A file of questions.
        scope: What counts.
        k: How many passages.
        library: The library's folder, if named.
        as_json: Whether stdout is JSON only.
        quiet: Whether to show no progress.
    """

    text: str | None
    file: Path | None
    scope: Scope
    k: int
    library: Path | None
    as_json: bool
    quiet: bool

    def questions(self) -> Iterator[tuple[Question, Scope]]:
        """The questions of the file, each with its own clock unless the command line set one.

        Raises:
            InputError: Where a line is wrong.
        """
        from ui.questions import read_questions

        if self.file is not None:
            for question in read_questions(self.file):
                as_of = self.scope.as_of or question.as_of
                yield question, replace(self.scope, as_of=as_of)


def asking(function: Callable[..., None]) -> Callable[..., None]:
    """The arguments and options of a command that asks, given to it as one `Asked`.

    Options of its own, put above this, are given to it beside that.
    """

    @click.argument("question", required=False)
    @click.option(
        "--questions",
        type=click.Path(path_type=Path, dir_okay=False),
        help="A file of questions, JSON Lines; prints a line of JSON for each.",
    )
    @scope_options
    @library_option
    @output_options
    @wraps(function)
    def command(
        question: str | None,
        questions: Path | None,
        k: int,
        as_of: date | None,
        since: date | None,
        to: date | None,
        outlets: tuple[str, ...],
        library: Path | None,
        as_json: bool,
        quiet: bool,
        **own: Any,
    ) -> None:
        if (question is None) == (questions is None):
            raise click.UsageError("give a QUESTION or --questions FILE, one of the two")
        scope = scope_of(as_of, since, to, outlets)
        function(Asked(question, questions, scope, k, library, as_json, quiet or as_json), **own)

    return command


def line(row: dict[str, Any], question: Question | None = None) -> None:
    """Print a line of JSON, with the question's id if it has one."""
    named = {} if question is None or question.id is None else {"id": question.id}
    click.echo(json.dumps(named | row, ensure_ascii=False))
