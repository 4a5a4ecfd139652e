"""Where articles come from and how they changed, as the JSON of `dateline articles`. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rag.domain import Article
from rag.provenance import Absence, Place, Quarantined, RefusedDate, gone_from
from rag.versions.changes import changes, edits


def origin_json(places: Sequence[Place], refused: Sequence[RefusedDate]) -> dict[str, Any]:
    """What is known of an article beside its text: places, whether it is gone, refused dates."""
    return {
        "gone": absence_json(gone_from(places)),
        "places": [place_json(place) for place in places],
        "refused_dates": [
            {"which": r.which, "text": r.text, "origin": r.origin, "reason": r.reason}
            for r in refused
        ],
    }


def absence_json(absence: Absence | None) -> dict[str, Any] | None:
    """When an address did not give its article; `back` is null while it does not."""
    if absence is None:
        return None
    return {"status": absence.status, "at": absence.at, "back": absence.back}


def place_json(place: Place) -> dict[str, Any]:
    """Where an article stands; `copy` where it is another outlet's or address's."""
    return {
        "url": place.url,
        "outlet": place.outlet,
        "first_seen": place.first_seen,
        "version": place.version,
        "copy": not place.own,
        "absences": [absence_json(absence) for absence in place.absences],
    }


def quarantined_json(page: Quarantined) -> dict[str, Any]:
    """A page that was held back, with what stood on it."""
    return {name: getattr(page, name) for name in Quarantined.__slots__}


def changes_json(before: Article, after: Article) -> dict[str, Any]:
    """What changed from one version to the next: around the text, and sentence by sentence."""
    return {
        "around": {e.name: {"before": e.before, "after": e.after} for e in edits(before, after)},
        "sentences": [{"before": c.before, "after": c.after} for c in changes(before, after)],
    }
