"""The `dateline` command: each subcommand is a file in ui/commands, imported when it is called."""

from __future__ import annotations

import logging
import os
import sys

import click

from ui.lazy import LazyGroup

COMMANDS = {
    "ask": "Ask a question and get a checked answer with its sources.",
    "search": "Find passages only.",
    "ingest": "Store articles from pages, files, folders or JSON Lines.",
    "verify": "Check claims against documents, or a saved receipt against the library.",
    "extract": "Say what ingestion would store of a page.",
    "serve": "Serve the chat in a browser, and the HTTP API.",
    "eval": "Measure retrieval and answers on gold questions, compare, and gate changes.",
    "articles": "List, show, remove or export stored articles.",
    "feeds": "List or remove the feeds that `ingest --watch` polls.",
    "models": "List model packs, or fetch them.",
    "doctor": "Say what state the library is in, and repair it.",
}
BUG = 70  # sysexits' EX_SOFTWARE


@click.command(
    cls=LazyGroup,
    purposes=COMMANDS,
    module="ui.commands.{}",
    context_settings={"help_option_names": ["-h", "--help"]},
)
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
