"""`dateline articles`: list, show, remove or export stored articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.options import library_option, output_options

if TYPE_CHECKING:
    from rag.domain import Article
    from rag.index.archive import Archive


SCREENFUL = 200  # articles listed for people if not asked otherwise


@click.group(help="List, show, remove or export stored articles.")
def command() -> None:
    """Group them."""


@command.command("list")
@click.option("--limit", type=click.IntRange(1), default=None, help="How many at most.")
@library_option
@output_options
def list_articles(limit: int | None, library: Path | None, as_json: bool, quiet: bool) -> None:
    """List articles, newest first."""
    del quiet
    from ui.sources import spoken_day

    with _archive(library) as archive:
        counts = archive.counts()
        articles = []
        for article in archive.articles(limit=limit or (None if as_json else SCREENFUL)):
            if as_json:
                row = _row(article)
                del row["text"]
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                articles.append(article)
    if as_json:
        return
    from rich.table import Table

    from ui.terminal import screen

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "published", "outlet", "headline"):
        table.add_column(name, overflow="fold" if name == "id" else "ellipsis")
    for article in articles:
        day = spoken_day(article.published.iso if article.published else None)
        table.add_row(article.id, day, article.outlet or "", article.headline)
    screen().print(table)
    screen().print(f"{len(articles):,} of {counts['articles']:,} articles", style="dim")


@command.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--version", type=int, default=None, help="An older version.")
@library_option
@output_options
def show_article(
    article_id: str, version: int | None, library: Path | None, as_json: bool, quiet: bool
) -> None:
    """Show an article."""
    del quiet
    with _archive(library) as archive:
        article = archive.article(article_id, version)
    if as_json:
        click.echo(json.dumps(_row(article), ensure_ascii=False))
        return
    _print(article)


@command.command("history")
@click.argument("article_id", metavar="ID")
@library_option
@output_options
def show_history(article_id: str, library: Path | None, as_json: bool, quiet: bool) -> None:
    """Show the versions of an article and what changed."""
    del quiet
    import difflib

    with _archive(library) as archive:
        versions = archive.history(article_id)
    if as_json:
        for article in versions:
            click.echo(json.dumps(_row(article), ensure_ascii=False))
        return
    before = None
    for article in versions:
        click.secho(f"version {article.version}: {article.headline}", bold=True)
        if before is not None:
            diff = difflib.unified_diff(
                before.text.splitlines(), article.text.splitlines(), lineterm="", n=0
            )
            for line in list(diff)[2:]:
                colour = {"+": "green", "-": "red"}.get(line[:1])
                click.secho(f"  {line}", fg=colour, dim=colour is None)
        before = article


@command.command("remove")
@click.argument("article_id", metavar="ID")
@library_option
@output_options
def remove_article(article_id: str, library: Path | None, as_json: bool, quiet: bool) -> None:
    """Take an article out of search; its text stays, so that old citations resolve."""
    del quiet
    from rag.settings import read_settings
    from rag.wiring import open_library
    from ui.commands.ingest import take

    opened = open_library(read_settings(library))
    try:
        held = take(opened)
        opened.archive.remove(article_id)
        if not held:
            opened.follow()
    finally:
        opened.close()
    click.echo(json.dumps({"removed": article_id}) if as_json else f"removed {article_id}")


@command.command("export")
@click.option("--all-versions", is_flag=True, help="Older versions, too.")
@library_option
@output_options
def export_articles(all_versions: bool, library: Path | None, as_json: bool, quiet: bool) -> None:
    """Write every article as JSON Lines, as `ingest` reads them."""
    del as_json, quiet
    with _archive(library) as archive:
        for article in archive.articles():
            for version in archive.history(article.id) if all_versions else [article]:
                click.echo(json.dumps(_row(version), ensure_ascii=False))


@contextmanager
def _archive(library: Path | None) -> Iterator[Archive]:
    from rag.index.archive import Archive
    from rag.settings import read_settings

    settings = read_settings(library)
    archive = Archive(settings.archive_url or f"sqlite:///{settings.library / 'archive.db'}")
    try:
        yield archive
    finally:
        archive.close()


def _row(article: Article) -> dict[str, object]:
    from rag.wire import article_json

    return article_json(article)


def _print(article: Article) -> None:
    from rich.text import Text

    from ui.sources import byline
    from ui.terminal import screen

    out = screen()
    published = article.published.iso if article.published else None
    out.print(Text(article.headline, style="bold"))
    out.print(Text(byline(article.outlet, published, ", ".join(article.authors)), style="dim"))
    if article.url:
        out.print(Text(article.url, style="dim"))
    out.print()
    out.print(Text(article.text))
