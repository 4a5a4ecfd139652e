"""The pack that the gate reads with is fetched and looked after, whatever embeds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.models.packs import MINILM, QWEN
from tests.cli import Run, here
from ui.commands.models import used_packs

NOBODY = "http://127.0.0.1:9/v1"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return here(monkeypatch, capsys)


@pytest.fixture
def embedding_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_EMBEDDER", "openai:test")
    monkeypatch.setenv("OPENAI_BASE_URL", NOBODY)


@pytest.mark.parametrize(
    ("llm", "packs"),
    [
        ("quotes", [MINILM.name]),
        ("openai:gpt-5-mini", [MINILM.name]),
        ("local", [MINILM.name, QWEN.name]),
        ("local:smollm2-135m-instruct", [MINILM.name, "smollm2-135m-instruct"]),
    ],
)
def test_the_encoder_is_used_with_every_model(llm: str, packs: list[str]) -> None:
    assert list(used_packs(llm)) == packs


@pytest.mark.usefixtures("embedding_elsewhere")
def test_the_encoder_is_pulled_where_an_endpoint_embeds(run: Run) -> None:
    pulled = run("models", "pull", "--embedder", "--json", "--quiet")
    assert (pulled.code, json.loads(pulled.out)) == (0, {"pulled": [MINILM.name]})


@pytest.mark.usefixtures("embedding_elsewhere")
def test_the_doctor_says_that_the_encoder_is_missing_where_an_endpoint_embeds(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_MODELS", str(tmp_path))
    looked = run("doctor", "--json")
    problems = json.loads(looked.out)["problems"]
    assert looked.code == 1
    assert "no answer can be checked" in problems[0]
    assert f"`dateline models pull {MINILM.name}`" in problems[0]


@pytest.mark.usefixtures("embedding_elsewhere")
def test_the_doctor_does_not_complain_of_an_encoder_that_is_here(run: Run) -> None:
    assert "no answer can be checked" not in run("doctor", "--json").out


def test_the_doctor_needs_the_encoder_where_it_embeds(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_MODELS", str(tmp_path))
    looked = run("doctor", "--json")
    assert (looked.code, looked.out) == (1, "")
    assert f"`dateline models pull {MINILM.name}`" in looked.err
