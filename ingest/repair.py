"""Making a library whole again: cut anew where the cutter changed, rebuild what is wrong."""

from __future__ import annotations

from ingest import cutting
from ingest.pipeline import EXTRACTOR, spans_of
from ingest.stories.following import rebuild_stories
from rag.index.following import Progress
from rag.index.library import Library
from rag.index.stamp import embedder_stamp


def repair(library: Library, progress: Progress | None = None) -> list[str]:
    """Mend what can be mended; the archive's articles are never touched.

    Args:
        library: A library whose indexes are not open, and that may be stamped with other parts.
        progress: Told of every step.

    Returns:
        What was done, in words.

    Raises:
        LibraryHeld: If another process writes to it.
    """
    done = []
    stamp, now = library.archive.log.stamp(), embedder_stamp(library.embedder)
    changed = [name for name in now if stamp.get(name, now[name]) != now[name]]
    if changed or library.damaged():
        library.drop_indexes()
        why = f"another {' and '.join(changed)}" if changed else "damage"
        done.append(f"dropped both indexes because of {why}; they come back from the archive")
    library.open_to_write("dateline doctor --repair")
    if stamp.get("cutter", cutting.VERSION) != cutting.VERSION:
        done.append(f"cut {recut(library, progress)} articles again")
    wanted = now | {"cutter": cutting.VERSION, "extractor": EXTRACTOR}
    if stamp and any(stamp.get(name) != value for name, value in wanted.items()):
        done.append("stamped the library with the parts in use")
    if stamp.get("extractor", EXTRACTOR) != EXTRACTOR:
        library.archive.visits.forget_all()  # what is read again may give another text
    library.archive.log.set_stamp(wanted)
    if library.behind():
        count = library.follow(progress)
        done.append(f"let the indexes catch up with {count} articles")
    rebuild_stories(library.archive)
    return done


def recut(library: Library, progress: Progress | None = None) -> int:
    """Cut the current version of every article again.

    Returns:
        How many.
    """
    total = library.archive.counts()["articles"]
    articles = [(article.id, article.version) for article in library.archive.articles()]
    for n, (identity, version) in enumerate(articles, 1):
        article = library.archive.article(identity, version)
        spans = spans_of(article.title, article.text, article.language, library.embedder)
        library.archive.recut(identity, version, spans)
        if progress:
            progress("cutting", n, total)
    return len(articles)
