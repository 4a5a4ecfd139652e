"""What became of quoted articles since: changed, gone, removed; and which are copies of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rag.errors import ArticleNotFound
from rag.index.archive import Archive
from rag.provenance import Absence
from ui.page_html import Html, tag
from ui.page_words import day
from ui.pages.history import history_url
from ui.sources import kind


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of an article by now.

    Attributes:
        newest: The number of its newest version; 0 where it is not in the library.
        removed: Whether it was taken out of the library.
        gone: Since when its page is gone, if it is.
        wire: The agency that it comes from.
        story: The id of the story that it is a copy of, or that others copied.
    """

    newest: int = 0
    removed: bool = False
    gone: Absence | None = None
    wire: str | None = None
    story: str | None = None


NONE: Mapping[str, Marks] = MappingProxyType({})
UNKNOWN = Marks()


def marks_of(archive: Archive, ids: Collection[str]) -> dict[str, Marks]:
    """The marks of some articles; those that were never stored have none."""
    gone, members = archive.places.gone(ids), archive.clusters.of(ids)
    marks = {}
    for name in ids:
        try:
            article = archive.article(name)
        except ArticleNotFound:
            continue
        member = members.get(name)
        story = member.story if member else None
        marks[name] = Marks(article.version, article.removed, gone.get(name), article.wire, story)
    return marks


def marks_html(marks: Marks, version: int, article_id: str, outlet: str | None) -> Html | None:
    """The marks in words; nothing where there is nothing that a reader should know.

    Args:
        marks: Of the article.
        version: Which was quoted.
        article_id: The article.
        outlet: Who published it; an agency's own report is no copy.
    """
    items = [tag("li", told) for told in kind((), marks.wire, outlet)]
    if version < marks.newest:
        said = f"Changed since: version {version} of {marks.newest} is quoted"
        link = tag("a", said, href=history_url(article_id), target="_blank", data_read=True)
        items.append(tag("li", link))
    elif marks.newest > 1:
        link = tag("a", f"Version {version}", href=history_url(article_id), target="_blank",
                   data_read=True)  # fmt: skip
        items.append(tag("li", link))
    if marks.gone:
        items.append(tag("li", f"Gone from its site since {day(marks.gone.at)}", class_="warn"))
    if marks.removed:
        items.append(tag("li", "Removed from the library", class_="warn"))
    return tag("ul", *items, class_="marks-of", aria_label="Marks") if items else None
