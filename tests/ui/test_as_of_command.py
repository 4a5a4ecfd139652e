"""`--as-of` at the command line: an article that changed, as it was, and the page it links to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from ingest.fetching import Fetch
from ingest.pipeline import ingest
from ingest.sources import read_page
from rag.answering import Dateline
from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.cli import Run, here
from tests.rag.making import the_gate
from tests.ui.conftest import TODAY, built

ASKED = "How many people were injured in the ferry collision at Dunmarrow?"
TOLD = "{} people were injured in the ferry collision at Dunmarrow, the coast guard said. {}"
MORE = (
    "The ferry Aurelia ran into the quay in thick fog on Thursday morning with ninety passengers "
    "on board, and was towed to the yard. The harbour master closed the eastern basin until divers "
    "have looked at the piles of the quay."
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return here(monkeypatch, capsys)


def article(count: str, **known: str) -> bytes:
    row = {"id": "ferry", "title": "Ferry hits quay", "text": TOLD.format(count, MORE)}
    return json.dumps(row | {"published_at": "2026-05-01"} | known).encode()


@pytest.fixture
def changed(run: Run, sample_copy: Path) -> Path:
    """A library in which an article of 1 May was changed on 5 May."""
    at = ("--library", sample_copy, "--json")
    for line in (article("Four"), article("Eleven", modified_at="2026-05-05T09:00:00Z")):
        assert run("ingest", "-", *at, stdin=line).code == 0
    return sample_copy


def answer(run: Run, library: Path, *options: str) -> dict[str, Any]:
    told = run("ask", ASKED, "--library", library, "--json", *options)
    assert told.code == 0
    return dict(json.loads(told.out))


@pytest.mark.parametrize(
    ("day", "said", "version"),
    [("2026-05-03", "Four", 1), ("2026-05-04", "Four", 1), ("2026-05-05", "Eleven", 2)],
)
def test_an_answer_as_of_a_day_is_that_of_the_version_of_that_day(
    run: Run, changed: Path, day: str, said: str, version: int
) -> None:
    told = answer(run, changed, "--as-of", day)
    assert f"{said} people were injured" in told["text"]
    assert not {"Four", "Eleven"} - {said} & set(told["text"].split())
    cited = [c for c in told["citations"] if c["article_id"] == "ferry"]
    assert {c["version"] for c in cited} == {version}


def test_before_the_article_there_is_none(run: Run, changed: Path) -> None:
    told = answer(run, changed, "--as-of", "2026-04-30")
    assert "ferry" not in {c["article_id"] for c in told["citations"]}
    found = run("search", ASKED, "--library", changed, "--json", "--as-of", "2026-04-30")
    assert "ferry" not in {r["article_id"] for r in json.loads(found.out)["results"]}


def test_without_a_clock_the_newest_version_answers(run: Run, changed: Path) -> None:
    assert "Eleven people were injured" in answer(run, changed)["text"]


def test_search_gives_spans_of_the_version_that_stood(run: Run, changed: Path) -> None:
    told = run("search", ASKED, "--library", changed, "--json", "--as-of", "2026-05-03")
    first = json.loads(told.out)["results"][0]
    assert first["passage_id"] == "ferry.1.0"
    shown = run("articles", "show", "ferry", "--version", "1", "--library", changed, "--json")
    assert first["text"] == json.loads(shown.out)["text"][first["start"] : first["end"]]


def test_a_citation_of_the_old_version_opens_as_that_version(
    run: Run, changed: Path, embedder: Embedder
) -> None:
    (cited,) = {
        (c["article_id"], c["version"], c["start"], c["end"], c["quote"])
        for c in answer(run, changed, "--as-of", "2026-05-03")["citations"]
        if c["article_id"] == "ferry" and "Four" in c["quote"]
    }
    name, version, start, end, quote = cited
    library = Library(changed, embedder)
    library.open_to_read()
    dateline = Dateline(library, None, lambda: TODAY, the_gate())
    client = TestClient(built(dateline))
    read = client.get(f"/read/{name}?version={version}&start={start}&end={end}")
    stored = client.get(f"/api/articles/{name}?version={version}").json()
    library.close()
    assert read.status_code == 200
    assert "This is version 1 of 2" in read.text
    assert "Four people were injured" in read.text
    assert "Eleven" not in read.text
    assert stored["text"][start:end] == quote


@pytest.fixture
def site() -> Iterator[Callable[[str], str]]:
    """A page on a real server; call it with what the page says to get its address."""
    said = [""]

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = said[0].encode()
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def serve(text: str) -> str:
        said[0] = text
        return f"http://127.0.0.1:{server.server_port}/ferry"

    yield serve
    server.shutdown()
    thread.join()
    server.server_close()


HTML = (
    "<html><head><title>Ferry hits quay</title>"
    '<meta property="article:published_time" content="2026-05-01T08:00:00Z"></head>'
    "<body><article><h1>Ferry hits quay</h1><p>{}</p><p>{}</p></article></body></html>"
)


def test_a_page_that_changed_without_a_word_counts_from_when_it_was_fetched_again(
    run: Run, sample_copy: Path, embedder: Embedder, site: Callable[[str], str]
) -> None:
    library = Library(sample_copy, embedder)
    library.open_to_write("a test")
    for count, day in (("Four", 2), ("Eleven", 8)):
        now = datetime(2026, 5, day, 12, tzinfo=UTC)
        url = site(HTML.format(TOLD.format(count, ""), MORE))
        with Fetch(allowed_hosts=["127.0.0.1"], clock=lambda now=now: now) as fetch:
            met = read_page(fetch.get(url), source=url, clock=lambda now=now: now)
            ingest([met], library)
    library.close()
    assert "Four people were injured" in answer(run, sample_copy, "--as-of", "2026-05-07")["text"]
    assert "Eleven people were injured" in answer(run, sample_copy, "--as-of", "2026-05-08")["text"]
