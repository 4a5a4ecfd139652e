"""Small articles for tests, and putting them where they belong."""

from __future__ import annotations

from functools import cache

from ingest.identity import article_id, digest
from ingest.pipeline import spans_of
from rag.domain import Draft, Hit, Moment, Passage
from rag.gate import Gate
from rag.index.archive import Archive
from rag.index.library import Library
from rag.models.token_reader import TokenReader
from rag.support.cross_reader import CrossReader
from rag.support.network import Network
from rag.support.score import Support
from tests.conftest import MODELS


@cache
def the_reader() -> TokenReader:
    """The real encoder of tokens, loaded once."""
    return TokenReader(MODELS)


@cache
def the_support() -> Support:
    """The real score of support, loaded once."""
    return Support(the_reader(), Network.shipped(), CrossReader.shipped())


@cache
def the_gate() -> Gate:
    """The real gate, loaded once."""
    return Gate(the_support())


PARAGRAPH = (
    "The harbour tunnel was closed on Tuesday after seven ceiling panels fell. "
    "Engineers said that salt water had corroded the bolts. Nobody was killed."
)


def draft(
    text: str = PARAGRAPH,
    id: str | None = "a",  # noqa: A002
    **known: object,
) -> Draft:
    """An article as a reader of sources would find it; `published` may be an ISO date."""
    if isinstance(known.get("published"), str):
        known["published"] = Moment(str(known["published"]), "test")
    return Draft(source="test", text=text, id=id, **known)  # type: ignore[arg-type]


def store(archive: Archive, *drafts: Draft) -> list[str]:
    """Store each as one passage, and say what happened."""
    return [archive.store(d, article_id(d), digest(d), [(0, len(d.text))]) for d in drafts]


def put(library: Library, *drafts: Draft) -> None:
    """Store each with real passages, and let the indexes follow."""
    for d in drafts:
        spans = spans_of(d.title, d.text, d.language, library.embedder)
        library.archive.store(d, article_id(d), digest(d), spans)
    library.follow()


def embedded(library: Library) -> set[str]:
    """The ids of all passages that have vectors; a search near a vector may miss some."""
    assert library.vectors is not None
    return set(library.vectors._collection.get(include=[])["ids"])


def passage(text: str, article: str = "a", start: int = 0, **known: str) -> Passage:
    """A passage on its own."""
    return Passage(f"{article}.1.{start}", article, 1, start, start + len(text), text, **known)


def hit(text: str, rank: int = 1, article: str = "a", **known: str) -> Hit:
    """A passage as if it had been found."""
    return Hit(rank, 1.0 / rank, passage(text, article, **known))
