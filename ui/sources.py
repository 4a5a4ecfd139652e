"""Sources and dates in words, the same on the terminal and in the page. Pure."""

from __future__ import annotations

from datetime import date


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
