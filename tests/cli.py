"""Running the `dateline` command as its own process, and articles by the dozen."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ui.cli import main


def dateline(*args: object, stdin: str | bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(command(*args), input=data, capture_output=True, timeout=120)
    out, err = (stream.decode("utf-8") for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


class Result(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands in this process, which is quicker; `stdin` is bytes."""

    def call(*args: object, stdin: bytes = b"") -> Result:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["dateline", *map(str, args)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            try:
                main()
                code = 0
            except SystemExit as ended:
                code = int(ended.code or 0)
        return Result(code, *capsys.readouterr())

    return call


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "ui.cli", *map(str, args)]


@contextmanager
def process(code: str, *args: object) -> Iterator[subprocess.Popen[str]]:
    """A Python process that runs beside the test; it is killed at the end of the block."""
    started = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def said(running: subprocess.Popen[str]) -> str:
    """The next line that a process says."""
    assert running.stdout is not None
    return running.stdout.readline().strip()


def rows(out: str) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in out.splitlines()]


def write_articles(path: Path, count: int, first: int = 0) -> Path:
    """A file of articles of a few sentences each, every one with a word of its own."""
    towns = ("Tessmoor", "Carrowmere", "Dunmarrow", "Hallin Ferry", "Port Sollan")
    lines = [
        json.dumps(
            {
                "id": f"story-{n}",
                "title": f"Council of {towns[n % 5]} votes on item {n}",
                "text": " ".join(
                    f"On day {day} the council of {towns[n % 5]} spent {n * 37 + day} marls on the "
                    f"project called unique{n}, the mayor said."
                    for day in range(1, 7)
                ),
                "published_at": f"2026-05-{n % 28 + 1:02}",
            }
        )
        for n in range(first, first + count)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
