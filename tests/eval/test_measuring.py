"""From a plan to a run's folder: what is written, what is refused, how others are measured."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval.corpora import Corpus
from eval.machine import code, machine, versions
from eval.measuring import SAMPLE_GOLD, Plan, measure, sample_articles
from eval.runs import Run, read_run
from rag.errors import EvaluationFailed, InputError, PackMissing
from rag.parts import Part
from rag.settings import Settings
from tests.conftest import MODELS
from tests.eval.making import Answering, busy
from tests.rag.provider import provider

PLAN = Plan(articles=sample_articles(), limit=6, report=False, command="dateline eval run")


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, llm="quotes", models=MODELS)


def test_a_run_says_all_that_shaped_it(tmp_path: Path, settings: Settings) -> None:
    run = measure(replace(PLAN, root=tmp_path), settings)
    about, rows, summary = read_run(run.folder)
    assert run.finished
    assert len(rows) == summary["questions"] == about["gold"]["questions"] == 6
    assert (about["system"], about["model"], about["embedder"]) == (
        "dateline", "quotes", "all-minilm-l6-v2-int8",
    ) or about["embedder"]  # fmt: skip
    assert about["settings"]["without"] == []
    assert about["corpus"]["articles"] == 26
    assert set(about["versions"]) == set(versions())
    assert (about["code"], about["machine"]) == (code(), machine())


def test_the_same_plan_gives_the_same_scores(tmp_path: Path, settings: Settings) -> None:
    one, two = (measure(replace(PLAN, root=tmp_path), settings).rows() for _ in range(2))
    assert [row["scores"] for row in one] == [row["scores"] for row in two]
    assert len(list(tmp_path.iterdir())) == 2


def test_retrieval_alone_needs_no_model(tmp_path: Path, settings: Settings) -> None:
    plan = replace(PLAN, retrieval_only=True, root=tmp_path)
    nowhere = settings.model_copy(update={"llm": "openai:none"})
    about, rows, _ = read_run(measure(plan, nowhere).folder)
    assert about["model"] is None
    assert all(row["answer"] is None and row["correct"] is None for row in rows)


@pytest.mark.parametrize(
    ("part", "known"), [("gate", {}), ("gate", {"retrieval_only": True}), ("model", {})]
)
def test_a_part_without_a_part_to_play_is_not_left_out(
    tmp_path: Path, settings: Settings, part: Part, known: dict[str, Any]
) -> None:
    plan = replace(PLAN, root=tmp_path, without=frozenset({part}), **known)
    with pytest.raises(InputError, match=f"{part} has no part to play"):
        measure(plan, settings)


def test_a_report_comes_with_a_run(tmp_path: Path, settings: Settings) -> None:
    folder = measure(replace(PLAN, root=tmp_path, report=True), settings).folder
    assert {path.name for path in folder.iterdir()} >= {"report.html", "report.md"}


def test_a_model_that_fails_makes_the_run_fail_and_is_no_zero(
    tmp_path: Path, settings: Settings
) -> None:
    with provider("", 503) as server:
        failing = settings.model_copy(
            update={"llm": "openai:x", "openai_base_url": server.url, "openai_api_key": "k",
                    "llm_retries": 0}
        )  # fmt: skip
        with pytest.raises(EvaluationFailed, match="not scored") as caught:
            measure(replace(PLAN, root=tmp_path), failing)
    assert caught.value.folder is not None
    rows = Run(caught.value.folder).rows()
    assert any(row["error"] for row in rows)
    assert not Run(caught.value.folder).finished


def test_a_failed_run_asks_only_what_failed_again(tmp_path: Path, settings: Settings) -> None:
    names = [row["id"] for row in measure(replace(PLAN, root=tmp_path), settings).rows()]
    plan = replace(PLAN, out=tmp_path / "mine")
    with pytest.raises(EvaluationFailed, match=names[2]):
        measure(plan, settings, make=lambda *_: Answering(fixed(busy(names[2]))))
    again = Answering(fixed(busy()))
    assert measure(plan, settings, make=lambda *_: again).finished
    assert again.asked == [names[2]]


def fixed(say: Any) -> Any:
    """What it says, with citations of an article that the corpus holds."""

    def said(question: Any) -> dict[str, Any]:
        return say(question) | {"citations": [], "sentences": []}

    return said


def test_a_model_that_is_not_here_is_not_replaced_by_quotes(
    tmp_path: Path, settings: Settings
) -> None:
    bare = settings.model_copy(update={"llm": "local", "models": tmp_path / "models"})
    for name in ("all-minilm-l6-v2", "all-minilm-l6-v2-int8"):
        if (MODELS / name).exists():
            (tmp_path / "models").mkdir(exist_ok=True)
            (tmp_path / "models" / name).symlink_to(MODELS / name)
    with pytest.raises(PackMissing):
        measure(replace(PLAN, root=tmp_path), bare)


def test_questions_that_do_not_fit_the_articles_are_refused(
    tmp_path: Path, settings: Settings
) -> None:
    row = json.loads(SAMPLE_GOLD.read_text(encoding="utf-8").split("\n")[0])
    row["evidence"][0][0]["quote"] += " on the moon"
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(InputError, match="not verbatim"):
        measure(replace(PLAN, gold=path, root=tmp_path), settings)


def test_another_system_is_measured_in_the_same_way(tmp_path: Path, settings: Settings) -> None:
    seen: list[Corpus] = []

    def make(corpus: Corpus, _plan: Plan) -> Answering:
        seen.append(corpus)
        return Answering(fixed(busy()))

    run = measure(replace(PLAN, root=tmp_path), settings, make=make)
    assert run.folder.name.startswith("sample-told-")
    assert run.about["system"] == "told"
    assert seen[0].articles == 26
