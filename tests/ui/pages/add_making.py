"""What tests of the page Add share: waiting, an application of its own, articles that take time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI

from rag.answering import Dateline
from rag.index.library import Library
from tests.ingest.site import Page, Site
from tests.rag.making import the_gate
from tests.ui.conftest import TODAY, built
from ui.adding.adding import Adding

RSS = "application/rss+xml"


def until(holds: Callable[[], Any], seconds: float = 30) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def application(library: Library) -> Iterator[tuple[FastAPI, Adding]]:
    """The whole application over a library of its own, stopped at the end."""
    adding = Adding.of(library)
    dateline = Dateline(library, None, lambda: TODAY, the_gate())
    try:
        yield built(dateline, adding=adding), adding
    finally:
        adding.stop()


def slow_feed(site: Site, many: int, seconds: float = 0.3) -> str:
    """The address of a feed whose articles take their time."""
    for number in range(many):
        site.add(f"/slow/{number}", Page(_slowly(number, seconds)))
    items = "".join(
        f"<item><title>Slow {n}</title><link>{site.base}/slow/{n}</link></item>"
        for n in range(many)
    )
    channel = f"<rss version='2.0'><channel><title>Slow</title>{items}</channel></rss>"
    return site.add("/slow.xml", Page(channel, RSS))


def _slowly(number: int, seconds: float) -> Callable[[], bytes]:
    def body() -> bytes:
        time.sleep(seconds)
        told = "".join(
            f"<p>For the {number}th time the council of Slowtown spoke of bridge {number}{n}, "
            "the mayor said on Monday, and nobody in the hall objected to that.</p>"
            for n in range(5)
        )
        head = f"<head><title>Slow {number}</title></head>"
        return f"<html>{head}<article><h1>Slow {number}</h1>{told}</article></html>".encode()

    return body
