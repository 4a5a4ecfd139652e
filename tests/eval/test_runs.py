"""The folder of a run: rows survive interruptions, and a run resumes only what is its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.runs import ROWS, Run, identity, place, read_run
from rag.errors import InputError
from tests.eval.making import about


def told(**known: Any) -> dict[str, Any]:
    said = about(**known)
    return said | {"id": identity({k: v for k, v in said.items() if k != "id"})}


def test_rows_are_kept_in_order_and_half_a_row_is_left_out(tmp_path: Path) -> None:
    run = Run(tmp_path / "run")
    run.note(about())
    run.add({"id": "a", "text": "line\nbreak \u2028 and more"})
    run.add({"id": "b"})
    with (run.folder / ROWS).open("a", encoding="utf-8") as file:
        file.write('{"id": "c", "cut')
    assert [row["id"] for row in run.rows()] == ["a", "b"]
    run.keep(reversed(run.rows()))
    assert [row["id"] for row in run.rows()] == ["b", "a"]


def test_a_run_is_itself_whenever_and_wherever_its_files_lie() -> None:
    moved = about(gold=about()["gold"] | {"path": "elsewhere"}, started="later", command="other")
    assert identity(about()) == identity(moved)


@pytest.mark.parametrize(
    "changed",
    [
        {"gold": {"digest": "other"}},
        {"corpus": {"digest": "other"}},
        {"settings": {"k": 5}},
        {"model": "other"},
        {"prompt_version": "2"},
        {"code": "other"},
    ],
)
def test_other_data_settings_models_or_code_are_another_run(changed: dict[str, Any]) -> None:
    assert identity(about()) != identity(about(**changed))


def test_what_changes_no_score_is_the_same_run() -> None:
    assert identity(about(settings={"jobs": 1})) == identity(about(settings={"jobs": 8}))


def test_a_series_takes_a_finished_run_of_the_same_plan(tmp_path: Path) -> None:
    first = place(told(), None, tmp_path)
    first.note(told() | {"finished": "now"})
    assert place(told(), None, tmp_path, reuse=True).folder == first.folder


def test_a_row_that_was_cut_inside_a_character_is_left_out(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.note(about())
    run.add({"id": "a"})
    with (tmp_path / ROWS).open("ab") as file:
        file.write('{"id": "é'.encode()[:-1])
    assert [row["id"] for row in run.rows()] == ["a"]


def test_a_folder_with_rows_of_nobody_is_not_taken(tmp_path: Path) -> None:
    Run(tmp_path / "out").folder.mkdir()
    Run(tmp_path / "out").add({"id": "a"})
    with pytest.raises(InputError, match="other settings"):
        place(told(), tmp_path / "out", tmp_path)


def test_a_new_try_takes_the_old_summary_away(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.begin(about())
    run.summarise({"questions": 1})
    run.begin(about())
    with pytest.raises(InputError, match="not finished"):
        read_run(tmp_path)


def test_a_place_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="name another"):
        Run(tmp_path / "file" / "run").note(about())


def test_an_unfinished_run_is_resumed_and_a_finished_one_left_alone(tmp_path: Path) -> None:
    first = place(told(), None, tmp_path)
    first.note(told())
    assert place(told(), None, tmp_path).folder == first.folder
    first.note(told() | {"finished": "2026-11-24T11:00:00+00:00"})
    second = place(told(), None, tmp_path)
    assert second.folder.name == f"{first.folder.name}-2"


def test_a_named_folder_takes_only_its_own_run(tmp_path: Path) -> None:
    run = place(told(), tmp_path / "out", tmp_path)
    run.note(told())
    assert place(told(), tmp_path / "out", tmp_path).folder == run.folder
    with pytest.raises(InputError, match="other settings"):
        place(told(model="other"), tmp_path / "out", tmp_path)
    run.note(told() | {"finished": "now"})
    with pytest.raises(InputError, match="finished run"):
        place(told(), tmp_path / "out", tmp_path)


def test_a_folder_without_a_finished_run_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no run"):
        read_run(tmp_path)
    run = Run(tmp_path)
    run.note(about(command="dateline eval run --seed 3"))
    with pytest.raises(InputError, match="--seed 3"):
        read_run(tmp_path)
    run.summarise({"questions": 0})
    assert read_run(tmp_path)[2] == {"questions": 0}


def test_a_run_that_is_not_json_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match="no JSON object"):
        read_run(tmp_path)
    (tmp_path / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        read_run(tmp_path)
