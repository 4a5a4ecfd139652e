"""Every version of an article and what changed in each, as a page without JavaScript; /history/."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from rag.domain import Article
from rag.errors import ArticleNotFound
from rag.index.archive import Archive
from rag.provenance import Place
from rag.versions.changes import Change, Edit, Part, changes, edits
from ui.page_html import Html, join, tag
from ui.page_words import count, read_url, source
from ui.reading import HEADERS, missing_page, paper_page
from ui.sources import spoken_time

SHEET = "/paper/history.css"


def history_router(archive: Archive) -> APIRouter:
    """The one route."""
    router = APIRouter()

    @router.get("/history/{article_id:path}", response_class=HTMLResponse)
    def history(article_id: str) -> HTMLResponse:
        """A readable page of what changed in an article."""
        try:
            versions = archive.history(article_id)
        except ArticleNotFound as error:
            return HTMLResponse(missing_page(str(error)), 404, HEADERS)
        shown = history_html(versions, archive.places.of(article_id))
        newest = versions[-1]
        page = paper_page(f"History of {newest.headline}", shown, newest.language, SHEET)
        return HTMLResponse(page, headers=HEADERS)

    return router


def history_url(article_id: str) -> str:
    """The address on this server of an article's history."""
    return f"/history/{quote(article_id, safe='')}"


def history_html(versions: Sequence[Article], places: Sequence[Place] = ()) -> Html:
    """The versions, the newest first, each with what changed from the one before.

    Args:
        versions: The oldest first; one at least.
        places: Where the article stands, and when it did not.
    """
    newest = versions[-1]
    told = [_version(after, before) for before, after in pairwise((None, *versions)) if after]
    only = "One version so far: nothing has changed since it was stored."
    said = only if len(versions) == 1 else f"{count(len(versions), 'version')}, the newest first"
    return tag(
        "article",
        tag("p", source(newest.outlet, newest.url), class_="outlet", dir="auto"),
        tag("h1", newest.headline, dir="auto"),
        tag("p", said, class_="origin"),
        *(tag("p", line, class_="note") for line in _absences(places)),
        tag("ol", *reversed(told), class_="versions"),
        class_="reading history",
    )


def _version(article: Article, before: Article | None) -> Html:
    read = read_url(article.id, article.version)
    link = tag("a", "Read this version", href=read, target="_blank", data_read=True)
    return tag(
        "li",
        tag("h2", f"Version {article.version}"),
        tag("p", join(*_dates(article), link, by=" · "), class_="dates"),
        tag("p", "As it was first stored.", class_="first") if before is None else None,
        *(_changed(before, article) if before else ()),
    )


def _dates(article: Article) -> list[str]:
    told = [
        f"{name} {spoken_time(moment.iso)} (from {moment.origin})"
        for name in ("published", "modified", "fetched")
        if (moment := getattr(article, name))
    ]
    return told if article.published else ["undated", *told]


def _changed(before: Article, after: Article) -> list[Html]:
    around, text = edits(before, after), changes(before, after)
    if not around and not text:
        return [tag("p", "Nothing changed but its spacing.", class_="first")]
    lines = [_edit(edit) for edit in around] + [_change(change) for change in text]
    return [tag("ul", *lines, class_="changes")]


def _edit(edit: Edit) -> Html:
    was = _side("del", "was", [(edit.before, True)] if edit.before else [])
    now = _side("ins", "now", [(edit.after, True)] if edit.after else [])
    name = tag("span", edit.name, class_="name")
    return tag(
        "li", name, was or tag("p", "was not given"), now or tag("p", "is not given any more")
    )


def _change(change: Change) -> Html:
    before, after = change.parts
    was, now = ("was", "now") if before and after else ("taken out", "added")
    return tag("li", _side("del", was, before), _side("ins", now, after), dir="auto")


def _side(element: str, said: str, parts: Sequence[Part]) -> Html | None:
    """A sentence as it was or as it is, its changed words marked."""
    if not parts:
        return None
    words = [tag(element, text) if changed else text for text, changed in parts]
    return tag("p", tag("span", f"{said} ", class_="said"), *words, class_=element, dir="auto")


def _absences(places: Sequence[Place]) -> list[str]:
    lines = []
    for place in places:
        for missed in place.absences:
            until = f", back {spoken_time(missed.back)}" if missed.back else ""
            lines.append(
                f"Gone from {place.url} since {spoken_time(missed.at)} "
                f"(status {missed.status}){until}."
            )
    return lines
