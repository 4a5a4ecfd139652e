"""`dateline ingest --watch`: polls feeds until it is stopped, and prints a line per new article."""

from __future__ import annotations

import json
import random
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from ingest.sources import Asked
    from ingest.watching.watch import News
    from rag.index.archive import Archive
    from rag.index.feeds import Feeds
    from rag.index.library import Library
    from rag.settings import Settings


def watch(
    urls: Sequence[str], library: Path | None, asked: Asked, *, as_json: bool, quiet: bool
) -> NoReturn:
    """Watch feeds until Ctrl-C: those named here, or all that were named before.

    Raises:
        KeyboardInterrupt: At its end.
    """
    from ingest.fetching import Fetch
    from ingest.sources import is_address
    from ingest.watching.storing import storing
    from ingest.watching.watch import Watch
    from rag.settings import read_settings
    from rag.wiring import open_embedder

    if wrong := [url for url in urls if not is_address(url)]:
        raise click.UsageError(
            f"{wrong[0]!r} is no feed to watch: its address begins with https://"
        )
    settings = read_settings(library)
    with archive_of(settings) as archive:
        known = _add(archive.feeds, urls, asked)
        if not quiet and not as_json:
            click.echo(
                f"watching {known} feed{'s' if known != 1 else ''}; Ctrl-C ends it", err=True
            )
        embedder = open_embedder(settings)
        fetching = Fetch(
            contact=settings.contact, allowed_hosts=settings.allowed_hosts, memory=archive.visits
        )
        with stopped_by_signals() as stopping, fetching as fetch:
            Watch(
                archive.feeds,
                fetch,
                storing(lambda: _opened(settings, embedder)),
                asked,
                _told_as_json if as_json else _teller(quiet=quiet),
                random.random,
                urls or None,
            ).run(stopping)
    raise KeyboardInterrupt


@contextmanager
def archive_of(settings: Settings) -> Iterator[Archive]:
    """The archive of the settings, without its indexes."""
    from rag.index.archive import Archive

    archive = Archive(settings.archive_url or f"sqlite:///{settings.library / 'archive.db'}")
    try:
        yield archive
    finally:
        archive.close()


def _add(feeds: Feeds, urls: Sequence[str], asked: Asked) -> int:
    """Note the feeds that are named; how many will be watched."""
    from ingest.watching.pace import FIRST

    for url in urls:
        feeds.add(url, FIRST, asked.clock())
    if known := len(dict.fromkeys(urls)) or len(feeds.all()):
        return known
    raise click.UsageError("name at least one feed to watch; none was named before")


@contextmanager
def _opened(settings: Settings, embedder: Any) -> Iterator[Library]:
    """The library, to write; while another process has it, its archive."""
    from rag.errors import LibraryHeld
    from rag.index.library import Library

    opened = Library(settings.library, embedder, settings.archive_url, settings.chroma_url)
    try:
        with suppress(LibraryHeld):  # who has it lets the indexes follow
            opened.open_to_write("dateline ingest --watch", patience=2.0)
        yield opened
    finally:
        opened.close()


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C or a request to end sets; the second one interrupts at once."""
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()

    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _told_as_json(news: News) -> None:
    draft = news.draft
    row = {
        "at": news.at.isoformat(timespec="seconds"),
        "feed": news.feed,
        "what": news.what,
        "title": draft.title if draft else None,
        "url": draft.url if draft else None,
        "outlet": draft.outlet if draft else None,
        "published_at": draft.published.iso if draft and draft.published else None,
        "source": news.source,
        "reason": news.reason,
    }
    click.echo(json.dumps(row, ensure_ascii=False))


def _teller(*, quiet: bool) -> Callable[[News], None]:
    def tell(news: News) -> None:
        at = news.at.astimezone().strftime("%H:%M")
        draft = news.draft
        if draft is not None and news.what != "rejected":
            what = "" if news.what == "added" else f"{news.what}: "
            where = "  ".join(part for part in (draft.outlet, draft.url) if part)
            click.echo(f"{at}  {what}{draft.title or draft.text[:80]}  {where}")
        elif not quiet:
            click.echo(
                f"{at}  {news.what}: {news.source or news.feed}: {news.reason or ''}", err=True
            )

    return tell
