"""Receipts at the command line: `ask --receipt`, and `verify --receipt` later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.receipts import digest_of
from tests.cli import Run, here, rows
from tests.conftest import SAMPLES

CUP = "Who won the Harbour Cup?"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return here(monkeypatch, capsys)


@pytest.fixture
def receipt(run: Run, sample_copy: Path, tmp_path: Path) -> Path:
    file = tmp_path / "kept" / "answer.json"
    result = run("ask", CUP, "--library", sample_copy, "--receipt", file)
    assert (result.code, result.err) == (0, "")
    return file


def test_a_receipt_stands_while_nothing_changes(run: Run, receipt: Path, sample_copy: Path) -> None:
    told = run("verify", "--receipt", receipt, "--library", sample_copy)
    assert (told.code, told.err) == (0, "")
    assert CUP in told.out
    assert "✓ [1] stands" in told.out
    checks = json.loads(run("verify", "--receipt", receipt, "--json", "--library", sample_copy).out)
    assert (checks["stands"], checks["faults"]) == (True, [])
    assert {quote["state"] for quote in checks["quotes"]} == {"stands"}
    piped = run("verify", "--receipt", "-", "--library", sample_copy, stdin=receipt.read_bytes())
    assert piped.code == 0


def test_a_receipt_is_json_with_the_answer_and_its_places(receipt: Path) -> None:
    made = json.loads(receipt.read_text("utf-8"))
    assert made["question"] == CUP
    assert made["made_with"]["model"] == "quotes"
    assert made["digest"] == digest_of(made)


def test_an_update_and_then_a_removal_are_said(run: Run, receipt: Path, sample_copy: Path) -> None:
    cited = json.loads(receipt.read_text("utf-8"))["citations"][0]["article_id"]
    article = next(a for a in rows(SAMPLES.read_text("utf-8")) if a["id"] == cited)
    article["text"] = "Correction: what was printed here was wrong."
    at = ("--library", sample_copy)
    run("ingest", "-", *at, stdin=json.dumps(article).encode())
    told = run("verify", "--receipt", receipt, "--json", *at)
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert "[1] superseded" in told.err
    (quote, *_) = json.loads(told.out)["quotes"]
    assert (quote["state"], quote["newest"], quote["still_said"]) == ("superseded", 2, False)
    run("articles", "remove", cited, *at)
    shown = run("verify", "--receipt", receipt, *at)
    assert shown.code == 1
    assert "✗ [1] removed" in shown.out


def test_a_library_without_the_article_says_that_it_is_missing(run: Run, receipt: Path) -> None:
    told = run("verify", "--receipt", receipt)
    assert told.code == 1
    assert "[1] missing" in told.err


def test_an_edited_receipt_does_not_stand(run: Run, receipt: Path, sample_copy: Path) -> None:
    made = json.loads(receipt.read_text("utf-8"))
    made["text"] += " The\nmayor fled."
    receipt.write_text(json.dumps(made), encoding="utf-8")
    told = run("verify", "--receipt", receipt, "--library", sample_copy)
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert f"{receipt} does not stand" in told.err
    assert "its digest is wrong" in told.out
    assert "The mayor fled." in told.out


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 2}', '{"question": "Who?"}', "\x00"])
def test_what_is_no_receipt_is_named_in_one_line(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "r.json"
    file.write_text(text, encoding="utf-8")
    told = run("verify", "--receipt", file, "--json")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith(f"dateline: {file} ")
    assert told.err.count("\n") == 1


def test_a_batch_saves_a_receipt_for_each_question(
    run: Run, sample_copy: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "questions.jsonl"
    asked = [{"id": "../a b", "question": CUP}, {"question": "Who is the king of Zamunda?"}]
    questions.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    folder, at = tmp_path / "receipts", ("--library", sample_copy)
    result = run("ask", "--questions", questions, "--receipts", folder, *at)
    assert result.code == 0
    assert [row["question"] for row in rows(result.out)] == [a["question"] for a in asked]
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["0001-..%2Fa b.json", "0002.json"]
    assert [run("verify", "--receipt", file, *at).code for file in files] == [0, 0]


def test_a_receipt_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    told = run("ask", CUP, "--json", "--receipt", tmp_path / "file" / "r.json")
    assert (told.code, told.out) == (1, "")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "--questions", "q.jsonl", "--receipt", "r.json"],
        ["ask", "Who?", "--receipts", "folder"],
        ["search", "cup", "--receipt", "r.json"],
    ],
    ids=" ".join,
)
def test_receipts_where_there_are_none_are_wrong_usage(run: Run, args: list[str]) -> None:
    assert run(*args).code == 2
