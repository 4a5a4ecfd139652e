"""Sources and dates in words, the same on the terminal and in the page. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from rag.wires import same_source, short

KINDS = {"opinion": "Opinion", "sponsored": "Sponsored", "live": "Live blog"}


def byline(outlet: str | None, published_at: str | None, title: str) -> str:
    """Outlet, day and headline: "The Herald · 14 April 2026 · Panels fall in tunnel"."""
    return " · ".join(part for part in (outlet, spoken_day(published_at), title) if part)


def spoken_day(iso: str | None) -> str:
    """A day in words; "undated" where there is none."""
    if not iso:
        return "undated"
    return spoken(date.fromisoformat(iso[:10]))


def spoken(day: date) -> str:
    """A day in words: "14 April 2026"."""
    return f"{day.day} {day:%B %Y}"


def spoken_time(iso: str | None) -> str:
    """A day in words with the time and zone that are known: "14 April 2026, 10:00 +02:00"."""
    if not iso or len(iso) <= len("2026-04-14"):
        return spoken_day(iso)
    at = datetime.fromisoformat(iso)
    zone = "" if at.tzinfo is None else f" {'UTC' if not at.utcoffset() else at.isoformat()[-6:]}"
    return f"{spoken(at)}, {at:%H:%M}{zone}"


def kind(labels: Collection[str], wire: str | None = None, outlet: str | None = None) -> list[str]:
    """What a reader should know an article as: "Opinion", "Sponsored", "Live blog", "AP copy".

    An agency's own report is no copy.
    """
    said = [KINDS.get(label.lower(), label) for label in labels]
    if wire and not (outlet and same_source(wire, outlet)):
        said.append(f"{short(wire)} copy")
    return list(dict.fromkeys(said))
