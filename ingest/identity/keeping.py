"""Writing what was recognised: versions, places, pages held back, and what is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from ingest.identity.addresses import address, sha256, undressed
from ingest.identity.naming import content
from ingest.identity.recognised import Known
from ingest.identity.steady import steady
from rag.domain import Draft
from rag.errors import PageHeldBack
from rag.index.archive import Archive, Spans
from rag.provenance import Quarantined

LONGEST = 100_000  # characters of a page that are kept in quarantine
RULES = "2"  # changes when an address may fold into another than before

Outcome = Literal["added", "updated", "unchanged", "duplicates"]


def keep(archive: Archive, draft: Draft, known: Known, spans: Spans = ()) -> Outcome:
    """Write a draft down as what it is to the archive; what is unchanged writes nothing.

    But once: what was not kept of an article when it was stored is written into its version.

    Args:
        archive: The archive that recognised it.
        draft: The draft.
        known: From `ingest.identity.recognised.recognise`.
        spans: The passages of a new or changed article.
    """
    if known.state in ("new", "changed"):
        return archive.store(draft, known.article_id, known.digest, spans, known.signs)
    if known.signs is None:
        return "unchanged"
    at, now = known.signs.address, draft.fetched.iso if draft.fetched else _now()
    if known.state == "copy":
        if known.place is not None and at is not None:
            seen = known.place.first_seen or now
            archive.places.add(replace(known.place, first_seen=seen), at.key)
        return "duplicates"
    if at is not None and known.returned:
        archive.places.mark_back(at.key, now)
    if at is not None and archive.quarantine.holds(at.id, at.key):
        archive.quarantine.release(at.id, at.key)
    if known.untold:
        archive.unsigned.tell(known.article_id, draft, at, known.digest)
    return "unchanged"


def steadied(archive: Archive, draft: Draft, known: Known, fresh: Spans) -> Spans:
    """The passages of a draft; of a changed article as many as can be are those it has.

    Args:
        archive: The archive that recognised it.
        draft: The draft.
        known: From `ingest.identity.recognised.recognise`.
        fresh: Its passages as if there were no earlier version.
    """
    if known.state != "changed":
        return fresh
    current = archive.article(known.article_id)
    if current.title != draft.title:  # it stands before each passage, so all are embedded again
        return fresh
    spans = [(p.start, p.end) for p in archive.passages_of([known.article_id])]
    return steady(current.text, spans, draft.text, fresh, draft.language)


def hold_back(archive: Archive, page: PageHeldBack, at: str | None = None) -> None:
    """Put a page into quarantine; an article that is stored of its address stays as it is.

    Args:
        archive: The archive.
        page: The rejection.
        at: When it came, ISO; now if not given.
    """
    where = address(page.url) if page.url else None
    kept = Quarantined(
        page.source, page.url, page.reason, at or _now(), page.title, page.text[:LONGEST]
    )
    key = where.key if where else None
    archive.quarantine.put(kept, where.id if where else sha256(page.source), key)


def mark_gone(archive: Archive, url: str, status: int, at: str) -> list[str]:
    """Write down that an address answers 404 or 410. Its articles stay, and can be found.

    The plain page takes its mobile, AMP and print variants with it, and none of these takes it.

    Args:
        archive: The archive.
        url: The address that was asked for.
        status: What the server said.
        at: When, ISO.

    Returns:
        The articles that stand there; none if no article is known of this address.
    """
    asked = address(url)
    places = archive.places.find(asked)
    gone = [place for place in places if undressed(url) or place.id == asked.id]
    archive.places.mark_gone(list(dict.fromkeys(place.id for place in gone)), status, at)
    return list(dict.fromkeys(place.article_id for place in gone))


def mark_back(archive: Archive, url: str, at: str) -> None:
    """Write down that an address answers again, if it is known to have been gone (304, say)."""
    asked = address(url)
    if any(place.gone for place in archive.places.find(asked)):
        archive.places.mark_back(asked.key, at)


def catch_up(archive: Archive) -> None:
    """Let every stored article be recognised, whichever version of Dateline stored it.

    Quick where nothing is to be done; call it once before `recognise`.
    """
    while texts := archive.unsigned.texts():
        archive.unsigned.set_hashes([(a, v, content(text)) for a, v, text in texts])
    unplaced = archive.unsigned.unplaced()
    archive.unsigned.place([(one, address(one.url)) for one in unplaced])
    if archive.log.stamp().get("addresses") != RULES:
        keys = [
            (place_id, key)
            for place_id, before, url in archive.unsigned.addresses()
            if (key := address(url).key) != before
        ]
        archive.unsigned.set_keys(keys)
        archive.log.set_stamp({"addresses": RULES})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
