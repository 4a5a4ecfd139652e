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
@click.option("--gone", is_flag=True, help="Only articles whose pages answer 404 or 410.")
@click.option("--quarantined", is_flag=True, help="Pages that are no articles, and why.")
@library_option
@output_options
def list_articles(
    limit: int | None,
    gone: bool,
    quarantined: bool,
    library: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """List articles, newest first."""
    del quiet
    if gone and quarantined:
        raise click.UsageError("--gone lists articles and --quarantined pages: give one of them")
    limit = limit or (None if as_json else SCREENFUL)
    with _archive(library) as archive:
        if quarantined:
            _list_quarantine(archive, limit, as_json)
        else:
            _list(archive, limit, gone, as_json)


def _list(archive: Archive, limit: int | None, gone: bool, as_json: bool) -> None:
    from rag.wire_origin import absence_json

    missing = archive.places.gone()
    found = archive.articles(list(missing) if gone else None, limit)
    if as_json:
        for article in found:
            row = _row(article) | {"gone": absence_json(missing.get(article.id))}
            del row["text"]
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    from ui.articles import show_list
    from ui.terminal import screen

    articles = list(found)
    shown = {a.id: missing[a.id] for a in articles if a.id in missing}
    show_list(articles, shown, archive.counts()["articles"], screen())


def _list_quarantine(archive: Archive, limit: int | None, as_json: bool) -> None:
    from rag.wire_origin import quarantined_json

    pages = archive.quarantine.pages(limit)
    if as_json:
        for page in pages:
            click.echo(json.dumps(quarantined_json(page), ensure_ascii=False))
        return
    from ui.articles import show_quarantine
    from ui.terminal import screen

    show_quarantine(pages, archive.quarantine.count(), screen())


@command.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--version", type=int, default=None, help="An older version.")
@library_option
@output_options
def show_article(
    article_id: str, version: int | None, library: Path | None, as_json: bool, quiet: bool
) -> None:
    """Show an article, and where it comes from."""
    del quiet
    with _archive(library) as archive:
        article = archive.article(article_id, version)
        places = archive.places.of(article_id)
        refused = archive.places.refused(article_id, article.version)
    if as_json:
        from rag.wire_origin import origin_json

        row = _row(article) | origin_json(places, refused)
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    from ui import articles
    from ui.terminal import screen

    articles.show_article(article, places, refused, screen())


@command.command("history")
@click.argument("article_id", metavar="ID")
@library_option
@output_options
def show_history(article_id: str, library: Path | None, as_json: bool, quiet: bool) -> None:
    """Show the versions of an article and what changed."""
    del quiet
    with _archive(library) as archive:
        versions = archive.history(article_id)
        places = archive.places.of(article_id)
    if as_json:
        from rag.wire_origin import changes_json

        for before, article in zip([None, *versions], versions, strict=False):
            told = None if before is None else changes_json(before, article)
            click.echo(json.dumps(_row(article) | {"changes": told}, ensure_ascii=False))
        return
    from ui import articles
    from ui.terminal import screen

    articles.show_history(versions, places, screen())


@command.command("remove")
@click.argument("article_id", metavar="ID")
@library_option
@output_options
def remove_article(article_id: str, library: Path | None, as_json: bool, quiet: bool) -> None:
    """Take an article out of search; its text stays, so that old citations resolve."""
    del quiet
    from ingest.stories.following import follow_stories
    from rag.settings import read_settings
    from rag.wiring import open_library
    from ui.commands.ingest import take

    opened = open_library(read_settings(library))
    try:
        held = take(opened)
        opened.archive.remove(article_id)
        follow_stories(opened.archive)
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
