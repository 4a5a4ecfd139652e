"""Tables of evaluations on a terminal of 80 columns, which is a pipe here."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.ablations import Ablation, Loss
from eval.compare import compare
from eval.floors import Standing
from eval.runs import read_run
from tests.eval.report.making import make_run
from ui.score_tables import plain
from ui.scores import show_comparison, show_summary
from ui.standings import show_ablations, show_standings


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return make_run(tmp_path / "a")


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    text = capsys.readouterr().out
    assert "\x1b" not in text
    return text


def tables(text: str) -> list[str]:
    """The lines of tables: the rest is not wrapped in a pipe."""
    return [line for line in text.splitlines() if not line.startswith(("A:", "B:", "!", "   "))]


def test_a_summary_fits_eighty_columns_and_tells_errors_first(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about, _, summary = read_run(run)
    show_summary(about, summary)
    text = shown(capsys)
    assert max(map(len, text.splitlines())) <= 80
    assert "2 of 40 ended in an ERROR" in text.split("retrieval")[0]
    assert "57.9–86.8" in text
    (hit,) = [line.split() for line in text.splitlines() if line.startswith(" hit@5")]
    assert hit[:5] == ["hit@5", "81.8", "%", "69.7–93.9", "33"]
    assert "●" in hit[5]


def test_what_is_unscored_is_a_dash(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    about, _, summary = read_run(run)
    show_summary(about, summary)
    text = shown(capsys)
    (line,) = [line.split() for line in text.splitlines() if line.startswith(" MAP@10")]
    assert line == ["MAP@10", "—", "0"]
    assert "not scored in this run: time" in text


def test_a_comparison_says_in_signs_and_words_what_colours_say(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def differ(told: list[dict]) -> None:
        for row in told:
            if row.get("scores"):
                row["scores"] |= {"hit@1": 1.0, "supported sentences": 0.0}

    b = make_run(tmp_path / "b", change=differ, model="[bold]another[/bold]")
    show_comparison(compare(run, b))
    text = shown(capsys)
    assert max(map(len, tables(text))) <= 80
    verdicts = {
        line[1:21].strip(): line.split()[-1] for line in text.splitlines() if " to " in line
    }
    assert verdicts["hit@1"] == "better"
    assert verdicts["supported sentences"] == "worse"
    assert verdicts["recall@5"] == "same"
    assert "▲ better" in text
    assert "▼ worse" in text
    assert "[bold]another[/bold]" in text


def test_a_comparison_tells_flips_warnings_and_errors(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = {"path": "x", "digest": "eeee"}
    comparison = compare(run, make_run(tmp_path / "b", 1, corpus=corpus))
    show_comparison(comparison)
    text = shown(capsys)
    assert f"right in A, wrong in B: {len(comparison.lost)}" in text
    assert all(flip.id in text for flip in (*comparison.lost, *comparison.gained))
    assert "! the articles are not the same" in text
    assert "! q-temporal-03 left out: error in A" in text


def test_standings_say_what_fell(capsys: pytest.CaptureFixture[str]) -> None:
    show_standings(
        [
            Standing("quotes", "correct", 0.8, 0.7),
            Standing("quotes", "quote fidelity", 1.0, 1.0),
            Standing("retrieval", "hit@5", 0.9, None),
        ]
    )
    lines = {line.split("  ")[0].strip(): line for line in shown(capsys).splitlines()}
    assert "▼ below its floor" in lines["correct"]
    assert "holds" in lines["quote fidelity"]
    assert "—  ▼ below its floor" in lines["hit@5"]


def test_ablations_say_what_a_part_is_worth(capsys: pytest.CaptureFixture[str]) -> None:
    whole = Ablation(
        None, {"hit@5": Loss(0.8, 0.0, 0.0, 0.0), "MRR@10": Loss(None, *[None] * 3)}, 0.4
    )
    without = {"hit@5": Loss(0.7, -0.1, -0.15, -0.05), "MRR@10": Loss(None, None, None, None)}
    show_ablations([whole, Ablation("lead", without, 1.44)])
    text = shown(capsys)
    (line,) = [line for line in text.splitlines() if "−0.100" in line]
    assert line.split() == ["hit@5", "0.700", "−0.100", "−0.150", "to", "−0.050", "▼", "worse"]
    assert "without lead" in text
    assert "1.4 s" in text


def test_text_from_an_article_cannot_steer_the_screen() -> None:
    assert plain("a\x1b[2Jb\r\nc\u202ed\u00a0e") == "a [2Jb  c d e"
