"""Dates written otherwise than in ISO 8601 or as in mail, where they mean one day. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

ZONES = {
    **dict.fromkeys(("UTC", "GMT", "UT", "Z", "WET"), "+00:00"),
    **dict.fromkeys(("CET", "MEZ", "WEST", "BST"), "+01:00"),
    **dict.fromkeys(("CEST", "MESZ", "EET", "SAST"), "+02:00"),
    **dict.fromkeys(("EEST", "MSK"), "+03:00"),
    **dict.fromkeys(("JST", "KST"), "+09:00"),
    **{"PKT": "+05:00", "WIB": "+07:00", "AWST": "+08:00", "SGT": "+08:00", "HKT": "+08:00"},
    **{"AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00"},
    **{"NDT": "-02:30", "ADT": "-03:00", "BRT": "-03:00", "ART": "-03:00", "NST": "-03:30"},
    **{"EDT": "-04:00", "EST": "-05:00", "CDT": "-05:00", "MDT": "-06:00", "MST": "-07:00"},
    **{"PDT": "-07:00", "PST": "-08:00", "AKDT": "-08:00", "AKST": "-09:00", "HST": "-10:00"},
}
"""Names of zones that mean one offset in the news; IST, CST and AST mean several."""

NAMED = re.compile(r"(?P<rest>.*\d)\s*(?P<zone>[A-Z]{1,4})(?:\s*\(.*\))?", re.DOTALL)
TIME = r"(?:(?:\s*,?\s+|T)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
DOTTED = re.compile(rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{{4}}){TIME}(?:\s*Uhr)?")
SLASHED = re.compile(rf"(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year>\d{{4}}){TIME}")
SECONDS = re.compile(r"(\d{10})(?:\.\d+|\d{3})?", re.ASCII)  # since 1970, or thousandths
MONTHS = 12


def written(text: str) -> str | None:
    """The date in ISO 8601; None where it is none, or may be of two days."""
    text = text.strip()
    if stamp := SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(stamp[1]), UTC).isoformat()
    if found := DOTTED.fullmatch(text):
        return _iso(found, found["month"], found["day"])
    if found := SLASHED.fullmatch(text):
        one, two = int(found["one"]), int(found["two"])
        if one > MONTHS or one == two:
            return _iso(found, found["two"], found["one"])
        if two > MONTHS:
            return _iso(found, found["one"], found["two"])
    return None


def zoned(text: str) -> str:
    """The same with the offset in the place of a zone's name, where it has one."""
    found = NAMED.fullmatch(text.strip())
    if found is None or found["zone"] not in ZONES:
        return text
    return f"{found['rest']} {ZONES[found['zone']].replace(':', '')}"


def _iso(found: re.Match[str], month: str, day: str) -> str | None:
    try:
        on = date(int(found["year"]), int(month), int(day))
        if found["hour"] is None:
            return on.isoformat()
        hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
        return datetime.combine(on, time(hour, minute, second)).isoformat()
    except ValueError:
        return None
