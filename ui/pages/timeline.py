"""When the articles of the library were published: bars by outlet as an SVG of ours. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ui.page_html import Html, tag
from ui.page_words import count
from ui.pages.articles_asked import Asked
from ui.pages.articles_parts import go
from ui.pages.periods import Period, Unit, named, periods

COLOURS = 5  # outlets that have a colour of their own
OTHERS = "All others"
STEPS = (1, 2, 3, 4, 5, 6, 8)  # times a power of ten, where the scale ends

Days = Sequence[tuple[str, str | None, int]]
"""A day, an outlet, and how many articles."""


def timeline_html(asked: Asked, days: Days) -> Html:
    """The chart, what its colours mean, and the same as a table."""
    found, unit = periods(days)
    totals: Counter[str] = sum((period.counts for period in found), Counter())
    names = [name for name, _ in totals.most_common(COLOURS)]
    top = scale(max(period.total for period in found))
    said = (
        f"{count(totals.total(), 'article')} by {unit}, {named(found[0], unit)} to "
        f"{named(found[-1], unit)}"
    )
    return tag(
        "figure",
        tag("figcaption", said, class_="summary", tabindex="-1", data_key="summary"),
        _legend(asked, totals, names),
        tag("div", _axis(top), _bars(asked, found, unit, names, top), class_="plot"),
        _days(found, unit),
        _table(asked, found, unit, names),
        class_="timeline",
    )


def scale(most: int) -> int:
    """The least round number that nothing is above."""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= most:
                return step * power
        power *= 10


def _bars(
    asked: Asked, found: Sequence[Period], unit: Unit, names: Sequence[str], top: int
) -> Html:
    """The bars; stretched by its place on the page, so there are no letters in it."""
    busiest = max(found, key=lambda period: period.total)
    told = (
        f"Bars from {named(found[0], unit)} to {named(found[-1], unit)}, one for each {unit}. "
        f"Most articles: {busiest.total:,} ({named(busiest, unit)}). The table has each number."
    )
    lines = [
        tag("line", x1="0", x2=str(len(found)), y1=str(y), y2=str(y), class_="grid")
        for y in ((0, 50, 100) if top % 2 == 0 else (0, 100))
    ]
    return tag(
        "svg",
        tag("title", f"Articles by {unit} and outlet", id="timeline-title"),
        tag("desc", told, id="timeline-desc"),
        *lines,
        *(_bar(asked, at, period, unit, names, top) for at, period in enumerate(found)),
        viewBox=f"0 0 {len(found)} 100",
        preserveAspectRatio="none",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
    )


def _bar(asked: Asked, at: int, period: Period, unit: Unit, names: Sequence[str], top: int) -> Html:
    parts, height = [], 0.0
    for n, (_, many) in enumerate(_stack(period, names)):
        tall = 100 * many / top
        height += tall
        if many:
            parts.append(
                tag("rect", x=f"{at + 0.1:g}", y=f"{100 - height:.3f}", width="0.8",
                    height=f"{tall:.3f}", class_=f"outlet-{n}")
            )  # fmt: skip
    told = f"{named(period, unit)}: {count(period.total, 'article')}"
    whole = tag("rect", x=str(at), y="0", width="1", height="100", class_="whole")
    inside = _inside(asked, period)
    return tag("g", tag("title", told), whole, *parts, data_href=inside.url, class_="bar")


def _stack(period: Period, names: Sequence[str]) -> list[tuple[str, int]]:
    shown = [(name, period.counts[name]) for name in names]
    return [*shown, (OTHERS, period.total - sum(n for _, n in shown))]


def _inside(asked: Asked, period: Period) -> Asked:
    """The articles of a period, within the days that were asked for."""
    first = max(period.first, asked.first or date.min)
    last = min(period.last, asked.last or date.max)
    return asked.at(show="articles", first=first, last=last)


def _legend(asked: Asked, totals: Counter[str], names: Sequence[str]) -> Html:
    rows = []
    for n, name in enumerate(names):
        link = go(asked.at(outlet=name), tag("bdi", name), key=f"outlet-{n}")
        rows.append(tag("li", _patch(n), link, f" {totals[name]:,}"))
    if rest := totals.total() - sum(totals[name] for name in names):
        rows.append(tag("li", _patch(COLOURS), f"{OTHERS} {rest:,}"))
    return tag("ul", *rows, class_="legend", aria_label="Outlets")


def _patch(n: int) -> Html:
    return tag("span", class_=f"patch outlet-{n}", aria_hidden="true")


def _axis(top: int) -> Html:
    marks = [tag("span", f"{n:,}") for n in ((top, top // 2, 0) if top % 2 == 0 else (top, 0))]
    return tag("div", *marks, class_="axis", aria_hidden="true")


def _days(found: Sequence[Period], unit: Unit) -> Html:
    """The first, the middle and the last period, under the chart."""
    shown = [found[at] for at in sorted({0, (len(found) - 1) // 2, len(found) - 1})]
    short: Unit = "day" if unit == "week" else unit
    said = [tag("span", named(period, short)) for period in shown]
    return tag("div", *said, class_="days", aria_hidden="true")


def _table(asked: Asked, found: Sequence[Period], unit: Unit, names: Sequence[str]) -> Html:
    heads = [unit.capitalize(), "All", *names, *([OTHERS] if len(names) == COLOURS else [])]
    rows = []
    for period in reversed([period for period in found if period.total]):
        link = go(_inside(asked, period), named(period, unit))
        numbers = [n for _, n in _stack(period, names)][: len(heads) - 2]
        cells = [tag("td", f"{n:,}") for n in (period.total, *numbers)]
        rows.append(tag("tr", tag("th", link, scope="row"), *cells))
    head = tag("tr", *(tag("th", tag("bdi", name), scope="col") for name in heads))
    table = tag(
        "table",
        tag("caption", f"Articles by {unit} and outlet, the newest first", class_="unseen"),
        tag("thead", head),
        tag("tbody", *rows),
    )
    shown = tag("div", table, class_="wide", tabindex="0", role="region", aria_label="The numbers")
    return tag("details", tag("summary", "The numbers as a table"), shown)
