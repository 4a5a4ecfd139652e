"""Quarters, halves, seasons, years, decades, centuries: which days are meant. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from rag.dates.meaning import Meaning, Setting
from rag.dates.spans import (
    SEASON_OVER,
    Days,
    latest_season,
    month,
    quarter,
    season,
    years,
)

ORDINALS = ("first", "second", "third", "fourth")


def read_year(parts: Mapping[str, str], _setting: Setting) -> Meaning:
    """In 1987."""
    year = int(parts["year"])
    return Meaning(years(year, year), year_known=True)


def read_years(parts: Mapping[str, str], _setting: Setting) -> Meaning:
    """2010-2015, the 2022-23 season."""
    first, last = int(parts["ya"]), int(parts["yb"])
    last += first // 100 * 100 if last < 100 else 0
    if last <= first:
        raise ValueError("no range of years")
    return Meaning(years(first, last), year_known=True)


def read_decade(parts: Mapping[str, str], _setting: Setting) -> Meaning:
    """The 1990s, the '90s."""
    first = int(parts["decade"]) if "decade" in parts else 1900 + int(parts["decade2"])
    return Meaning(years(first, first + 9), year_known=True)


def read_century(parts: Mapping[str, str], _setting: Setting) -> Meaning:
    """The 19th century."""
    number = int(parts["century"])
    return Meaning(years(100 * number - 99, 100 * number), year_known=True)


def read_quarter(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """Q3, the third quarter of 2025; the latest that has begun, unless the verb looks ahead."""
    number = int(parts.get("q1") or parts.get("q2") or 1 + ORDINALS.index(parts["q3"]))
    stated = parts.get("qy1") or parts.get("qy2") or parts.get("qy3")
    year = _year_of(stated, parts.get("qdet"), setting)
    if year is not None:
        return Meaning(quarter(year, number), year_known=True)
    if setting.anchor is None:
        return Meaning()
    at = (setting.anchor.month + 2) // 3
    ahead = setting.told == "future"
    year = setting.anchor.year + (ahead and number < at) - (not ahead and number > at)
    return Meaning(quarter(year, number), year_known=False, guessed=True)


def read_half(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """The first half of 2023, the second half of last year."""
    year = _year_of(parts.get("hy"), parts.get("hdet"), setting)
    if year is None:
        return Meaning()
    first = 1 if parts["h1"] == "first" else 7
    return Meaning(Days(month(year, first).first, month(year, first + 5).last), year_known=True)


def _year_of(stated: str | None, determiner: str | None, setting: Setting) -> int | None:
    if stated:
        return int(stated)
    if determiner and setting.anchor:
        return setting.anchor.year + {"last": -1, "next": 1}.get(determiner, 0)
    return None


def read_season(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """Last summer, the winter of 2024-25; a winter with one year may be either of two."""
    name, anchor = parts["season"], setting.anchor
    if "sy" in parts:
        year = int(parts["sy"])
        days = season(year, name)
        if name == "winter" and "sy2" not in parts:
            days = Days(season(year - 1, name).first, days.last)
        return Meaning(days, year_known=True)
    if anchor is None:
        return Meaning()
    latest = latest_season(anchor, name)
    assert latest.first is not None
    assert latest.last is not None
    word, begun = setting.determiner, latest.first.year
    over = anchor > latest.last
    coming = season(begun if not over and setting.told == "future" else begun + 1, name)
    if word in ("next", "coming"):
        return Meaning(season(begun + 1, name), year_known=True)
    if word == "last":
        lately = anchor <= latest.last + timedelta(days=SEASON_OVER)
        return Meaning(season(begun - 1, name) if lately else latest, year_known=True)
    if word == "this" and over and begun < anchor.year and latest.last.year < anchor.year:
        return Meaning(coming, year_known=True)
    if word == "past" or setting.told != "future":
        return Meaning(latest, year_known=True, guessed=not word)
    return Meaning(coming if over else latest, year_known=True, guessed=not word)
