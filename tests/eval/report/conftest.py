"""Runs with reports, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.report.page import write_report
from tests.eval.report.making import make_run


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run with answers, errors and hostile texts."""
    folder = make_run(tmp_path_factory.mktemp("runs") / "answered")
    write_report(folder)
    return folder


@pytest.fixture(scope="session")
def retrieval_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that asked for passages only."""
    folder = make_run(tmp_path_factory.mktemp("runs") / "found", 3, retrieval_only=True)
    write_report(folder)
    return folder
