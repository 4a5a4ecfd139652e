"""Articles as they come, change, move and go, on any archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from ingest.dates import checked
from ingest.identity.keeping import Outcome, keep
from ingest.identity.recognised import recognise
from rag.domain import Draft, Hint, Moment
from rag.index.archive import Archive

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
FLOOD = (
    "The river Aune rose to 7.2 metres on Tuesday and flooded the lower town of Tessmoor. Two "
    "people died when a footbridge gave way, the fire service said. About 400 residents spent the "
    "night in the sports hall. Schools stay closed until Thursday, the mayor said on the radio. "
    "Engineers will look at the dam on Wednesday, and the water is expected to fall by then."
)
THREE = FLOOD.replace("Two people", "Three people")
URL = "https://www.herald.example/news/flood-7"
ECHO = "https://echo.example/2026/flood-in-tessmoor"


def met(text: str = FLOOD, url: str | None = URL, day: int = 3, **known: object) -> Draft:
    """A page as it was fetched on a day of May."""
    fetched = Moment(f"2026-05-{day:02}T12:00:00+00:00", "fetch")
    outlet = "The Echo" if url and "echo" in url else "The Herald"
    draft = Draft(url or "file.txt", text, "Flood in Tessmoor", url=url, outlet=outlet)
    return replace(draft, fetched=fetched, **known)  # type: ignore[arg-type]


def guid(name: str) -> tuple[Hint, ...]:
    """What a feed calls it."""
    return (Hint("guid", name, "feed"),)


def take(archive: Archive, draft: Draft) -> Outcome:
    """Recognise a draft and write it down, as one passage."""
    draft = checked(draft, NOW)
    return keep(archive, draft, recognise(archive, draft), [(0, len(draft.text))])


def where(archive: Archive, draft: Draft) -> str:
    """The article that a draft is."""
    return recognise(archive, draft).article_id
