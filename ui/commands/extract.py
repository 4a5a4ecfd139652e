"""`dateline extract`: what ingestion would store of a page."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ingest.readers.html import Page

STDIN = "-"


@click.command(help="Say what ingestion would store of a page (FILE, or - for stdin).")
@click.argument("file", metavar="FILE")
@click.option("--url", help="Where the page was fetched from.")
@click.option("--json", "as_json", is_flag=True, help="JSON on stdout.")
def command(file: str, url: str | None, as_json: bool) -> None:
    """Read one page, or another document, and print its article; nothing is stored."""
    page = read(file, url, lambda: datetime.now(UTC))
    if as_json:
        click.echo(json.dumps(page_json(page), ensure_ascii=False))
    else:
        show(page)


def read(file: str, url: str | None, clock: Callable[[], datetime]) -> Page:
    """What a file holds; where it is not even a page, nothing and why.

    Raises:
        InputError: If it cannot be read.
    """
    from ingest.readers.html import Page, read_page
    from ingest.readers.kinds import ONE_EACH, kind_of
    from ingest.readers.whole import read_whole, saved_from
    from rag.domain import Draft
    from rag.errors import SourceRejected

    kind, packed = (".html", False) if file == STDIN else kind_of(Path(file))
    try:
        data = content(file, packed=packed)
        if kind in ONE_EACH and kind not in (".html", ".htm"):
            return Page(read_whole(data, kind, source=file, clock=clock, url=url), None)
        return read_page(data, source=file, url=url or saved_from(data), clock=clock)
    except SourceRejected as rejected:
        return Page(Draft(source=file, text="", url=url), rejected.reason)


def content(file: str, *, packed: bool) -> bytes:
    """The bytes of a file, unpacked, or of standard input.

    Raises:
        InputError: If it cannot be read.
        SourceRejected: If it is too large.
    """
    from ingest.guards.limits import FILE
    from ingest.guards.streams import drained, gunzipped
    from rag.errors import InputError

    if file == STDIN:
        return drained(sys.stdin.buffer, FILE, file)
    try:
        with Path(file).open("rb") as raw, gunzipped(raw, file) if packed else raw as opened:
            return drained(opened, FILE, file)
    except OSError as error:
        said = error.strerror or error
        raise InputError(f"{file} cannot be read: {said}; name the file of a saved page") from error


def page_json(page: Page) -> dict[str, Any]:
    """A page as `dateline extract --json` prints it."""
    from rag.wire import moment_json

    draft = page.draft
    said = {hint.name: hint for hint in draft.hints}
    named = ("title", "author", "outlet", "language", "section", "wire")
    return {
        "title": draft.title,
        "text": draft.text,
        "authors": list(draft.authors),
        "outlet": draft.outlet,
        **moment_json("published", draft.published),
        **moment_json("modified", draft.modified),
        "language": draft.language,
        "url": draft.url,
        "section": draft.section,
        "labels": list(draft.labels),
        "wire": draft.wire,
        "origins": {name: said[name].origin for name in named if name in said},
        "refused": page.refused,
    }


def show(page: Page) -> None:
    """The same for people."""
    from ui.terminal import screen

    out, told = screen(), page_json(page)
    if page.refused:
        out.print(f"It would not be stored: {page.refused}", style="red", markup=False)
    out.print(told["title"] or "(no title)", style="bold", markup=False)
    for line in about(told):
        out.print(f"  {line}", markup=False)
    out.print()
    out.print(told["text"], markup=False)


def about(told: dict[str, Any]) -> list[str]:
    """What is known of a page, a line each, with where it was found."""
    origins = told["origins"] | {name: told[f"{name}_origin"] for name in ("published", "modified")}
    facts = {
        "published": told["published_at"] or "undated",
        "modified": told["modified_at"],
        "authors": ", ".join(told["authors"]),
        "labels": ", ".join(told["labels"]),
        **{name: told[name] for name in ("outlet", "section", "wire", "language", "url")},
    }
    return [
        f"{name}: {value}" + (f" ({origins[name]})" if origins.get(name) else "")
        for name, value in facts.items()
        if value
    ]
