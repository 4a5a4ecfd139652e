"""`dateline serve` as a process: up, following what others ingest, gone at Ctrl-C."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from rag.domain import Draft
from rag.index.archive import Archive

OKAPI = "The okapi of Quagford ate the mayor’s marigolds on Tuesday, the gardener said."
TEXT = "A zebra escaped from the zoo of Quagford on Tuesday, the keeper said."


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return True
        except httpx.TransportError:
            pass  # not up yet
        time.sleep(0.1)
    return False


def test_it_answers_from_what_another_process_stores_and_stops_at_ctrl_c(sample_copy: Path):
    port = _free_port()
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([*command, "--library", str(sample_copy)]) as server:
        try:
            assert _until(lambda: httpx.get(f"{address}/healthz").json()["articles"] == 26)
            archive = Archive(f"sqlite:///{sample_copy / 'archive.db'}")
            archive.store(Draft("t", TEXT, "Zebra"), "zebra", "d", [(0, len(TEXT))])
            archive.close()
            ask = {"question": "From which zoo did the zebra escape?"}
            assert _until(
                lambda: "Quagford" in httpx.post(f"{address}/api/ask", json=ask).json()["text"]
            )
            told = {"articles": [{"id": "okapi", "text": OKAPI}]}
            report = httpx.post(f"{address}/api/ingest", json=told).json()
            assert (report["added"], report["rejected"]) == (1, [])
            ask = {"question": "What did the okapi eat?"}
            assert _until(
                lambda: "marigolds" in httpx.post(f"{address}/api/ask", json=ask).json()["text"]
            )
        finally:
            server.send_signal(signal.SIGINT)
            status = server.wait(30)
    assert status == 0
    assert not (sample_copy / "writer.json").exists()
