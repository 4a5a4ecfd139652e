"""Pages beside Evaluate: a question with its evidence, a report; harmless, no place told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rag.index.library import Library
from tests.ui.pages.evaluating import HOSTILE, good_run, hostile_run
from ui.pages.evaluate_doors import evaluations_router, placed
from ui.pages.evaluate_words import question_url, report_url


@pytest.fixture(scope="module")
def root(sample_library: Library) -> Iterator[Path]:
    runs = sample_library.folder / "runs"
    good_run(runs)
    hostile_run(runs)
    yield runs
    for name in ("sample-1", "hostile-1"):
        shutil.rmtree(runs / name)


@pytest.fixture(scope="module")
def doors(sample_library: Library, root: Path) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(evaluations_router(sample_library))
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("question", ["right", "left unsaid", "broken/one"])
def test_each_question_has_a_page(doors: TestClient, question: str) -> None:
    got = doors.get(question_url("sample-1", question))
    assert got.status_code == 200
    assert "default-src 'none'" in got.headers["Content-Security-Policy"]
    assert "How many panels fell?" in got.text


@pytest.mark.parametrize("question", HOSTILE)
def test_a_hostile_question_has_a_harmless_page(doors: TestClient, question: str) -> None:
    got = doors.get(question_url("hostile-1", question))
    assert got.status_code == 200
    assert "<script" not in got.text
    assert "<img" not in got.text


def test_a_report_is_made_without_places_of_this_machine(doors: TestClient) -> None:
    got = doors.get(report_url("sample-1"))
    assert got.status_code == 200
    assert "What went wrong" in got.text
    assert "/disk" not in got.text
    assert "connect-src" not in got.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        "/evaluations/nothing/report",
        "/evaluations/%2e%2e/report",
        "/evaluations/sample-1/questions/nothing",
        "/evaluations/nothing/questions/q",
    ],
)
def test_what_is_not_there_is_said_in_words(doors: TestClient, address: str) -> None:
    got = doors.get(address)
    assert got.status_code == 404


def test_a_quote_leads_to_its_place_in_the_article(sample_library: Library) -> None:
    quote = "in front of 41,206 people at Granary Road"
    headline, address = placed(sample_library, "sample-harbour-cup-1", quote)
    assert headline
    assert "&start=" in (address or "")
    assert placed(sample_library, "sample-harbour-cup-1", "no such words")[1].endswith("version=1")
    assert placed(sample_library, "nothing", quote) == ("nothing", None)
