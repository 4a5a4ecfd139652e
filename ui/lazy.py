"""Groups of commands that are imported when they are called, so that --help stays quick."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands lie in files of their own.

    Args:
        purposes: What each command is for, in the order in which they are listed.
        module: The module of a command, with its name for {}; it holds `command`.
    """

    def __init__(self, *args: Any, purposes: Mapping[str, str], module: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._purposes, self._module = purposes, module

    def list_commands(self, _context: click.Context) -> list[str]:
        """Their names."""
        return list(self._purposes)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Import one."""
        if name not in self._purposes:
            return None
        command = importlib.import_module(self._module.format(name)).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """List them without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._purposes.items()))
