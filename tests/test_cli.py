"""The `dateline` command: exit codes, what goes to stdout and stderr, batches, bad input."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli import Result, Run, command, here, rows
from tests.conftest import SAMPLES
from tests.rag.making import PARAGRAPH
from ui.cli import COMMANDS


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process."""
    return here(monkeypatch, capsys)


@pytest.fixture(scope="module")
def samples(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, for commands that change nothing."""
    folder = tmp_path_factory.mktemp("cli") / "library"
    return Path(shutil.copytree(sample_folder, folder))


def one_line(result: Result) -> str:
    """What an error of ours says: one line on stderr, nothing on stdout, exit code 1."""
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert result.err.startswith("dateline: ")
    return result.err


@pytest.mark.parametrize("name", [n for n in COMMANDS if n not in ("eval", "extract")])
def test_every_command_has_its_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.code == 0
    assert f" {name} " in result.out.splitlines()[0]
    assert result.err == ""


def test_the_command_alone_lists_all_commands(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    assert all(name in result.out for name in COMMANDS)
    assert run().code == 2


def test_the_version_is_that_of_the_distribution(run: Run) -> None:
    assert run("--version").out == f"dateline, version {version('dateline')}\n"


@pytest.mark.parametrize(
    "args",
    [
        ["nosuch"],
        ["ask"],
        ["ask", "a", "--questions", "b"],
        ["search"],
        ["ask", "a", "--k", "0"],
        ["ask", "a", "--k", "many"],
        ["search", "a", "--as-of", "yesterday"],
        ["search", "a", "--from", "2026-05-02", "--to", "2026-05-01"],
        ["ingest"],
        ["ingest", "--nosuch", "x"],
        ["articles", "show"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_says_so_on_stderr(run: Run, args: list[str]) -> None:
    result = run(*args)
    assert (result.code, result.out) == (2, "")
    assert "Error: " in result.err


def test_ingest_reports_in_json_alone_on_stdout(run: Run, tmp_path: Path) -> None:
    first = run("ingest", "--json", "--library", tmp_path / "library", SAMPLES)
    report = json.loads(first.out)
    assert (first.code, first.err) == (0, "")
    assert {"added", "updated", "unchanged", "duplicates", "rejected", "articles"} <= set(report)
    assert (report["added"], report["articles"], report["rejected"]) == (26, 26, [])
    again = json.loads(run("ingest", "--json", "--library", tmp_path / "library", SAMPLES).out)
    assert (again["added"], again["unchanged"], again["articles"]) == (0, 26, 26)


def test_ingest_of_a_missing_file_exits_with_1_and_its_reason(run: Run) -> None:
    result = run("ingest", "--json", "nosuch.jsonl")
    (rejection,) = json.loads(result.out)["rejected"]
    assert result.code == 1
    assert rejection["source"] == "nosuch.jsonl"
    assert "no such file" in rejection["reason"]
    told = run("ingest", "nosuch.jsonl")
    assert told.code == 1
    assert "no such file" in told.out + told.err


def test_ingest_of_something_good_and_something_bad_exits_with_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "It rained in Tessmoor."}\n{"title": 1}\n')
    result = run("ingest", "--json", tmp_path / "a.jsonl")
    report = json.loads(result.out)
    assert (result.code, report["added"]) == (0, 1)
    assert report["rejected"][0]["source"].endswith("a.jsonl:2")


def test_json_lines_come_in_on_stdin_and_go_out_by_export(run: Run) -> None:
    sent = {"id": "x/1 ü", "title": "Über", "text": "It “rained” 🌊.", "authors": ["Ö"]}
    sent |= {"section": "Wetter", "labels": ["opinion", "live"], "wire": "dpa"}
    result = run("ingest", "--json", "-", stdin=json.dumps(sent).encode() + b"\n\xff\xfe\n")
    report = json.loads(result.out)
    assert (result.code, report["added"], len(report["rejected"])) == (0, 1, 1)
    (row,) = rows(run("articles", "export").out)
    assert {name: row[name] for name in sent} == sent
    again = run("ingest", "--json", "-", stdin=run("articles", "export").out.encode())
    assert json.loads(again.out)["unchanged"] == 1


def test_what_is_quoted_of_an_opinion_is_said_to_be_one(run: Run) -> None:
    sent = {"text": PARAGRAPH, "labels": ["opinion"], "outlet": "Echo"}
    assert run("ingest", "--json", "-", stdin=json.dumps(sent).encode()).code == 0
    for name in ("ask", "search"):
        told = run(name, "Why was the harbour tunnel closed?").out
        assert "Echo · undated · Opinion" in told


def test_an_empty_stdin_is_a_rejection(run: Run) -> None:
    result = run("ingest", "--json", "-")
    assert result.code == 1
    assert "nothing came in" in json.loads(result.out)["rejected"][0]["reason"]


def test_ask_answers_in_json(run: Run, samples: Path) -> None:
    result = run("ask", "--json", "--library", samples, "--as-of", "2026-11-20", "Who won the cup?")
    (answer,) = rows(result.out)
    assert (result.code, result.err) == (0, "")
    assert (answer["as_of"], answer["abstained"]) == ("2026-11-20", False)
    assert answer["citations"][0]["article_id"] == "sample-harbour-cup-1"


def test_ask_answers_for_people_with_its_sources(run: Run, samples: Path) -> None:
    result = run("ask", "--library", samples, "Who won the cup?")
    assert result.code == 0
    assert "[1]" in result.out
    assert "Port Sollan Courier · 30 May 2026" in result.out


def test_a_batch_answers_line_by_line_and_keeps_ids(
    run: Run, samples: Path, tmp_path: Path
) -> None:
    lines = [
        {"id": "q1", "question": "Who won the cup?", "note": "ignored"},
        {"question": "zxqv blorf"},
        {"id": 3, "question": "interest rate", "as_of": "2026-04-01T10:00:00Z"},
        {
            "id": "f",
            "question": "How many people saw it?",
            "history": [{"question": "Who won the Harbour Cup?", "answer": "Sollan Rovers."}],
        },
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8-sig")
    answers = rows(run("ask", "--questions", file, "--library", samples).out)
    assert [row.get("id") for row in answers] == ["q1", None, 3, "f"]
    assert ["id" in row for row in answers] == [True, False, True, True]
    assert [row["question"] for row in answers] == [line["question"] for line in lines]
    assert answers[1]["abstained"]
    assert answers[2]["as_of"] == "2026-04-01"
    found = rows(run("search", "--questions", file, "--library", samples, "--k", 3).out)
    assert [row.get("id") for row in found] == ["q1", None, 3, "f"]
    assert all(len(row["results"]) <= 3 for row in found)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "not JSON"),
        ("[1]", "no object"),
        ('{"id": 1}', "no question"),
        ('{"question": "  "}', "no question"),
        ('{"question": "a", "as_of": "soon"}', "as_of is 'soon'"),
        ('{"question": "a", "history": [1]}', "history must be"),
        ('{"question": "a", "history": {"question": "b"}}', "history must be"),
        ('{"question": "a", "history": 7}', "history must be"),
    ],
)
@pytest.mark.parametrize("name", ["ask", "search"])
def test_a_malformed_line_of_questions_is_named(
    run: Run, samples: Path, tmp_path: Path, name: str, line: str, said: str
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"\n\n{line}\n", encoding="utf-8")
    error = one_line(run(name, "--questions", file, "--library", samples))
    assert f"{file}:3" in error
    assert said in error


def test_a_missing_file_of_questions_is_named(run: Run, samples: Path) -> None:
    error = one_line(run("ask", "--questions", "nosuch.jsonl", "--library", samples))
    assert "nosuch.jsonl" in error


def test_search_finds_in_json_and_for_people(run: Run, samples: Path) -> None:
    result = run("search", "--json", "--library", samples, "--outlet", "Radio Arvel", "barrage")
    (found,) = rows(result.out)
    assert {row["outlet"] for row in found["results"]} == {"Radio Arvel"}
    assert "passages in" in run("search", "--library", samples, "barrage").out


@pytest.mark.parametrize("what", ["show", "history", "remove"])
def test_an_unknown_article_is_one_line_on_stderr(run: Run, tmp_path: Path, what: str) -> None:
    error = one_line(run("articles", what, "nope", "--library", tmp_path / "library"))
    assert "there is no article 'nope'" in error


def test_articles_are_listed_shown_and_exported(run: Run, samples: Path) -> None:
    at = ("--library", samples)
    listed = rows(run("articles", "list", "--json", *at).out)
    assert len(listed) == 26
    assert all("text" not in row for row in listed)
    assert "sample-bank-rate-1" in run("articles", "list", *at).out
    (shown,) = rows(run("articles", "show", "sample-bank-rate-1", "--json", *at).out)
    assert shown["version"] == 1
    assert shown["title"] in run("articles", "show", "sample-bank-rate-1", *at).out
    exported = rows(run("articles", "export", *at).out)
    assert {row["id"] for row in exported} == {row["id"] for row in listed}


def test_versions_and_removal_of_an_article(run: Run, tmp_path: Path) -> None:
    for text in ("Two died.", "Three died."):
        run("ingest", "--json", "-", stdin=json.dumps({"id": "a", "text": text}).encode())
    assert [row["version"] for row in rows(run("articles", "history", "a", "--json").out)] == [1, 2]
    told = run("articles", "history", "a").out
    assert "-Two died." in told
    assert "+Three died." in told
    assert run("articles", "remove", "a").out == "removed a\n"
    assert rows(run("articles", "export").out) == []
    assert rows(run("articles", "show", "a", "--version", 1, "--json").out)[0]["removed"]


def test_the_doctor_finds_nothing_wrong_with_the_samples(run: Run, samples: Path) -> None:
    state = json.loads(run("doctor", "--json", "--library", samples).out)
    assert (state["articles"], state["problems"], state["waiting"]) == (26, [], 0)
    assert "nothing is wrong" in run("doctor", "--library", samples).out


def test_models_are_listed(run: Run) -> None:
    packs = {row["name"]: row for row in json.loads(run("models", "list", "--json").out)}
    assert packs["all-minilm-l6-v2"]["here"]
    assert packs["all-minilm-l6-v2"]["licence"] == "Apache-2.0"


def test_an_unknown_model_pack_is_named(run: Run) -> None:
    assert "'nosuch'" in one_line(run("models", "pull", "nosuch"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATELINE_LLM", "nonsense", "PROVIDER:MODEL"),
        ("DATELINE_EMBEDDER", "nonsense", "openai:MODEL"),
        ("DATELINE_LLM_TIMEOUT", "soon", "DATELINE_LLM_TIMEOUT='soon'"),
        ("DATELINE_ARCHIVE_URL", "nosuch://x", "cannot be opened"),
        ("DATELINE_LIBRARY", "/dev/null/library", "/dev/null/library"),
    ],
)
def test_a_senseless_setting_is_one_line_with_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    assert said in one_line(run("ask", "--json", "Who won the cup?"))


def test_a_missing_model_pack_says_how_to_fetch_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_MODELS", str(tmp_path))
    assert "`dateline models pull all-minilm-l6-v2`" in one_line(run("ask", "--json", "Who?"))


def test_a_reader_that_closes_the_pipe_early_sees_no_complaint(samples: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command("articles", "export", "--library", samples),
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(write)
    assert done.stderr == b""
