"""`dateline serve --watch` as a process: it watches; Ctrl-C in the midst of a job loses nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from rag.index.archive import Archive
from tests.ingest.site import serving
from tests.ui.pages.add_making import slow_feed, until
from tests.ui.test_api_serving import _free_port


def test_it_watches_and_ctrl_c_in_the_middle_of_a_job_loses_nothing(
    sample_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_FETCH_HOSTS", "127.0.0.1")
    address = f"http://127.0.0.1:{(port := _free_port())}"
    command = [sys.executable, "-m", "ui.cli", "serve", "--watch", "--port", str(port)]

    def told(path: str) -> dict:
        try:
            return dict(httpx.get(address + path).json())
        except httpx.TransportError:
            return {}  # not up yet

    with serving() as news, subprocess.Popen([*command, "--library", str(sample_copy)]) as server:
        try:
            assert until(lambda: told("/healthz").get("articles") == 26, 60)
            httpx.post(f"{address}/api/feeds", json={"url": news.url("/feeds/rss.xml")})
            assert until(lambda: told("/api/feeds")["feeds"][0]["articles"] == 2)
            job = httpx.post(f"{address}/api/jobs", json={"addresses": slow_feed(news, 40)}).json()
            assert until(lambda: told(f"/api/jobs/{job['id']}")["sources"][0]["done"] >= 1)
            done = told(f"/api/jobs/{job['id']}")["sources"][0]["done"]
        finally:
            server.send_signal(signal.SIGINT)
            status = server.wait(30)
    assert status == 0
    assert not (sample_copy / "writer.json").exists()
    archive = Archive(f"sqlite:///{sample_copy / 'archive.db'}")
    assert archive.counts()["articles"] >= 28 + done
    archive.close()
