"""`dateline eval`: what each command prints, writes and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.index.archive import Archive
from tests.cli import Run, here
from tests.conftest import GOLD, SAMPLES
from tests.rag.test_feedback import record
from ui.commands.eval import COMMANDS

QUOTES = ("--llm", "quotes", "--limit", 5)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process."""
    return here(monkeypatch, capsys)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(run: Run, name: str) -> None:
    result = run("eval", name, "--help")
    assert (result.code, result.err) == (0, "")
    assert f"eval {name} " in result.out.splitlines()[0]


def test_a_run_of_the_sample_questions_needs_no_option(run: Run) -> None:
    result = run("eval", "run", *QUOTES, "--out", "mine")
    assert result.code == 0
    assert "hit@5" in result.out
    assert f"report: {Path('mine') / 'report.html'}" in result.out
    assert {p.name for p in Path("mine").iterdir()} == {
        "run.json", "rows.jsonl", "summary.json", "report.html", "report.md",
    }  # fmt: skip


def test_with_json_stdout_is_json_only(run: Run) -> None:
    result = run("eval", "run", *QUOTES, "--retrieval-only", "--json")
    told = json.loads(result.out)
    assert set(told) == {"folder", "run", "summary"}
    assert told["run"]["command"].startswith("dateline eval run --llm quotes")
    assert Path(told["folder"]).parent == Path("runs")


def test_a_part_can_be_left_out_and_a_wrong_one_is_refused(run: Run) -> None:
    told = json.loads(run("eval", "run", *QUOTES, "--without", "keywords", "--json").out)
    assert told["run"]["settings"]["without"] == ["keywords"]
    refused = run("eval", "run", "--without", "luck")
    assert refused.code == 1
    assert "'luck'" in refused.err


def test_questions_of_ones_own_are_asked_of_articles_of_ones_own(run: Run) -> None:
    row = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])
    Path("gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    result = run("eval", "run", "--gold", "gold.jsonl", "--articles", SAMPLES, *QUOTES, "--json")
    assert json.loads(result.out)["summary"]["questions"] == 1


def test_two_runs_are_compared(run: Run) -> None:
    run("eval", "run", *QUOTES, "--out", "a")
    run("eval", "run", *QUOTES, "--without", "keywords", "--out", "b")
    told = json.loads(run("eval", "compare", "a", "b", "--json").out)
    assert told["questions"] == 5
    assert "5 questions compared" in run("eval", "compare", "a", "b").out
    assert run("eval", "compare", "a", ".").code == 1


def test_parts_are_ablated_into_a_table(run: Run) -> None:
    options = ("--retrieval-only", *QUOTES, "--part", "vectors")
    assert "without" in run("eval", "ablate", *options).out
    table = run("eval", "ablate", *options, "--markdown").out
    assert table.startswith("| without | hit@5 |")
    assert "vectors: passages found by meaning" in table
    assert [r["without"] for r in json.loads(run("eval", "ablate", *options, "--json").out)] == [
        None, "vectors",
    ]  # fmt: skip


def test_the_gate_needs_floors_sets_them_and_then_holds(run: Run) -> None:
    retrieval = ("eval", "gate", "--suite", "retrieval", "--baseline", "floors.json")
    missing = run(*retrieval)
    assert missing.code == 1
    assert "--update" in missing.err
    assert run(*retrieval, "--update").code == 0
    held = run(*retrieval, "--json")
    assert held.code == 0
    assert not any(standing["fallen"] for standing in json.loads(held.out))


def test_the_gate_fails_where_a_figure_fell(run: Run) -> None:
    retrieval = ("eval", "gate", "--suite", "retrieval", "--baseline", "floors.json")
    run(*retrieval, "--update")
    floors = json.loads(Path("floors.json").read_text(encoding="utf-8"))
    floors["retrieval"]["floors"]["hit@1"] = 0.999
    Path("floors.json").write_text(json.dumps(floors), encoding="utf-8")
    fallen = run(*retrieval)
    assert fallen.code == 1
    assert "hit@1" in fallen.err
    refused = run(*retrieval, "--update")
    assert (refused.code, "--allow-regression" in refused.err) == (1, True)
    assert run(*retrieval, "--update", "--allow-regression").code == 0
    assert run(*retrieval).code == 0


@pytest.mark.parametrize(
    "options",
    [
        ("run", "--articles", str(SAMPLES), "--library", "x"),
        ("gate", "--allow-regression"),
        ("gate", "--gold", str(GOLD)),
        ("gold",),
        ("gold", str(GOLD), "--from-feedback"),
        ("run", "--gold", "nowhere.jsonl"),
        ("compare", "a"),
    ],
)
def test_wrong_usage_is_refused(run: Run, options: tuple[str, ...]) -> None:
    assert run("eval", *options).code == 2


def test_gold_questions_are_checked_against_their_articles(run: Run) -> None:
    good = run("eval", "gold", GOLD, "--articles", SAMPLES)
    assert good.code == 0
    assert good.out.startswith("82 questions: 28 single")
    row = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])
    row["evidence"][0][0]["article_id"] = "nobody"
    Path("gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    bad = run("eval", "gold", "gold.jsonl", "--articles", SAMPLES)
    assert bad.code == 1
    assert "'nobody'" in bad.err


def test_every_broken_line_is_named(run: Run) -> None:
    Path("gold.jsonl").write_text('{"id": 1, "question": "Why?"}\n{oops\n', encoding="utf-8")
    result = run("eval", "gold", "gold.jsonl")
    assert result.code == 1
    assert "gold.jsonl:1: there are no answers" in result.err
    assert "gold.jsonl:2: not JSON" in result.err


def test_a_squad_like_file_becomes_questions_and_articles_that_fit(run: Run) -> None:
    context = "The tunnel closed on Tuesday. Seven panels fell from its ceiling."
    qas = [
        {"id": "s1", "question": "How many panels fell?",
         "answers": [{"text": "Seven", "answer_start": 30}]},
        {"id": "s2", "question": "Who paid?", "answers": [], "is_impossible": True},
    ]  # fmt: skip
    squad = {"data": [{"title": "Tunnel", "paragraphs": [{"context": context, "qas": qas}]}]}
    Path("squad.json").write_text(json.dumps(squad), encoding="utf-8")
    made = run("eval", "gold", "squad.json", "--out", "g.jsonl", "--articles-out", "a.jsonl")
    assert made.code == 0, made.err
    ran = run("eval", "run", "--gold", "g.jsonl", "--articles", "a.jsonl", *QUOTES, "--json")
    assert json.loads(ran.out)["summary"]["questions"] == 2


def test_feedback_becomes_gold_questions(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LIBRARY", str(Path("library").absolute()))
    Path("library").mkdir()
    archive = Archive(f"sqlite:///{Path('library') / 'archive.db'}")
    said = record("one", correction="seven", rating="down")
    said["answer"] |= {"as_of": "2026-11-20", "abstained": False}
    archive.feedback.store(said)
    silent = record("two", rating="down")
    silent["answer"] |= {"as_of": "2026-11-20", "abstained": False, "question": "Why?"}
    archive.feedback.store(silent)
    archive.close()
    result = run("eval", "gold", "--from-feedback", "--out", "gold.jsonl")
    assert result.code == 0, result.err
    assert "1 questions" in result.out
    assert result.err.startswith("skipped: ")
    (row,) = [json.loads(line) for line in Path("gold.jsonl").read_text().splitlines()]
    assert row["answers"] == ["seven"]


def test_questions_that_errored_make_the_run_fail_but_leave_a_report(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("DATELINE_LLM_RETRIES", "0")
    result = run("eval", "run", "--llm", "openai:x", "--limit", 3, "--out", "broken")
    assert result.code == 1
    assert "not scored" in result.err
    assert "ERROR" in result.out
    assert (Path("broken") / "report.html").exists()
