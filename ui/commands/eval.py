"""`dateline eval`: measure, compare, gate; each subcommand is a file beside this one."""

from __future__ import annotations

import click

from ui.lazy import LazyGroup

COMMANDS = {
    "run": "Ask gold questions and write a report.",
    "compare": "Two runs, question by question.",
    "gate": "Fail where a figure is below its floor.",
    "ablate": "What each part of Dateline is worth.",
    "gold": "Check gold questions, convert them, or make them of feedback.",
}


@click.command(cls=LazyGroup, purposes=COMMANDS, module="ui.commands.eval_{}")
def command() -> None:
    """Measure retrieval and answers on gold questions, compare runs, and gate changes."""
