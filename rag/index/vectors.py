"""The vectors of passages: a follower of the archive in Chroma; the one module for chromadb."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from rag.domain import Passage, Scope, epoch
from rag.errors import IndexBroken, LibraryError
from rag.index.heading import header as header
from rag.models.embedding import Embedder, Vectors

COLLECTION = "passages"
WRITE = 2000  # rows a write, below Chroma's limit of SQL variables
READ = 500  # rows a read
SPARE = 100  # neighbours looked at by the graph search at least

Match = tuple[str, float]
"""A passage's id and its similarity."""


class VectorIndex:
    """Passages by meaning.

    Args:
        client: A Chroma client, of a folder or of a server.
        embedder: The library's embedder; another that gives the same vectors may take its place.

    Raises:
        IndexBroken: If what is on disk cannot be read.
    """

    name = "vectors"

    def __init__(self, client: ClientAPI, embedder: Embedder) -> None:
        self._client, self.embedder = client, embedder
        try:
            self._collection = client.get_or_create_collection(
                COLLECTION,
                configuration={"hnsw": {"space": "cosine", "ef_search": SPARE}},
                embedding_function=None,
            )
            self.applied = int((self._collection.metadata or {}).get("applied", 0))
        except (ChromaError, ValueError, KeyError) as error:
            raise IndexBroken(
                f"the vectors cannot be read: {error}. They follow the archive and can be made "
                "again: run `dateline doctor --repair`."
            ) from error

    def apply(self, article_ids: Sequence[str], passages: Sequence[Passage], change: int) -> None:
        """Embed what is new, write it, delete what is gone, remember the change.

        A passage that was embedded before, in an earlier version of its article, keeps its vector.
        """
        known = self._known(article_ids)
        kept = {p.id for p in passages}
        fresh = [p for p in passages if known.get(p.id, {}).get("mark") != _mark(p)]
        kin = {str(row.get(name)): i for i, row in known.items() for name in ("mark", "embeds")}
        donors = {p.id: kin.get(_embeds(p)) or kin.get(_mark(p)) for p in fresh}
        changed = [p for p in fresh if donors[p.id] is None]
        if changed:
            self._write(changed, self.embedder.embed([header(p) + p.text for p in changed]))
        self._take_over([(p, donor) for p in fresh if (donor := donors[p.id])])
        gone = [passage_id for passage_id in known if passage_id not in kept]
        for at in range(0, len(gone), WRITE):
            self._collection.delete(ids=gone[at : at + WRITE])
        self.applied = change
        self._collection.modify(metadata={"applied": change})

    def nearest(self, vector: Vectors, k: int, scope: Scope | None = None) -> list[Match]:
        """The passages nearest to a vector of shape `[dimension]`, by cosine, best first.

        Raises:
            IndexBroken: If the vectors cannot be searched.
        """
        try:
            found = self._collection.query(
                query_embeddings=vector[np.newaxis],
                n_results=k,
                where=_where(scope) if scope else None,
                include=["distances"],
            )
        except ChromaError as error:
            raise IndexBroken(
                f"the vectors cannot be searched: {error}. Run `dateline doctor --repair`."
            ) from error
        distances = (found["distances"] or [[]])[0]
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], distances, strict=True)]

    def count(self) -> int:
        """How many passages there are."""
        return self._collection.count()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]  # every client of a folder has it

    def _known(self, article_ids: Sequence[str]) -> dict[str, Any]:
        """The passages of these articles that are stored, with the marks of what was embedded."""
        known: dict[str, Any] = {}
        if not self.applied and not self.count():
            return known
        for at in range(0, len(article_ids), READ):
            where: Any = {"article_id": {"$in": list(article_ids[at : at + READ])}}
            offset = 0
            while True:
                page = self._collection.get(
                    where=where, include=["metadatas"], limit=READ, offset=offset
                )
                marks = [row or {} for row in page["metadatas"] or []]
                known |= dict(zip(page["ids"], marks, strict=True))
                offset += len(page["ids"])
                if len(page["ids"]) < READ:
                    break
        return known

    def _take_over(self, pairs: Sequence[tuple[Passage, str]]) -> None:
        """Write passages with the vectors that others have."""
        for at in range(0, len(pairs), READ):
            some = pairs[at : at + READ]
            page = self._collection.get(
                ids=list({donor for _, donor in some}), include=["embeddings"]
            )
            rows = np.asarray(page["embeddings"], np.float32)
            vectors = dict(zip(page["ids"], rows, strict=True))
            self._write([p for p, _ in some], np.stack([vectors[donor] for _, donor in some]))

    def _write(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        for at in range(0, len(passages), WRITE):
            rows = passages[at : at + WRITE]
            self._collection.upsert(
                ids=[p.id for p in rows],
                embeddings=vectors[at : at + WRITE],
                metadatas=[_metadata(p) for p in rows],
            )


def open_chroma(folder: Path, url: str = "") -> ClientAPI:
    """A client of the folder, or of a Chroma server where a URL is set.

    Raises:
        LibraryError: If the server does not answer.
        IndexBroken: If the folder cannot be read.
    """
    quiet = ChromaSettings(anonymized_telemetry=False)
    if not url:
        try:
            return chromadb.PersistentClient(str(folder), settings=quiet)
        except (ChromaError, ValueError, RuntimeError, OSError) as error:
            # Chroma remembers what did not start and would hand it out again, even after a repair
            SharedSystemClient._identifier_to_system.pop(str(folder), None)
            raise IndexBroken(
                f"the vectors in {str(folder)!r} cannot be opened: {error}. They follow the "
                "archive and can be made again: run `dateline doctor --repair`."
            ) from error
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    try:
        return chromadb.HttpClient(
            parts.hostname or "localhost",
            parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=quiet,
        )
    except (ChromaError, ValueError) as error:
        raise LibraryError(
            f"the Chroma server {url!r} does not answer: {error}. Start it, or unset "
            "DATELINE_CHROMA_URL to keep the vectors in the library's folder."
        ) from error


def drop_collection(client: ClientAPI) -> None:
    """Delete the passages of a Chroma server; other collections there stay."""
    if COLLECTION in {collection.name for collection in client.list_collections()}:
        client.delete_collection(COLLECTION)


def _mark(passage: Passage) -> str:
    """Changes when what is embedded or filtered by changes."""
    known = (header(passage), passage.text, passage.outlet, passage.published_at)
    return sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _embeds(passage: Passage) -> str:
    """Changes when what is embedded changes."""
    known = (header(passage) + passage.text).encode("utf-8", "surrogatepass")
    return f"e{sha256(known).hexdigest()[:23]}"


def _metadata(passage: Passage) -> dict[str, Any]:
    marks = {"mark": _mark(passage), "embeds": _embeds(passage)}
    row: dict[str, Any] = {"article_id": passage.article_id, **marks}
    if passage.outlet:
        row["outlet"] = passage.outlet
    row["dated"] = passage.published_at is not None
    if passage.published_at:
        row["published"] = epoch(passage.published_at)
    return row


def _where(scope: Scope) -> Any:
    dates: list[dict[str, Any]] = []
    if scope.earliest is not None:
        dates.append({"published": {"$gte": scope.earliest}})
    if scope.latest is not None:
        dates.append({"published": {"$lte": scope.latest}})
    rules = dates
    if dates and scope.undated:
        rules = [{"$or": [dates[0] if len(dates) == 1 else {"$and": dates}, {"dated": False}]}]
    if scope.outlets:
        rules.append({"outlet": {"$in": list(scope.outlets)}})
    if not rules:
        return None
    return rules[0] if len(rules) == 1 else {"$and": rules}
