"""The `dateline` command: each subcommand is a file in ui/commands, imported when it is called."""

from __future__ import annotations

import importlib
import logging
import os
import sys

import click

COMMANDS = {
    "ask": "Ask a question and get a checked answer with its sources.",
    "search": "Find passages only.",
    "ingest": "Store articles from pages, files, folders or JSON Lines.",
    "serve": "Serve the chat in a browser, and the HTTP API.",
    "articles": "List, show, remove or export stored articles.",
    "models": "List model packs, or fetch them.",
    "doctor": "Say what state the library is in, and repair it.",
}
BUG = 70  # sysexits' EX_SOFTWARE


class _Lazy(click.Group):
    """A group that imports a command when it is called, so that --help stays quick."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"ui.commands.{name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline", prog_name="dateline")
def dateline() -> None:
    """Ask the news, check the receipts.

    Every sentence of an answer is carried by a verbatim span of a stored article.
    """


def main() -> None:
    """Run the command; an error of ours is one line on stderr and exit code 1."""
    from rag.errors import DatelineError

    _quiet()
    try:
        dateline(prog_name="dateline", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        click.echo("stopped", err=True)
        sys.exit(130)
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(1)


def _quiet() -> None:
    """Keep libraries' chatter off the terminal; DATELINE_LOG says how much is shown."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    level = os.environ.get("DATELINE_LOG", "WARNING").upper()
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    for name in ("trafilatura", "pypdf", "httpx", "httpx2", "chromadb", "filelock"):
        logging.getLogger(name).setLevel(logging.ERROR)


if __name__ == "__main__":
    main()
