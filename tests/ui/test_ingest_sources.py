"""`dateline ingest` with the options that say how sources are to be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import Run, here, rows
from tests.ingest.making import PAGE, letter, mbox, zipped


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return here(monkeypatch, capsys)


TABLE = b"headline;body;date\nFlood;The river rose above the old bridge.;2024-12-06\n"


def test_a_table_with_other_names_is_stored(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE)
    refused = run("ingest", path, "--json")
    assert refused.code == 1
    assert "--field text=NAME" in json.loads(refused.out)["rejected"][0]["reason"]
    fields = [f"--field={one}" for one in ("text=body", "title=headline", "published_at=date")]
    done = run("ingest", path, *fields, "--json")
    assert (done.code, json.loads(done.out)["added"]) == (0, 1)
    [stored] = rows(run("articles", "export").out)
    assert (stored["title"], stored["published_at"]) == ("Flood", "2024-12-06")


def test_standard_input_can_be_of_another_format(run: Run) -> None:
    done = run("ingest", "-", "--format", "mbox", "--json", stdin=mbox(letter()))
    assert (done.code, json.loads(done.out)["added"]) == (0, 1)


def test_an_archive_and_a_pattern_are_stored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.html": PAGE, "b.xyz": b"x"}))
    done = json.loads(run("ingest", tmp_path / "*.zip", "--json").out)
    assert done["added"] == 1
    assert [one["source"] for one in done["rejected"]] == [f"{tmp_path}/a.zip!/b.xyz"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--field", "text"), "write OURS=THEIRS as in text=body"),
        (("--field", "words=body"), "OURS is one of text, title"),
        (("--format", "xls"), "is not one of"),
        (("--limit", "0"), "not in the range"),
        (("--since", "soon"), "is no date"),
    ],
)
def test_options_that_mean_nothing_are_wrong_usage(
    run: Run, given: tuple[str, ...], said: str
) -> None:
    ended = run("ingest", "-", *given)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
