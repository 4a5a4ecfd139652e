"""README tells the truth: its commands run, and what it names exists."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from rag.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ dateline (.+)$", README, re.MULTILINE)


def test_readme_shows_commands():
    assert len(COMMANDS) > 8


def test_the_commands_of_readme_run_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DATELINE_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "ferry.txt").write_text(
        "The night ferry to Skerrel will not sail on Friday, the harbour office said.",
        encoding="utf-8",
    )
    question = {"id": 1, "question": "Who won the Harbour Cup?", "answers": ["Sollan Rovers"]}
    question["as_of"] = "2026-09-09"
    (tmp_path / "questions.jsonl").write_text(json.dumps(question), encoding="utf-8")
    claim = {"id": 1, "claim": "Rovers won the cup.", "doc": "On Sunday Rovers won the cup."}
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim), encoding="utf-8")
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "ui.cli", *shlex.split(command)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout or "ingest" in command, command


def test_every_folder_that_readme_names_exists():
    for folder in re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder


def test_every_make_target_that_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_setting_stands_in_the_example_with_an_explanation():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for field in Settings.model_fields.values():
        assert f"#{field.alias}=" in example, field.alias


def test_the_example_names_no_setting_that_does_not_exist():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    known = {field.alias for field in Settings.model_fields.values()}
    assert set(re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE)) == known
