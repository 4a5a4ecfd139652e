from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.cli import Run, here
from tests.ingest.test_readers_html import STORY, linked, page

URL = "https://www.herald.example/2024/flood"
FIELDS = "title text authors outlet published_at published_origin modified_at language url refused"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return here(monkeypatch, capsys)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    about = linked(
        **{"@type": "NewsArticle", "datePublished": "2024-12-06", "articleSection": "Local"},
        author={"name": "Ann Reed"},
    )
    path = tmp_path / "flood.html"
    path.write_bytes(page(about))
    return path


def test_a_page_is_told_as_it_would_be_stored(run: Run, saved: Path) -> None:
    result = run("extract", saved, "--url", URL, "--json")
    told = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert set(FIELDS.split()) <= told.keys()
    assert told["text"].count("Paragraph") == 5
    assert told["authors"] == ["Ann Reed"]
    assert (told["published_at"], told["published_origin"]) == ("2024-12-06", "json-ld")
    assert (told["section"], told["url"], told["refused"]) == ("Local", URL, None)


def test_a_page_can_come_packed_or_on_standard_input(run: Run, saved: Path) -> None:
    packed = saved.with_name("flood.html.gz")
    packed.write_bytes(gzip.compress(saved.read_bytes()))
    for result in (
        run("extract", packed, "--url", URL, "--json"),
        run("extract", "-", "--url", URL, "--json", stdin=saved.read_bytes()),
    ):
        assert json.loads(result.out)["title"] == "Flood in the valley"


def test_a_wall_is_told_with_its_reason_and_what_stood_on_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "wall.html"
    path.write_bytes(page(linked(**{"@type": "NewsArticle", "isAccessibleForFree": False})))
    result = run("extract", path, "--json")
    told = json.loads(result.out)
    assert result.code == 0
    assert "paywall" in told["refused"]
    assert "Paragraph 1" in told["text"]
    assert "would not be stored" in run("extract", path).out


@pytest.mark.parametrize("data", [b"", b"\x00\x01" * 50])
def test_what_is_no_page_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    told = json.loads(run("extract", path, "--json").out)
    assert told["text"] == ""
    assert told["refused"]


def test_people_see_facts_with_their_origins(run: Run, saved: Path) -> None:
    out = run("extract", saved, "--url", URL).out
    assert "Flood in the valley" in out
    assert "published: 2024-12-06 (json-ld)" in out
    assert "section: Local (json-ld)" in out


def test_a_page_without_a_date_is_undated(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page(story=STORY))
    assert "published: undated" in run("extract", path).out


def test_a_file_that_is_not_there_is_one_line(run: Run) -> None:
    result = run("extract", "nowhere.html")
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
