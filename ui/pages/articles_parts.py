"""Small parts of the page Articles: links that keep the view, marks of an article, pages. Pure."""

from __future__ import annotations

from rag.domain import Moment
from rag.index.listed import Listed
from ui.page_html import Html, join, tag
from ui.page_words import count, day, read_url
from ui.pages.articles_asked import Asked
from ui.pages.history import history_url
from ui.sources import kind, spoken_day, spoken_time

AROUND = 2  # pages that are named on each side of the one that is open


def go(asked: Asked, *said: str | None, key: str | None = None, **attributes: str | None) -> Html:
    """A link to another view of the library; articles.js opens it without a new page.

    Args:
        asked: The view.
        said: What stands on it.
        key: What it is known by in the next view, so that the focus stays on it.
        attributes: Of the element.
    """
    return tag("a", *said, href=asked.url, data_go=True, data_key=key, **attributes)


def read_link(listed: Listed) -> Html:
    """The headline, which opens the article."""
    href = read_url(listed.id, listed.version)
    return tag("a", listed.headline, href=href, target="_blank", data_read=True, dir="auto")


def marks_html(listed: Listed) -> Html | None:
    """What a reader should know of an article before reading it; nothing where there is nothing."""
    marks = [
        tag("li", one, class_="mark") for one in kind(listed.labels, listed.wire, listed.outlet)
    ]
    if listed.gone:
        marks.append(tag("li", f"gone since {spoken_day(listed.gone.at)}", class_="mark warn"))
    if listed.version > 1:
        href = history_url(listed.id)
        told = count(listed.version, "version")
        why = "It was changed since it was first stored: see what changed"
        link = tag("a", told, href=href, target="_blank", data_read=True, title=why)
        marks.append(tag("li", link, class_="mark"))
    if listed.story and listed.copies > 1:
        story = Asked("stories", story=listed.story)
        link = go(story, count(listed.copies, "copy", "copies"))
        marks.append(tag("li", link, class_="mark"))
    return tag("ul", *marks, class_="marks", aria_label="Marks") if marks else None


def published_html(moment: Moment | None) -> Html:
    """The day of publication; the time, and where it was found, show on hover."""
    if moment is None:
        return tag("span", "undated", class_="undated", title="No date of publication was found")
    told = f"{spoken_time(moment.iso)} — found in: {moment.origin}"
    return tag("time", short_day(moment.iso), datetime=moment.iso, title=told)


def short_day(iso: str) -> str:
    """A day as it fits a column: "14 Apr 2026"."""
    number, _, rest = day(iso).partition(" ")
    month, _, year = rest.partition(" ")
    return f"{number} {month[:3]} {year}" if year else day(iso)


def pages_html(asked: Asked, total: int, size: int) -> Html | None:
    """Links to the other pages of a list; nothing where there is one page only."""
    last = max(1, -(-total // size))
    if last == 1:
        return None
    here = min(asked.page, last)
    before = _step(asked, "Previous", here - 1, last, "previous")
    after = _step(asked, "Next", here + 1, last, "next")
    numbers = [_number(asked, n, here) for n in _named(here, last)]
    return tag(
        "nav", before, tag("ul", *numbers), after, aria_label="Pages of the list", class_="leaves"
    )


def _step(asked: Asked, said: str, to: int, last: int, key: str) -> Html:
    if not 1 <= to <= last:
        return tag("span", said, class_="off", aria_hidden="true")
    return go(asked.at(page=to), said, key=key, class_="step")


def _number(asked: Asked, n: int | None, here: int) -> Html:
    if n is None:
        return tag("li", tag("span", "…", class_="gap"))
    now = "page" if n == here else None
    told = join(tag("span", "Page ", class_="unseen"), f"{n:,}")
    return tag("li", go(asked.at(page=n), told, key=f"page-{n}", aria_current=now))


def _named(here: int, last: int) -> list[int | None]:
    """The pages with a link of their own; None where some are passed over."""
    near = range(here - AROUND, here + AROUND + 1)
    shown = sorted({1, last, *(n for n in near if 1 <= n <= last)})
    named: list[int | None] = []
    for n in shown:
        before = named[-1] if named else 0
        if before is not None and n - before == 2:
            named.append(n - 1)  # one page takes no more room than a gap
        elif before is not None and n - before > 2:
            named.append(None)
        named.append(n)
    return named
