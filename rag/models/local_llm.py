"""The embedded LLM: llama.cpp's server on loopback; the one module for xllamacpp."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import LLMBroken
from rag.models.packs import Pack

CONTEXT = 4096  # tokens of prompt and answer together
QUIET = -1  # llama.cpp's verbosity


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the server answers, and the key that it asks for."""

    base_url: str
    key: str


class LocalLLM:
    """Starts the server inside this process when it is first asked for; it ends with the process.

    Args:
        models: The directory of model packs.
        pack: Which model.
    """

    def __init__(self, models: Path, pack: Pack) -> None:
        self.pack = pack
        self._models = models
        self._lock = threading.Lock()
        self._server: Any = None
        self._endpoint: Endpoint | None = None

    def endpoint(self) -> Endpoint:
        """The address of the running server; the first call loads the model (3 s).

        Raises:
            PackMissing: If the pack is not here.
            LLMBroken: If the server does not start.
        """
        with self._lock:
            if self._endpoint is None:
                self.pack.require(self._models)
                self._endpoint = self._start()
            return self._endpoint

    def stop(self) -> None:
        """Stop the server and free its memory."""
        with self._lock:
            self._server = self._endpoint = None

    def _start(self) -> Endpoint:
        import xllamacpp  # loads llama.cpp, so only where it is needed

        key = secrets.token_urlsafe(24)
        params = xllamacpp.CommonParams()
        params.model.path = str(self.pack.path(self._models, self.pack.files[0].name))
        params.n_ctx = CONTEXT
        params.n_parallel = 1
        params.hostnames = ["127.0.0.1"]
        params.port = _free_port()
        params.api_keys = [key]
        params.ui = False
        params.verbosity = QUIET
        params.cpuparams.n_threads = len(os.sched_getaffinity(0))
        params.cpuparams.poll = 0  # sleep instead of spinning, so that others get a core
        try:
            self._server = xllamacpp.Server(params)
        except (RuntimeError, ValueError, OSError) as error:
            raise LLMBroken(
                f"the embedded model {self.pack.name!r} did not start: {error}. Run "
                f"`dateline doctor`, or set DATELINE_LLM=quotes to do without a model."
            ) from error
        return Endpoint(f"{self._server.listening_address}/v1", key)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
