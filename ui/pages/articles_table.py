"""The list of articles as a table: sorted by its heads, a row an article. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Moment
from rag.index.listed import Listed, Order
from ui.page_html import Html, tag
from ui.page_words import source
from ui.pages.articles_asked import DOWN, Asked
from ui.pages.articles_parts import go, marks_html, published_html, read_link, short_day
from ui.pages.history import history_url
from ui.sources import spoken_time

HEADS: tuple[tuple[Order, str], ...] = (
    ("headline", "Headline"),
    ("outlet", "Outlet"),
    ("published", "Published"),
    ("fetched", "Fetched"),
)


def table_html(asked: Asked, articles: Sequence[Listed]) -> Html:
    """A table; on a phone each row is a card."""
    heads = [_head(asked, order, said) for order, said in HEADS]
    acts = tag("th", tag("span", "Actions", class_="unseen"), scope="col", role="columnheader")
    rows = [_row(listed) for listed in articles]
    return tag(
        "table",
        tag("caption", "Articles of the library", class_="unseen"),
        tag("thead", tag("tr", *heads, acts, role="row"), role="rowgroup"),
        tag("tbody", *rows, role="rowgroup"),
        role="table",
        class_="listing",
    )


def _head(asked: Asked, order: Order, said: str) -> Html:
    """A head that sorts; a second time it turns the order around."""
    here = asked.sorted_by == order
    down = not asked.falls if here else DOWN[order]
    arrow = tag("span", "▼" if asked.falls else "▲", aria_hidden="true", class_="arrow")
    link = go(asked.at(order=order, down=down), said, arrow if here else None, key=f"sort-{order}")
    sorted_ = ("descending" if asked.falls else "ascending") if here else None
    return tag("th", link, scope="col", role="columnheader", aria_sort=sorted_, class_=order)


def _row(listed: Listed) -> Html:
    history = tag(
        "a", "History", href=history_url(listed.id), target="_blank", data_read=True,
        aria_label=f"History of {listed.headline}",
    )  # fmt: skip
    remove = tag(
        "button", "Remove", type="button", data_remove=listed.id, data_headline=listed.headline,
        aria_label=f"Remove {listed.headline}",
    )  # fmt: skip
    return tag(
        "tr",
        tag("th", read_link(listed), marks_html(listed), role="rowheader", scope="row",
            class_="headline"),
        tag("td", tag("bdi", source(listed.outlet, listed.url)), role="cell", class_="outlet"),
        tag("td", published_html(listed.published), role="cell", class_="published"),
        tag("td", _fetched(listed.fetched), role="cell", class_="fetched"),
        tag("td", history, remove, role="cell", class_="acts"),
        role="row",
    )  # fmt: skip


def _fetched(moment: Moment | None) -> Html:
    if moment is None:
        return tag("span", "—", title="It came as a file, so it was not fetched")
    return tag("time", short_day(moment.iso), datetime=moment.iso, title=spoken_time(moment.iso))
