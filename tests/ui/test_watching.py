"""`dateline ingest --watch` and `dateline feeds`, against a real site on loopback."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import Run, command, dateline, here, rows
from tests.ingest.site import Site, serving


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return here(monkeypatch, capsys)


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("DATELINE_FETCH_HOSTS", "127.0.0.1")
    with serving() as site:
        yield site


def test_a_watch_prints_new_articles_until_it_is_stopped_and_feeds_tells_of_it(
    news: Site, tmp_path: Path, run: Run
) -> None:
    feed, library = news.url("/feeds/rss.xml"), tmp_path / "library"
    arguments = command("ingest", "--watch", feed, "--library", library, "--json")
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as watch:
        assert watch.stdout is not None
        first = [watch.stdout.readline() for _ in range(2)]
        watch.send_signal(signal.SIGINT)
        out, err = watch.communicate(timeout=60)
    assert watch.returncode == 130
    assert (out, err.decode().strip()) == (b"", "stopped")
    told = rows(b"".join(first).decode())
    assert [row["title"] for row in told] == ["Vltava floods lower town", "Tram drivers walk out"]
    assert {(row["feed"], row["what"]) for row in told} == {(feed, "added")}

    (listed,) = rows(run("feeds", "list", "--library", library, "--json").out)
    assert (listed["url"], listed["failures"], listed["error"]) == (feed, 0, None)
    table = run("feeds", "list", "--library", library).out
    assert feed[:30] in table
    found = rows(run("search", "river above the old bridge", "--library", library, "--json").out)
    assert found[0]["results"][0]["title"] == "Vltava floods lower town"

    removed = run("feeds", "remove", feed, "--library", library, "--json")
    assert rows(removed.out) == [{"removed": feed}]
    again = run("feeds", "remove", feed, "--library", library)
    assert (again.code, again.out) == (1, "")
    assert "is not watched" in again.err
    assert len(rows(run("articles", "list", "--library", library, "--json").out)) == 2


def test_only_feeds_can_be_watched(run: Run, tmp_path: Path) -> None:
    assert run("ingest", "--watch", tmp_path).code == 2
    assert run("ingest", "--watch", "--library", tmp_path / "library").code == 2


def test_the_help_of_feeds_is_quick() -> None:
    assert "remove" in dateline("feeds", "--help").stdout
