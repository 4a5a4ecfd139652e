"""`dateline verify`: claims against documents, and receipts against a library."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import Result, Run, command, here, rows

DOC = "The harbour tunnel was closed on Tuesday after seven ceiling panels fell. Nobody was killed."
TRUE = {"id": "t", "claim": "Seven ceiling panels fell.", "doc": DOC}
FALSE = {"claim": "Nine ceiling panels fell.", "doc": DOC, "published_at": "2026-05-01"}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return here(monkeypatch, capsys)


def lines(*claims: object) -> bytes:
    return "\n".join(c if isinstance(c, str) else json.dumps(c) for c in claims).encode() + b"\n"


def one_line(result: Result) -> str:
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert result.err.startswith("dateline: ")
    return result.err


@pytest.mark.parametrize("json_option", [["--json"], []])
def test_each_line_in_is_a_line_out_in_its_order(
    run: Run, tmp_path: Path, json_option: list[str]
) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines(TRUE, "", FALSE, TRUE | {"id": 7, "label": "x"}))
    result = run("verify", file, *json_option)
    told = rows(result.out)
    assert (result.code, result.err) == (0, "")
    assert [(row["id"], row["supported"]) for row in told] == [
        ("t", True),
        (None, False),
        (7, True),
    ]
    assert all(list(row) == ["id", "supported", "score", "why", "quotes"] for row in told)
    (quote,) = told[0]["quotes"]
    assert DOC[quote["start"] : quote["end"]] == quote["text"]
    assert told[0]["why"] is None
    assert "not Nine" in told[1]["why"]
    assert told[1]["score"] < 0.5 <= told[0]["score"] <= 1


def test_claims_come_in_on_stdin(run: Run) -> None:
    assert rows(run("verify", "-", stdin=lines(TRUE)).out)[0]["supported"]
    assert run("verify", "-", stdin=b"").out == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "not JSON"),
        ("[1]", "no object"),
        ({"id": 1, "doc": DOC}, "no claim"),
        ({"id": 1, "claim": "x"}, "no doc"),
        ({"claim": 7, "doc": DOC}, "no claim"),
        ({"claim": " ", "doc": DOC}, "blank claim"),
        ({"claim": "x", "doc": "\ud800"}, "doc has half a character"),
        ({"id": "\ud800", "claim": "x", "doc": DOC}, "id has half a character"),
        (TRUE | {"published_at": "soon"}, "published_at is 'soon'"),
        (TRUE | {"published_at": 7}, "published_at is 7"),
        ("[" * 100_000, "nested too deeply"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 50 else "",
)
def test_a_malformed_line_is_named_and_those_before_it_are_answered(
    run: Run, tmp_path: Path, line: object, said: str
) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(lines(TRUE, "", line, TRUE))
    result = run("verify", file, "--json")
    error = one_line(result)
    assert f"{file}:3" in error
    assert said in error
    assert len(rows(result.out)) == 1


def test_a_line_that_is_not_utf_8_is_named(run: Run) -> None:
    error = one_line(run("verify", "-", stdin=lines(TRUE) + b'{"claim": "\xff"}\n'))
    assert "stdin:2 is not UTF-8" in error


def test_a_missing_file_of_claims_is_named(run: Run) -> None:
    assert "nosuch.jsonl" in one_line(run("verify", "nosuch.jsonl"))
    assert "nosuch.json" in one_line(run("verify", "--receipt", "nosuch.json"))


@pytest.mark.parametrize("args", [[], ["a.jsonl", "--receipt", "b.json"], ["--nosuch"]])
def test_wrong_usage_exits_with_2(run: Run, args: list[str]) -> None:
    assert run("verify", *args).code == 2


def test_claims_need_no_library_and_load_nothing_for_one(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(lines(TRUE))
    code = (
        "import sys; from ui.cli import dateline; "
        "dateline(['verify', sys.argv[1]], standalone_mode=False); "
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True)
    assert rows(done.stdout)[0]["supported"]
    heavy = {"langchain_core", "chromadb", "tantivy", "sqlalchemy", "openai", "gradio"}
    assert heavy & set(done.stderr.split()) == set()
    assert not Path(os.environ["DATELINE_LIBRARY"]).exists()


def test_ctrl_c_keeps_every_line_so_far(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("verify", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(lines(TRUE, FALSE))
        running.stdin.flush()
        first = running.stdout.readline()  # it came while the input is still open
        second = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        rest, error = running.communicate(timeout=30)
    assert [row["supported"] for row in rows((first + second + rest).decode())] == [True, False]
    assert running.returncode == 130
    assert error.strip() == b"stopped"


def test_a_terminal_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(lines(TRUE, FALSE))
    ours, theirs = pty.openpty()
    done = subprocess.run(command("verify", file), stdout=theirs, stderr=theirs, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 0
    assert "✓" in shown
    assert "✗" in shown
    assert "“The harbour tunnel was closed" in shown
    assert '{"id"' not in shown


def test_a_bar_on_the_terminal_leaves_the_lines_to_their_file(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_bytes(lines(TRUE, FALSE))
    ours, theirs = pty.openpty()
    done = subprocess.run(
        command("verify", file), stdout=subprocess.PIPE, stderr=theirs, timeout=60
    )
    os.close(theirs)
    os.close(ours)
    assert [row["supported"] for row in rows(done.stdout.decode())] == [True, False]
