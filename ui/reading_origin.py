"""What the page of one article says of where it comes from: its places, and refused dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.provenance import Place, RefusedDate, gone_from
from ui.page_html import Html, join, tag
from ui.page_words import day, source


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an article beside its text."""

    places: Sequence[Place] = ()
    refused: Sequence[RefusedDate] = ()


def notes(origin: Origin) -> list[str]:
    """Sentences for a reader to know before reading."""
    told = []
    if absence := gone_from(origin.places):
        told.append(
            f"Its page has been gone since {day(absence.at)} (status {absence.status}). What you "
            "see is what stood there."
        )
    return told + [
        f"Its page gives {date.text!r} as the day it was {date.which}; that was not taken: "
        f"{date.reason}."
        for date in origin.refused
    ]


def places_html(places: Sequence[Place], version: int) -> Html | None:
    """Where else it stands; nothing where there is one place only."""
    if len(places) < 2:
        return None
    lines = [tag("li", _place(place, version)) for place in places]
    return tag("section", tag("h2", "Where it stands"), tag("ul", *lines), class_="places")


def _place(place: Place, version: int) -> Html:
    link = tag("a", source(place.outlet, place.url), href=place.url)
    said = "" if place.own else "a copy"
    since = f"since {day(place.first_seen)}" if place.first_seen else ""
    old = f"version {place.version} when it was last read" if place.version != version else ""
    gone = f"gone since {day(place.gone.at)}" if place.gone else ""
    return join(link, place.url, said, since, old, gone, by=" · ")
