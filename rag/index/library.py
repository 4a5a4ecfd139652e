"""The library: the archive with the indexes that follow it, in step, shared kindly with others."""

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
from rag.index.vectors import Match, VectorIndex, drop_collection, open_chroma
from rag.models.embedding import Embedder, Vectors

SPREAD = 2  # times more neighbours looked at where a scope may drop some

EARLIER = "earlier-keywords"  # of versions that newer ones replaced

ENOUGH = 0.4  # of the neighbours asked for, that must fit a scope


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
        check: Whether to refuse a library that was made with another embedder.

    Raises:
        StampMismatch: If it was made with another embedder.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        archive_url: str = "",
        chroma_url: str = "",
        *,
        check: bool = True,
    ) -> None:
        self.folder, self.embedder = folder, embedder
        self._chroma_url = chroma_url
        self.lock = LibraryLock(folder)
        self.archive = Archive(archive_url or f"sqlite:///{folder / 'archive.db'}")
        if check:
            check_stamp(self.archive.log, embedder_stamp(embedder))
        self._keywords: KeywordIndex | None = None
        self._earlier: KeywordIndex | None = None
        self.vectors: VectorIndex | None = None
        self.notice: str | None = None

    @property
    def keywords(self) -> KeywordIndex:
        """The keyword index; opened by `open_to_read` or `open_to_write`."""
        if self._keywords is None:
            raise IndexBroken("the library's indexes are not open: call open_to_read first")
        return self._keywords

    @property
    def earlier(self) -> KeywordIndex:
        """The words of versions that newer ones replaced; opened as `keywords` is."""
        if self._earlier is None:
            raise IndexBroken("the library's indexes are not open: call open_to_read first")
        return self._earlier

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
        self._open_keywords(writes=True)
        self.notice = None

    def open_to_read(self, progress: Progress | None = None) -> None:
        """Open what can be read now, beside others that read.

        Indexes that lag behind the archive (after a crash, or when they were deleted) catch up
        first, if no other process reads or writes at this moment.
        """
        if self._open_as_reader() and self.behind():
            self._close_indexes()
            self._unlock()
            if self.lock.take_write("dateline, catching up"):
                self.vectors = self._open_vectors()
                self._open_keywords(writes=True)
                self.follow(progress)
                self._close_indexes()
                self._unlock()
            self._open_as_reader()

    def _open_as_reader(self) -> bool:
        """Open the keywords, and the vectors if nobody writes to them or a server keeps them.

        Returns:
            Whether nobody writes.
        """
        shared = self.lock.take_read()
        if shared or self._chroma_url:
            self.vectors = self._open_vectors()
        else:
            self._go_without_vectors()
        self._open_keywords(writes=False)
        return shared

    def take_over(self, what: str) -> bool:
        """Go from reading to writing, if nobody else reads or writes; searches go on meanwhile.

        Call it from the thread that opened the library to read: the lock belongs to a thread.
        """
        if self.vectors is not None and not self._chroma_url:  # then others may read, none write
            self._unlock()
        if not self.lock.take_write(what):
            if self.vectors is not None and not self._chroma_url and not self.lock.take_read():
                self._go_without_vectors()  # someone came to write in between
            return False
        if self.vectors is None:
            self.vectors = self._open_vectors()
        self._open_keywords(writes=True)
        self.notice = None
        return True

    def nearest(self, vector: Vectors, k: int, scope: Scope) -> list[Match]:
        """The passages of a scope that are nearest to a vector; none while there are no vectors.

        Twice as many neighbours as asked for are looked up in the archive; where enough of them
        fit, those are the nearest ones of the scope, many times faster than by Chroma's filter.
        """
        if self.vectors is None:
            return []
        if not scope.restricts:
            return self.vectors.nearest(vector, k)
        near = self.vectors.nearest(vector, SPREAD * k)
        fitting = self.archive.fitting([found for found, _ in near], scope)
        kept = [match for match in near if match[0] in fitting]
        if len(kept) >= ENOUGH * k or len(near) < SPREAD * k:
            return kept[:k]
        return self.vectors.nearest(vector, k, scope)

    def follow(self, progress: Progress | None = None) -> int:
        """Let the indexes apply what they have not applied.

        Returns:
            How many articles the slowest of them looked at.
        """
        followers: list[Follower] = [self.keywords]
        if self.vectors is not None:
            followers.append(self.vectors)
        seen = [catch_up(self.archive, follower, progress) for follower in followers]
        read = self.archive.earlier.passages_of
        return max(*seen, catch_up(self.archive, self.earlier, progress, read=read))

    def reload(self) -> None:
        """See what another process wrote to the keywords."""
        self.keywords.reload()
        self.earlier.reload()

    def behind(self) -> int:
        """How many changes the slowest index has not applied, as far as this process can know."""
        applied = [index.applied for index in self._open_indexes()]
        if not self.lock.writes:
            applied += self.archive.log.reported().values()
        return self.archive.log.waiting(min(applied, default=0))

    def damaged(self) -> str | None:
        """What is wrong with the indexes, if anything: unreadable, or not the passages they say.

        Raises:
            LibraryHeld: If another process writes to them.
        """
        try:
            self.open_to_write("dateline doctor")
            if self.behind():
                return None  # they may well differ until they have caught up
            there = dict.fromkeys(("keywords", "vectors"), self.archive.counts()["passages"])
            there[EARLIER] = self.archive.earlier.count()
            wrong = [
                f"{index.name} hold {index.count()} of {there[index.name]} passages"
                for index in self._open_indexes()
                if index.count() != there[index.name]
            ]
            return " and ".join(wrong) or None
        except IndexBroken as error:
            return str(error)
        finally:
            self._close_indexes()
            self._unlock()

    def drop_indexes(self) -> None:
        """Delete the indexes; they come back from the archive."""
        self._close_indexes()
        if self._chroma_url:
            drop_collection(open_chroma(self.folder, self._chroma_url))
        for name in ("vectors", "keywords", EARLIER):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def close(self) -> None:
        """Let go of everything."""
        self._close_indexes()
        self.lock.release()
        self.archive.close()

    def _open_indexes(self) -> list[KeywordIndex | VectorIndex]:
        opened = (self._keywords, self.vectors, self._earlier)
        return [index for index in opened if index is not None]

    def _open_keywords(self, *, writes: bool) -> None:
        self._keywords = KeywordIndex(self.folder / "keywords", writes=writes)
        self._earlier = KeywordIndex(self.folder / EARLIER, writes=writes, name=EARLIER)

    def _go_without_vectors(self) -> None:
        self.vectors = None
        self.notice = (
            f"{self.lock.holder()} writes to the library, so this was searched by keywords "
            "alone; set DATELINE_CHROMA_URL to a Chroma server to search by meaning meanwhile"
        )

    def _unlock(self) -> None:
        self.lock.release()
        self.lock = LibraryLock(self.folder)

    def _open_vectors(self) -> VectorIndex:
        return VectorIndex(open_chroma(self.folder / "vectors", self._chroma_url), self.embedder)

    def _close_indexes(self) -> None:
        for index in self._open_indexes():
            index.close()
        self._keywords = self._earlier = self.vectors = None
