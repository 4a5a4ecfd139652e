"""What the terminal tells of articles: lists, where one comes from, what changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rag.domain import Article, Moment
from rag.provenance import Absence, Place, Quarantined, RefusedDate, gone_from
from rag.versions.changes import Change, Edit, changes, edits
from ui.sources import byline, kind, spoken_day, spoken_time

QUOTED = 90  # characters of a page in quarantine that are shown
LABEL = 10  # characters before what is said of an article


def show_list(
    articles: Sequence[Article], gone: Mapping[str, Absence], total: int, out: Console
) -> None:
    """A table of articles."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "published", "outlet", "headline"):
        table.add_column(name, overflow="fold" if name == "id" else "ellipsis")
    for article in articles:
        headline = Text(article.headline)
        if absence := gone.get(article.id):
            headline = Text(f"gone ({absence.status}) ", style="yellow").append_text(headline)
        day = spoken_day(article.published.iso if article.published else None)
        table.add_row(article.id, day, Text(article.outlet or ""), headline)
    out.print(table)
    missing = f", {len(gone):,} of them gone from their sites" if gone else ""
    out.print(f"{len(articles):,} of {total:,} articles{missing}", style="dim")


def show_quarantine(pages: Sequence[Quarantined], total: int, out: Console) -> None:
    """Pages that are no articles, each with its reason."""
    for page in pages:
        out.print(Text(page.url or page.source, style="bold"))
        out.print(Text(f"  {page.reason}", style="yellow"))
        words = " · ".join(part for part in (page.title, " ".join(page.text.split())) if part)
        shown = words if len(words) <= QUOTED else f"{words[:QUOTED]}…"
        out.print(Text(f"  {spoken_time(page.at)} · {shown or 'an empty page'}", style="dim"))
    count = f"{len(pages):,} of {total:,} pages in quarantine"
    out.print(f"{count}; none is searched or answered from", style="dim")


def show_article(
    article: Article, places: Sequence[Place], refused: Sequence[RefusedDate], out: Console
) -> None:
    """An article, after what is known of where it comes from."""
    published = article.published.iso if article.published else None
    out.print(Text(article.headline, style="bold"))
    out.print(Text(byline(article.outlet, published, ", ".join(article.authors)), style="dim"))
    if article.url:
        out.print(Text(article.url, style="dim"))
    for name, told in _facts(article):
        _say(name, told, out)
    for date in refused:
        said = f"{date.which} {date.text!r} ({date.origin}): {date.reason}"
        _say("refused", said, out, "yellow")
    if absence := gone_from(places):
        _say("gone", f"since {spoken_time(absence.at)} (status {absence.status})", out, "yellow")
    for place in places if len(places) > 1 else ():
        _say("at", place_line(place, article.version), out)
    out.print()
    out.print(Text(article.text))


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    """Its dates with their origins, its section, and what it is beside a report."""
    for name in ("published", "modified", "fetched"):
        if moment := getattr(article, name):
            yield name, _told(moment)
    if article.section:
        yield "section", article.section
    if told := kind(article.labels, article.wire, article.outlet):
        yield "kind", ", ".join(told)


def place_line(place: Place, version: int) -> str:
    """A place in words."""
    parts = [place.url, place.outlet or ""]
    seen = f" since {spoken_day(place.first_seen)}" if place.first_seen else ""
    parts.append(f"{'' if place.own else 'copy'}{seen}".strip())
    if place.version != version:
        parts.append(f"version {place.version} when last read")
    if place.gone:
        parts.append(f"gone since {spoken_day(place.gone.at)}")
    return " · ".join(part for part in parts if part)


def show_history(versions: Sequence[Article], places: Sequence[Place], out: Console) -> None:
    """Every version with its dates, and what changed from the one before."""
    before: Article | None = None
    for article in versions:
        out.print(Text(f"version {article.version}: {article.headline}", style="bold"))
        for name in ("published", "modified", "fetched"):
            if moment := getattr(article, name):
                out.print(Text(f"  {name} {_told(moment)}", style="dim"))
        if before is not None:
            _changes(before, article, out)
        before = article
    for place in places:
        for absence in place.absences:
            until = f", back {spoken_time(absence.back)}" if absence.back else ""
            said = f"gone from {place.url} {spoken_time(absence.at)} ({absence.status}){until}"
            out.print(Text(said, style="yellow"), soft_wrap=True)


def _changes(before: Article, after: Article, out: Console) -> None:
    around, text = edits(before, after), changes(before, after)
    for edit in around:
        out.print(_edit(edit), soft_wrap=True)
    for change in text:
        for line in _lines(change):
            out.print(line, soft_wrap=True)
    if not around and not text:
        out.print(Text("  nothing but its spacing", style="dim"))


def _edit(edit: Edit) -> Text:
    line = Text(f"  {edit.name}: ", style="dim")
    line.append(edit.before or "none", style="red")
    return line.append(" → ").append(edit.after or "none", style="green")


def _lines(change: Change) -> list[Text]:
    """What it was and what it is, the words that changed in bold."""
    lines = []
    for sign, colour, parts in zip("-+", ("red", "green"), change.parts, strict=True):
        if parts:
            line = Text(f"  {sign}", style=colour)
            for words, changed in parts:
                line.append(words, style="bold" if changed else "")
            lines.append(line)
    return lines


def _told(moment: Moment) -> str:
    return f"{spoken_time(moment.iso)} ({moment.origin})"


def _say(label: str, said: str, out: Console, style: str = "dim") -> None:
    out.print(Text(f"{label:<{LABEL}}{said}", style=style), soft_wrap=True)
