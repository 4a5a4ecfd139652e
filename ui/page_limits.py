"""What the next question may draw on: the form for it, and what was picked in it. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from rag.domain import Scope, Window
from rag.provenance import storable
from ui.page_html import Html, join, tag
from ui.paper_asked import asked_for

PRESETS = {
    "": "Any time",
    "today": "Today",
    "week": "Last week",
    "month": "Last month",
    "custom": "From … to …",
}
OUTLETS = 1000  # that can be picked from
EVERYTHING = Scope()


def limits_html(outlets: Sequence[tuple[str, int]]) -> Html:
    """The form; chats.js sends what is picked at once.

    Args:
        outlets: Names, and how many articles each has.
    """
    days = [tag("option", name, value=value) for value, name in PRESETS.items()]
    papers = [
        tag("option", f"{name} ({n:,})", value=name)
        for name, n in sorted(outlets[:OUTLETS], key=lambda one: one[0].casefold())
    ]
    return tag(
        "form",
        tag("h2", "Ask only of"),
        tag("label", tag("span", "Published"), tag("select", *days, name="days")),
        tag("div", _day("From", "from"), _day("To", "to"), class_="custom", hidden=True),
        tag(
            "label",
            tag("span", "Outlet"),
            tag("select", tag("option", "All outlets", value=""), *papers, name="outlet"),
        ),
        _day("As if it were", "as_of"),
        class_="limits",
        aria_label="What the next question may draw on",
    )


def _day(said: str, name: str) -> Html:
    return tag("label", tag("span", said), tag("input", type="date", name=name))


def scope_of(picked: Mapping[str, Any], today: date) -> Scope:
    """What was picked, as a scope; what makes no sense in it is passed over.

    Args:
        picked: Fields of the form by name.
        today: The day that presets count from, unless another one was picked.
    """
    as_of = _read(picked.get("as_of"))
    outlet = storable(str(picked.get("outlet") or ""))
    window = _window(picked, as_of or today)
    return Scope(window, (outlet,) if outlet else (), as_of)


def _window(picked: Mapping[str, Any], today: date) -> Window | None:
    """The days; last week and last month are the seven days, and the month, up to today."""
    match picked.get("days"):
        case "today":
            return Window(today, today)
        case "week":
            return Window(today - timedelta(days=6), today)
        case "month":
            return Window(_month_before(today) + timedelta(days=1), today)
        case "custom":
            first, last = _read(picked.get("from")), _read(picked.get("to"))
            if first and last and last < first:
                first, last = last, first
            return Window(first, last) if first or last else None
    return None


def _month_before(day: date) -> date:
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _read(said: Any) -> date | None:
    try:
        day = date.fromisoformat(str(said)) if said else None
    except ValueError:
        return None
    return day if day and day.year > 1 else None


def limited_html(scope: Scope) -> Html:
    """The line above the composer that says what is left out; nothing where nothing is."""
    said = _said(scope)
    if not said:
        return join()
    words = tag("span", f"Next question: {' · '.join(said)}", dir="auto")
    clear = tag("button", "Ask everything", type="button", data_unlimited=True)
    return tag("p", words, clear, class_="limited", role="status")


def asked_html(scope: Scope) -> Html | None:
    """The line under a question that was asked of a part only."""
    said = _said(scope)
    return tag("p", "Asked " + " · ".join(said), class_="asked", dir="auto") if said else None


def _said(scope: Scope) -> list[str]:
    if scope.window and not scope.window.start and not scope.window.end:
        return ["of all days", *asked_for(replace(scope, window=None))]
    return asked_for(scope)
