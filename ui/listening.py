"""Taking a port before anything is opened, and saying where the server is once it answers."""

from __future__ import annotations

import socket

import click
import uvicorn

from rag.errors import SettingsError


def listen(host: str, port: int) -> socket.socket:
    """Take a port.

    Raises:
        SettingsError: If it cannot be had.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise SettingsError(
            f"cannot listen on {host}:{port}: {error}. Is Dateline running there already? "
            "Choose another port with --port."
        ) from error
    return listening


class Announcing(uvicorn.Server):
    """A server that says on stderr that it is ready.

    Args:
        config: Uvicorn's.
        ready: What to say.
    """

    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        click.echo(self._ready, err=True)
