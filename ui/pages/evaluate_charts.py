"""Charts of figures with their 95 % intervals: SVG that takes its colours from the page. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.report.numbers import figure
from ui.page_html import Html, join, tag

WIDE, TALL = 340.0, 168.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 8.0, 10.0, 24.0
APART = 4.5  # half of how far two figures of one run stand from each other
ROW = 26.0  # of a chart by kind
NAMES = 118.0  # wide are the names of kinds


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and the ends of its 95 % interval, where it has one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A metric over runs, oldest first; None where a run did not measure it."""

    name: str
    points: tuple[Point | None, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart is called and what can be read from it, for those who do not see it.

    Attributes:
        id: Of its elements, unique on the page.
        title: A few words.
        text: The figures in a sentence.
    """

    id: str
    title: str
    text: str


def trend_chart(
    words: Words,
    series: Sequence[Series],
    same: Sequence[str],
    unit: str,
    chosen: int | None = None,
    numbers: Sequence[int] = (),
) -> Html:
    """Dots with whiskers for one or two metrics over runs.

    Args:
        words: What it is called.
        series: The metrics.
        same: Of each run, what it was asked; a line joins it to the last that was asked the same.
        unit: "share", or "seconds".
        chosen: The run that is marked.
        numbers: Of the runs; from 1 on if they are not given.
    """
    count = len(same)
    named = numbers or range(1, count + 1)
    step = (WIDE - LEFT - RIGHT) / max(count, 1)
    xs = [LEFT + (n + 0.5) * step for n in range(count)]
    top = 1.0 if unit == "share" else round_up(max(_reaches(series), default=1.0))
    marked = []
    if chosen is not None:
        marked.append(
            tag("rect", x=_at(xs[chosen] - min(step, 34) / 2), y=_at(TOP - 4), rx="2",
                width=_at(min(step, 34)), height=_at(TALL - TOP - BOTTOM + 8), class_="chosen")
        )  # fmt: skip
    drawn = []
    for which, one in enumerate(series):
        name = "ab"[which]
        shift = 0.0 if len(series) == 1 else APART * (2 * which - 1)
        places = [x + shift for x in xs]
        drawn += [_whisker(x, p, top, name) for x, p in zip(places, one.points, strict=True)]
        drawn += _joined(places, one.points, same, top, name)
        drawn += [_dot(x, p, top, name) for x, p in zip(places, one.points, strict=True)]
    below = [
        tag("text", str(number), x=_at(x), y=_at(TALL - 6), text_anchor="middle")
        for number, x in zip(named, xs, strict=True)
    ]
    return _svg(words, WIDE, TALL, *marked, *_scale(top, unit), *drawn, *below)


def kinds_chart(words: Words, kinds: Mapping[str, tuple[Point, int]]) -> Html:
    """A dot with whiskers for each kind of question: a share, and of how many questions."""
    tall = ROW * len(kinds) + BOTTOM
    wide = WIDE - NAMES - 14
    parts = []
    for share in (0.0, 0.5, 1.0):
        x = NAMES + share * wide
        parts.append(_line(x, 2, x, tall - BOTTOM + 2, "grid"))
        anchor = "middle" if share < 1 else "end"
        told = figure_of(share, "share")
        shift = 0 if share < 1 else 14
        parts.append(tag("text", told, x=_at(x + shift), y=_at(tall - 6), text_anchor=anchor))
    for n, (kind, (point, asked)) in enumerate(kinds.items()):
        y = ROW * (n + 0.5)
        said = tag("tspan", f" {asked}", class_="n")
        parts.append(
            tag(
                "text",
                kind,
                said,
                x=_at(NAMES - 10),
                y=_at(y + 4),
                text_anchor="end",
                class_="kind",
            )
        )
        if point.low is not None and point.high is not None:
            parts.append(
                _line(NAMES + point.low * wide, y, NAMES + point.high * wide, y, "whisker a")
            )
        parts.append(
            tag("circle", cx=_at(NAMES + point.value * wide), cy=_at(y), r="4.5", class_="dot a")
        )
    return _svg(words, WIDE, tall, *parts)


def range_chart(low: float, value: float, high: float, *, zero: float | None = None) -> Html:
    """A small line with a mark, for beside a number that says the same; all from 0 to 100."""
    parts = [_line(0, 5, 100, 5, "scale")]
    if zero is not None:
        parts.append(_line(zero, 0, zero, 10, "zero"))
    parts += [_line(low, 5, high, 5, "span"), _line(value, 0.5, value, 9.5, "mark")]
    return tag(
        "svg", *parts, viewBox="0 0 100 10", preserveAspectRatio="none", class_="range",
        aria_hidden="true", focusable="false",
    )  # fmt: skip


def round_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20 … that is not less."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if value <= step * power * 1.0001)


def figure_of(value: float, unit: str) -> str:
    """A mark of a scale: 50 %, 20 ms."""
    if unit == "share":
        return f"{100 * value:.0f} %"
    return f"{value * 1000:g} ms" if value < 1 else f"{value:g} s"


def spoken(series: Sequence[Series], unit: str, numbers: Sequence[int] = ()) -> str:
    """The figures of a chart as a sentence."""
    told = []
    for one in series:
        named = numbers or range(1, len(one.points) + 1)
        known = [
            f"run {number}: {figure(p.value, unit)}"
            for number, p in zip(named, one.points, strict=True)
            if p
        ]
        told.append(f"{one.name}: {', '.join(known) or 'not measured'}")
    return ". ".join(told) + "."


def _reaches(series: Sequence[Series]) -> list[float]:
    return [
        point.high if point.high is not None else point.value
        for one in series
        for point in one.points
        if point
    ]


def _scale(top: float, unit: str) -> list[Html]:
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = _height(share * top, top)
        parts.append(_line(LEFT, y, WIDE - RIGHT, y, "grid"))
        told = "0" if share == 0 else figure_of(share * top, unit)
        parts.append(tag("text", told, x=_at(LEFT - 8), y=_at(y + 4), text_anchor="end"))
    return parts


def _joined(
    xs: Sequence[float], points: Sequence[Point | None], same: Sequence[str], top: float, name: str
) -> list[Html]:
    parts, last = [], dict[str, tuple[float, float]]()
    for x, point, asked in zip(xs, points, same, strict=True):
        if point:
            y = _height(point.value, top)
            if asked in last:
                parts.append(_line(*last[asked], x, y, f"line {name}"))
            last[asked] = (x, y)
    return parts


def _whisker(x: float, point: Point | None, top: float, name: str) -> Html | None:
    if point is None or point.low is None or point.high is None:
        return None
    return _line(x, _height(point.low, top), x, _height(point.high, top), f"whisker {name}")


def _dot(x: float, point: Point | None, top: float, name: str) -> Html | None:
    if point is None:
        return None
    y = _height(point.value, top)
    if name == "a":
        return tag("circle", cx=_at(x), cy=_at(y), r="4", class_="dot a")
    return tag("rect", x=_at(x - 3.5), y=_at(y - 3.5), width="7", height="7", class_="dot b")


def _height(value: float, top: float) -> float:
    share = min(max(value / top, 0.0), 1.0)
    return TALL - BOTTOM - share * (TALL - TOP - BOTTOM)


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> Html:
    return tag("line", x1=_at(x1), y1=_at(y1), x2=_at(x2), y2=_at(y2), class_=name)


def _at(number: float) -> str:
    return f"{number:.1f}"


def _svg(words: Words, wide: float, tall: float, *parts: Html | None) -> Html:
    title, text = f"{words.id}-title", f"{words.id}-text"
    return tag(
        "svg",
        tag("title", words.title, id=title),
        tag("desc", words.text, id=text),
        join(*parts),
        viewBox=f"0 0 {wide:g} {tall:g}",
        role="img",
        class_="chart",
        aria_labelledby=f"{title} {text}",
    )
