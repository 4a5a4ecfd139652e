"""The same library on a Chroma server and on Postgres, both real and started here."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.identity import article_id
from ingest.identity.keeping import catch_up, hold_back, mark_gone
from ingest.pipeline import ingest
from ingest.readers.jsonl import lines_of, read_jsonl
from rag.domain import Moment, Scope
from rag.errors import LibraryError, PageHeldBack
from rag.index.archive import Archive
from rag.index.library import Library
from rag.models.embedding import Embedder
from rag.retriever import find
from tests.conftest import SAMPLES
from tests.ingest.living import ECHO, THREE, URL, guid, met, take, where
from tests.rag.test_feedback import record

# Chroma's HTTP client never closes its connections
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
PATIENCE = 60  # seconds for a server to start


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    yield
    gc.collect()


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = _port()
    command = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("chroma")
    server = subprocess.Popen(
        [str(command), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(lambda: urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=2).close())
        yield url
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not POSTGRES:
        pytest.skip("no Postgres here; Debian's package postgresql brings one")
    pytest.importorskip("psycopg", reason="install dateline[postgres]")
    port, folder = _port(), tmp_path_factory.mktemp("postgres")
    as_user: list[str] = []
    if os.geteuid() == 0:  # Postgres refuses to run as root
        for above in (folder, *folder.parents[:3]):
            above.chmod(0o755)
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    initdb = [str(POSTGRES[-1] / "initdb"), "-D", str(data), "-A", "trust", "-U", "dateline"]
    subprocess.run([*as_user, *initdb], check=True, capture_output=True)
    postgres = [str(POSTGRES[-1] / "postgres"), "-D", str(data), "-p", str(port)]
    postgres += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    server = subprocess.Popen(
        [*as_user, *postgres],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"postgresql+psycopg://dateline@127.0.0.1:{port}/postgres"
    try:
        _wait(lambda: _connect(port))
        yield url
    finally:
        server.terminate()
        server.wait()


def _connect(port: int) -> None:
    import psycopg

    psycopg.connect(f"host=127.0.0.1 port={port} user=dateline dbname=postgres").close()


def _wait(works: object) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            works()  # type: ignore[operator]
            return
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _fill(library: Library) -> None:
    library.open_to_write("a test")
    with SAMPLES.open("rb") as lines:
        ingest(read_jsonl(lines_of(lines), source="samples"), library)


def test_vectors_live_on_a_chroma_server(
    chroma_url: str, tmp_path: Path, embedder: Embedder
) -> None:
    library = Library(tmp_path, embedder, chroma_url=chroma_url)
    _fill(library)
    assert not (tmp_path / "vectors").exists()
    assert library.vectors is not None
    assert library.vectors.count() == library.keywords.count() > 0
    reader = Library(tmp_path, embedder, chroma_url=chroma_url)
    reader.open_to_read()  # beside the writer, with vectors
    assert reader.notice is None
    hits = find(reader, "Who won the Harbour Cup?")
    assert "sample-harbour-cup-1" in {hit.passage.article_id for hit in hits[:3]}
    assert hits[0].similarity is not None
    reader.close()
    library.drop_indexes()
    library.close()


def test_a_chroma_server_that_does_not_answer_is_named(tmp_path: Path, embedder: Embedder) -> None:
    library = Library(tmp_path, embedder, chroma_url="http://127.0.0.1:9")
    with pytest.raises(LibraryError, match=r"127\.0\.0\.1:9.*DATELINE_CHROMA_URL"):
        library.open_to_write("a test")
    library.close()


def test_the_archive_lives_in_postgres(
    postgres_url: str, tmp_path: Path, embedder: Embedder
) -> None:
    library = Library(tmp_path, embedder, archive_url=postgres_url)
    _fill(library)
    assert library.archive.counts()["articles"] == 26
    hits = find(library, "Who won the Harbour Cup?", scope=Scope(outlets=("Port Sollan Courier",)))
    article = library.archive.article(hits[0].passage.article_id)
    for hit in hits:
        article = library.archive.article(hit.passage.article_id)
        assert hit.passage.text == article.text[hit.passage.start : hit.passage.end]
    library.archive.remove(article.id)
    library.follow()
    assert article.id not in {hit.passage.article_id for hit in find(library, article.title)}
    for rating in ("down", "up"):
        library.archive.feedback.store(record(rating=rating))
    assert library.archive.feedback.all() == [record(rating="up")]
    library.close()


def test_articles_are_recognised_and_pages_held_back_in_postgres(postgres_url: str) -> None:
    archive = Archive(postgres_url)
    catch_up(archive)
    name = article_id(met())
    undated = Moment("1970-01-01", "json-ld")
    assert take(archive, met(published=undated, hints=guid("post-77"))) == "added"
    assert take(archive, met(published=undated, day=4)) == "unchanged"
    assert take(archive, met(url=ECHO)) == "duplicates"
    assert take(archive, met(THREE, f"{URL}/amp", 5)) == "updated"
    moved = met(THREE, "https://www.herald.example/news/moved", 6, hints=guid("post-77"))
    assert take(archive, moved) == "updated"
    assert len(archive.places.of(name)) == 4
    assert archive.places.refused(name, 1)[0].text == "1970-01-01"
    for url in (URL, moved.url or ""):
        assert mark_gone(archive, url, 410, "2026-05-07T08:00:00+00:00") == [name]
    assert archive.places.gone()[name].status == 410
    hold_back(archive, PageHeldBack(URL, "a wall", f"{URL}?utm_source=rss"))
    assert archive.quarantine.count() == 1
    assert take(archive, met(THREE, day=8)) == "duplicates"
    assert archive.quarantine.count() == len(archive.places.gone()) == 0
    with archive._writes.begin() as connection:
        connection.exec_driver_sql("drop table places, absences, contents, quarantine")
    archive.close()
    archive = Archive(postgres_url)  # as it was before these tables were there
    catch_up(archive)
    assert take(archive, replace(moved, hints=())) == "unchanged"
    assert [place.url for place in archive.places.of(name)] == [moved.url]
    archive.close()


def test_columns_that_came_later_are_added_in_postgres(postgres_url: str) -> None:
    archive = Archive(postgres_url)
    page = met(url="https://www.herald.example/news/late", labels=("opinion",), wire="AFP")
    take(archive, page)
    name = where(archive, page)
    with archive._writes.begin() as connection:
        connection.exec_driver_sql(
            "alter table versions drop column section, drop column labels, drop column wire"
        )
    archive.close()
    archive = Archive(postgres_url)  # as it was before these columns were there
    assert (archive.article(name).labels, archive.article(name).wire) == ((), None)
    with archive._writes.begin() as connection:
        connection.exec_driver_sql("update places set digest = 'of then'")
    assert take(archive, page) == "unchanged"
    assert (archive.article(name).labels, archive.article(name).wire) == (("opinion",), "AFP")
    assert [p.labels for p in archive.passages_of([name])] == [("opinion",)]
    archive.close()


def test_a_database_that_does_not_answer_is_named_without_its_password(
    tmp_path: Path, embedder: Embedder
) -> None:
    pytest.importorskip("psycopg", reason="install dateline[postgres]")
    url = "postgresql+psycopg://dateline:secret@127.0.0.1:9/postgres"
    with pytest.raises(LibraryError, match="DATELINE_ARCHIVE_URL") as caught:
        Library(tmp_path, embedder, archive_url=url)
    assert "secret" not in str(caught.value)
