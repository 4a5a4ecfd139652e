"""`dateline feeds`: list or remove the feeds that `dateline ingest --watch` polls."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.options import library_option, output_options
from ui.watch import archive_of

if TYPE_CHECKING:
    from rag.index.feeds import Feed


@click.group(help="List or remove the feeds that `dateline ingest --watch` polls.")
def command() -> None:
    """Group them."""


@command.command("list")
@library_option
@output_options
def list_feeds(library: Path | None, as_json: bool, quiet: bool) -> None:
    """List feeds: how each goes, what it brought, and when it is polled next."""
    del quiet
    from rag.settings import read_settings

    with archive_of(read_settings(library)) as archive:
        feeds = archive.feeds.all()
    if as_json:
        for feed in feeds:
            click.echo(json.dumps(feed_json(feed), ensure_ascii=False))
        return
    from rich.table import Table

    from ui.terminal import screen

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("feed", "state", "articles", "polled", "next"):
        table.add_column(name, overflow="fold" if name == "feed" else "ellipsis")
    for feed in feeds:
        polled = _minute(datetime.fromisoformat(feed.polled_at)) if feed.polled_at else ""
        after = "" if feed.status == "gone" else _minute(datetime.fromtimestamp(feed.due, UTC))
        table.add_row(feed.url, feed.status, f"{feed.articles:,}", polled, after)
    out = screen()
    out.print(table)
    for feed in feeds:
        if feed.error:
            out.print(f"{feed.url}: {feed.error}", style="red", markup=False)
    out.print(f"{len(feeds):,} feeds", style="dim")


@command.command("remove")
@click.argument("url", metavar="FEED")
@library_option
@output_options
def remove_feed(url: str, library: Path | None, as_json: bool, quiet: bool) -> None:
    """Watch a feed no more; the articles that it brought stay."""
    del quiet
    from rag.settings import read_settings

    with archive_of(read_settings(library)) as archive:
        archive.feeds.remove(url)
    click.echo(json.dumps({"removed": url}) if as_json else f"removed {url}")


def feed_json(feed: Feed) -> dict[str, Any]:
    """A feed as `dateline feeds list --json` prints it."""
    fields = ("url", "address", "status", "articles", "added_at", "polled_at", "newest_at")
    due = datetime.fromtimestamp(feed.due, UTC).isoformat()
    return {name: getattr(feed, name) for name in fields} | {
        "due_at": None if feed.status == "gone" else due,
        "interval": feed.interval,
        "failures": feed.failures,
        "error": feed.error,
        "asks": dict(feed.wishes or {}),
    }


def _minute(at: datetime) -> str:
    return at.astimezone().strftime("%d %b %H:%M")
