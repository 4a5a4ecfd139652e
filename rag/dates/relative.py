"""Yesterday, last week, two months ago, the past three days: which days are meant. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from rag.dates.meaning import Meaning, Setting
from rag.dates.spans import Days, around, one, shift, unit_of
from rag.dates.tense import Tense
from rag.dates.vocabulary import RECENT, counted, spaced


def read_near(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """Yesterday, tonight, the day after tomorrow."""
    word, anchor = spaced(parts["near"]), setting.anchor
    if anchor is None:
        return Meaning()
    if word == "overnight":
        return Meaning(Days(anchor - timedelta(days=1), anchor), year_known=True)
    moved = {
        "yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }.get(word, 0)  # fmt: skip
    return Meaning(one(anchor + timedelta(days=moved)), year_known=True)


def read_unit(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """Last week, next year, the past month, the end of the year."""
    anchor = setting.anchor
    if anchor is None:
        return Meaning()
    if "own" in parts:
        return Meaning(unit_of(anchor, parts["own"]), year_known=True)
    word, unit = spaced(parts["det"]).split()[-1], parts["unit"]
    if unit == "weekend":
        return Meaning(_weekend_of(word, anchor, setting.told), year_known=True)
    if word == "past" or (setting.rolling and word == "last"):
        return Meaning(Days(_back(anchor, 1, unit), anchor), year_known=True)
    if word == "coming" or (setting.rolling and word == "next"):
        return Meaning(Days(anchor, _back(anchor, -1, unit)), year_known=True)
    days = unit_of(anchor, unit)
    if word == "last":
        assert days.first is not None
        days = unit_of(days.first - timedelta(days=1), unit)
    elif word == "next":
        assert days.last is not None
        days = unit_of(days.last + timedelta(days=1), unit)
    return Meaning(days, year_known=True)


def _back(day: date, count: int, unit: str) -> date:
    if unit == "quarter":
        return shift(day, -3 * count, "month")
    return shift(day, -count, unit)


def _weekend_of(word: str, anchor: date, told: Tense | None) -> Days:
    """The weekend that is meant; on a Monday or Tuesday "this weekend" may be over."""
    mine = unit_of(anchor, "weekend")
    assert mine.first is not None
    begun = mine if mine.first <= anchor else unit_of(anchor - timedelta(days=7), "weekend")
    if word == "next":
        return unit_of(anchor + timedelta(days=7), "weekend")
    if word == "last" and begun == mine:
        return unit_of(anchor - timedelta(days=7), "weekend")
    if word == "coming" or (word == "the" and told == "future"):
        return mine
    if word == "this" and not (anchor.weekday() <= 1 and told == "past"):
        return mine
    return begun


def read_weekend(_parts: Mapping[str, str], setting: Setting) -> Meaning:
    """The weekend."""
    if setting.anchor is None:
        return Meaning()
    word = setting.determiner or "the"
    return Meaning(_weekend_of(word, setting.anchor, setting.told), year_known=True)


def read_ago(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """Three weeks ago, a few days ago."""
    if setting.anchor is None:
        return Meaning()
    least, most = counted(parts["ago"])
    near = around(setting.anchor, least, parts["ago_unit"])
    far = near if most == least else around(setting.anchor, most, parts["ago_unit"])
    return Meaning(Days(far.first, near.last), year_known=True)


def read_rolling(parts: Mapping[str, str], setting: Setting) -> Meaning:
    """The past three days, the next two weeks, recent months."""
    anchor, unit = setting.anchor, parts["roll_unit"]
    if "roll" not in parts and parts["dir"] not in ("recent", "coming"):
        raise ValueError("no count")
    if anchor is None:
        return Meaning()
    if "roll" in parts:
        far = shift(anchor, counted(parts["roll"])[1], unit)
        back = shift(anchor, -counted(parts["roll"])[1], unit)
    else:
        reach = timedelta(days=RECENT.get(unit, 10))
        far, back = anchor + reach, anchor - reach
    ahead = parts["dir"] in ("next", "coming")
    return Meaning(Days(anchor, far) if ahead else Days(back, anchor), year_known=True)
