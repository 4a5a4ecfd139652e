"""The library: the archive with its two followers, kept in step, shared kindly with others."""

from __future__ import annotations

import shutil
from pathlib import Path

from rag.domain import Scope
from rag.errors import IndexBroken, LibraryHeld
from rag.index.archive import Archive
from rag.index.following import Follower, Progress, catch_up
from rag.index.keywords import KeywordIndex
from rag.index.lock import LibraryLock
from rag.index.stamp import check_stamp, embedder_stamp
from rag.index.vectors import Match, VectorIndex, open_chroma
from rag.models.embedding import Embedder, Vectors

SPREAD = 3  # times more neighbours looked at where a scope may drop some


class Library:
    """Articles and the ways to find them.

    A process that writes has both indexes. One that reads has both while nobody writes; while
    another process writes it has the keywords alone (a Chroma folder is not safe to share) and
    says so in `notice`.

    Args:
        folder: Where the library lives.
        embedder: The embedder of its vectors.
        archive_url: A database elsewhere; a SQLite file in the folder if empty.
        chroma_url: A Chroma server; a folder in the folder if empty.

    Raises:
        StampMismatch: If it was made with another embedder.
    """

    def __init__(
        self, folder: Path, embedder: Embedder, archive_url: str = "", chroma_url: str = ""
    ) -> None:
        self.folder, self.embedder = folder, embedder
        self._chroma_url = chroma_url
        self.lock = LibraryLock(folder)
        self.archive = Archive(archive_url or f"sqlite:///{folder / 'archive.db'}")
        check_stamp(self.archive.log, embedder_stamp(embedder))
        self._keywords: KeywordIndex | None = None
        self.vectors: VectorIndex | None = None
        self.notice: str | None = None

    @property
    def keywords(self) -> KeywordIndex:
        """The keyword index; opened by `open_to_read` or `open_to_write`."""
        if self._keywords is None:
            raise IndexBroken("the library's indexes are not open: call open_to_read first")
        return self._keywords

    def open_to_write(self, what: str, patience: float = 0.0) -> None:
        """Open both indexes as the one process that writes.

        Raises:
            LibraryHeld: If another process reads or writes, naming it.
        """
        if not self.lock.take_write(what, patience):
            raise LibraryHeld(
                f"{self.lock.holder()} writes to the library {str(self.folder)!r}: "
                "wait until it is done, or stop it"
            )
        self.vectors = self._open_vectors()
        self._keywords = KeywordIndex(self.folder / "keywords", writes=True)
        self.notice = None

    def open_to_read(self, progress: Progress | None = None) -> None:
        """Open what can be read now; where nobody writes, let the indexes catch up first."""
        if self.lock.take_write("dateline, catching up"):
            self.vectors = self._open_vectors()
            self._keywords = KeywordIndex(self.folder / "keywords", writes=True)
            self.follow(progress)
            self._close_indexes()
            self.lock.release()
            self.lock = LibraryLock(self.folder)
        self._keywords = KeywordIndex(self.folder / "keywords", writes=False)
        if self._chroma_url or self.lock.take_read():
            self.vectors = self._open_vectors()
        else:
            self.notice = (
                f"{self.lock.holder()} writes to the library, so this was searched by keywords "
                "alone; set DATELINE_CHROMA_URL to a Chroma server to search by meaning meanwhile"
            )

    def nearest(self, vector: Vectors, k: int, scope: Scope) -> list[Match]:
        """The passages of a scope that are nearest to a vector; none while there are no vectors.

        More neighbours than asked for are first looked up in the archive, which is exact where
        enough of them fit and many times faster than Chroma's filter; else Chroma filters.
        """
        if self.vectors is None:
            return []
        if not scope.restricts:
            return self.vectors.nearest(vector, k)
        near = self.vectors.nearest(vector, SPREAD * k)
        fitting = self.archive.fitting([found for found, _ in near], scope)
        kept = [match for match in near if match[0] in fitting]
        if len(kept) >= k or len(near) < SPREAD * k:
            return kept[:k]
        return self.vectors.nearest(vector, k, scope)

    def follow(self, progress: Progress | None = None) -> int:
        """Let both indexes apply what they have not applied.

        Returns:
            How many articles the slower of the two looked at.
        """
        followers: list[Follower] = [self.keywords]
        if self.vectors is not None:
            followers.append(self.vectors)
        return max(catch_up(self.archive, follower, progress) for follower in followers)

    def behind(self) -> int:
        """How many changes the slower index has not applied."""
        applied = [self.keywords.applied]
        if self.vectors is not None:
            applied.append(self.vectors.applied)
        return self.archive.log.waiting(min(applied))

    def drop_indexes(self) -> None:
        """Delete both indexes from disk; they come back from the archive. Close them first."""
        self._close_indexes()
        for name in ("vectors", "keywords"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def close(self) -> None:
        """Let go of everything."""
        self._close_indexes()
        self.lock.release()
        self.archive.close()

    def _open_vectors(self) -> VectorIndex:
        return VectorIndex(
            open_chroma(self.folder / "vectors", self._chroma_url), self.embedder
        )

    def _close_indexes(self) -> None:
        if self._keywords is not None:
            self._keywords.close()
        if self.vectors is not None:
            self.vectors.close()
        self._keywords = self.vectors = None
