"""Options that say how sources are to be read: --field, --format, --limit, --since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from ui.options import Day

if TYPE_CHECKING:
    from ingest.sources import Asked

FORMATS = (
    *("jsonl", "csv", "json", "txt", "md", "html", "pdf", "docx", "epub", "eml", "mbox"),
    *("xml", "warc", "wacz", "zip"),
)


def source_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The four options, as `fields`, `stdin_format`, `limit` and `since`."""
    for option in (
        click.option(
            "--since",
            type=Day(),
            help="Of feeds and sitemaps, only what they do not date before this day.",
        ),
        click.option(
            "--limit",
            type=click.IntRange(1, 1_000_000),
            help="At most so many articles of each feed, sitemap or site.",
        ),
        click.option(
            "--format",
            "stdin_format",
            type=click.Choice(FORMATS),
            default="jsonl",
            help="What comes in on standard input (-); jsonl where it is not said.",
        ),
        click.option(
            "--field",
            "fields",
            multiple=True,
            metavar="OURS=THEIRS",
            help="A field of csv or json has another name: text=body; repeatable.",
        ),
    ):
        function = option(function)
    return function


def asked_of(
    fields: tuple[str, ...], stdin_format: str, limit: int | None, since: date | None
) -> Asked:
    """What the options ask for."""
    from ingest.readers.fields import parse_fields
    from ingest.sources import Asked
    from rag.errors import InputError

    try:
        mapping = parse_fields(fields)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    return Asked(
        clock=lambda: datetime.now(UTC),
        fields=mapping,
        stdin_kind=f".{stdin_format}",
        limit=limit,
        since=since,
    )
