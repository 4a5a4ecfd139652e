"""Readers that behave as the worst files make readers behave; workers find them by name."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ingest.stages.work import Found, Unread
from rag.domain import Draft
from rag.errors import SourceRejected

Read = Callable[[bytes], list[Found]]


def unread(number: int, wait: float = 0.0) -> Unread:
    """A source that becomes an article after a while."""
    return Unread(f"file-{number}", b"", partial(article, number=number, wait=wait))


def noted(number: int, log: Path) -> Unread:
    """A source that takes its time and writes down when it was read."""
    return Unread(f"file-{number}", b"", partial(article_noted, number=number, log=log))


def article_noted(data: bytes, *, number: int, log: Path) -> list[Found]:
    start = time.time()
    found = article(data, number=number, wait=0.05)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{start} {time.time()}\n")
    return found


def article(_: bytes, *, number: int, wait: float) -> list[Found]:
    time.sleep(wait)
    text = " ".join(
        f"On day {day} the council spent {number} marls on unique{number}."
        for day in range(1 + number % 3 * 20)
    )
    return [Draft(source=f"file-{number}", text=text, id=f"n{number}")]


def killed(_: bytes) -> list[Found]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def segfaults(_: bytes) -> list[Found]:
    ctypes.string_at(0)
    return []


def exits(_: bytes) -> list[Found]:
    os._exit(3)


def swells(_: bytes) -> list[Found]:
    return [bytearray(1 << 40)]  # type: ignore[list-item]


def stumbles(_: bytes) -> list[Found]:
    raise IndexError("list index out of range")


def rejects(_: bytes) -> list[Found]:
    raise SourceRejected("bad", "it is broken")


def chatters(data: bytes) -> list[Found]:
    os.write(1, b"a library says hello")
    return article(data, number=1, wait=0)


def hangs(_: bytes) -> list[Found]:
    time.sleep(60)
    return []


def tells_modules(_: bytes) -> list[Found]:
    return [SourceRejected("modules", " ".join(sorted(sys.modules)))]


def tells_files(_: bytes) -> list[Found]:
    links = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            links.append(os.readlink(entry))  # noqa: PTH115  # a pipe is no path
        except OSError:  # that of the listing itself
            continue
    return [SourceRejected("files", " ".join(links))]
