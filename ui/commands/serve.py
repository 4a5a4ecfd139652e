"""`dateline serve`: the chat in a browser, and the HTTP API."""

from __future__ import annotations

from pathlib import Path

import click

from ui.options import library_option


@click.command(help="Serve the chat in a browser, and the HTTP API.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=7860, show_default=True, help="The port to listen on.")
@click.option("--watch", is_flag=True, help="Also poll the feeds that are watched.")
@library_option
def command(host: str, port: int, watch: bool, library: Path | None) -> None:
    """Serve until Ctrl-C."""
    from rag.settings import read_settings
    from ui.server import serve

    settings = read_settings(library)
    if watch:
        settings = settings.model_copy(update={"watch": True})
    serve(settings, host, port, settings.auth)
