"""The library that questions are asked of: one that exists, or one built of a file of articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from eval.machine import builders
from ingest import cutting
from ingest.pipeline import EXTRACTOR, ingest
from ingest.sources import count, stored
from rag.errors import ArticleNotFound, InputError, LibraryHeld
from rag.gate import Gate
from rag.index.following import Progress
from rag.index.library import Library
from rag.index.stamp import embedder_stamp
from rag.settings import Settings
from rag.support.opening import open_gate
from rag.wiring import open_embedder, open_library

COMPLETE = "corpus.json"
UNDATED = date(2000, 1, 1)  # the clock where no article has a date: runs can be repeated
NAMED = 3  # rejected articles that an error names


@dataclass(frozen=True, slots=True)
class Corpus:
    """An open library and what it was made of.

    Attributes:
        library: Open to read.
        path: The file of articles, or the library's folder.
        digest: Of the file's bytes, or of the library's articles.
        articles: How many.
        passages: How many.
        newest: The day of the newest article: the clock of questions that have none of their own.
        gate: Says what carries a sentence.
    """

    library: Library
    path: str
    digest: str
    articles: int
    passages: int
    newest: date
    gate: Gate

    def text(self, article_id: str, version: int | None = None) -> str | None:
        """The text of a version of an article; None if there is none."""
        try:
            return self.library.archive.article(article_id, version).text
        except ArticleNotFound:
            return None

    def json(self) -> dict[str, Any]:
        """As run.json has it."""
        return {
            "path": self.path,
            "digest": self.digest,
            "articles": self.articles,
            "passages": self.passages,
            "newest": self.newest.isoformat(),
        }


@contextmanager
def open_corpus(
    settings: Settings, articles: Path | None, tell: Progress | None = None
) -> Iterator[Corpus]:
    """The library of the settings, or that of a file of articles, built now if it is not there yet.

    A library that was built is kept in the user's cache under the digest of the articles and of
    all that shapes the library; an interrupted build goes on where it stopped.

    Raises:
        InputError: If the articles cannot be read, or one of them is rejected.
    """
    if articles is not None:
        digest = file_digest(articles)
        settings = _apart(settings, _folder(settings, articles, digest))
        _build(settings, articles, tell)
    elif not settings.archive_url and not (settings.library / "archive.db").exists():
        raise InputError(
            f"there is no library in {str(settings.library)!r}: ingest some articles, name another "
            "with --library, or a file of articles with --articles"
        )
    library = open_library(settings)
    try:
        library.open_to_read(tell)
        if library.notice:
            raise LibraryHeld(f"{library.notice}; to measure now, stop it or measure a copy")
        counts = library.archive.counts()
        if not counts["articles"]:
            raise InputError(
                f"the library {str(settings.library)!r} holds no articles: ingest some, "
                "or name a file of them with --articles"
            )
        if articles is None:
            digest = library_digest(library)
        newest = counts["newest"]
        yield Corpus(
            library,
            str(articles or settings.library),
            digest,
            counts["articles"],
            counts["passages"],
            date.fromisoformat(newest[:10]) if newest else UNDATED,
            open_gate(settings.models),
        )
    finally:
        library.close()


def file_digest(path: Path) -> str:
    """SHA-256 of what a file holds, unpacked; of a folder, of its files' names and contents.

    Raises:
        InputError: If it cannot be read.
    """
    found = sha256()
    try:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if path.is_dir():
                found.update(file.relative_to(path).as_posix().encode())
            opened = gzip.open if file.suffix == ".gz" else open
            with opened(file, "rb") as data:
                while block := data.read(1 << 20):
                    found.update(block)
    except OSError as error:
        raise InputError(f"the articles {str(path)!r} cannot be read: {error}") from error
    return found.hexdigest()


def _apart(settings: Settings, folder: Path) -> Settings:
    """The same settings for a library of its own, away from any server."""
    return settings.model_copy(update={"library": folder, "archive_url": "", "chroma_url": ""})


def _folder(settings: Settings, articles: Path, digest: str) -> Path:
    embedder = open_embedder(settings)
    made_of = {
        "articles": digest,
        "cutter": cutting.VERSION,
        "extractor": EXTRACTOR,
        "kind": "".join(articles.suffixes),
        "code": builders(),
        **embedder_stamp(embedder),
    }
    key = sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:16]
    return user_cache_path("dateline") / "eval" / key


def _build(settings: Settings, articles: Path, tell: Progress | None) -> None:
    marker = settings.library / COMPLETE
    if marker.exists():
        return
    total, done = count([str(articles)]) or 0, 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        if tell:
            tell("articles", done, max(total, done))

    library = open_library(settings)
    try:
        library.open_to_write("dateline eval")
        library.follow()
        found = stored(str(articles), lambda: datetime.now(UTC))
        report = ingest(found, library, advance)
    finally:
        library.close()
    if report.stopped:
        raise KeyboardInterrupt
    if report.rejected:
        first = "; ".join(str(rejection) for rejection in report.rejected[:NAMED])
        raise InputError(
            f"{len(report.rejected)} of the articles in {str(articles)!r} were rejected: {first}. "
            "An evaluation of the rest would not be of this corpus: correct or remove them."
        )
    marker.write_text(json.dumps(report.json()), encoding="utf-8")


def library_digest(library: Library) -> str:
    """SHA-256 of which versions of which articles a library holds now."""
    found = sha256()
    for article in sorted(library.archive.articles(), key=lambda article: article.id):
        found.update(f"{article.id} {article.version} {article.digest}\n".encode())
    return found.hexdigest()
