"""The distribution: what its wheel holds, what it is called, and what importing it costs."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("rag", "ingest", "ui", "eval")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HEAVY = {"langchain_core", "chromadb", "tantivy", "onnxruntime", "sqlalchemy", "numpy", "openai"}
SETUPTOOLS = 80  # pyproject's build-system asks for it


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this tree, built from a copy so that the tree stays clean."""
    try:
        here = int(importlib.metadata.version("setuptools").split(".")[0])
    except importlib.metadata.PackageNotFoundError:
        here = 0
    if here < SETUPTOOLS:
        pytest.skip(f"building a wheel needs setuptools>={SETUPTOOLS}: pip install -e '.[dev]'")
    if not (ROOT / "README.md").is_file():
        pytest.skip("pyproject names README.md, and there is none yet")
    tree = tmp_path_factory.mktemp("tree")
    for name in (*PACKAGES, "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, tree)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", "wheels", "."],
        cwd=tree, check=True, capture_output=True, text=True,
    )  # fmt: skip
    (built,) = (tree / "wheels").glob("*.whl")
    return zipfile.ZipFile(built)


def data_files() -> set[str]:
    """What the packages need beside their code."""
    endings = {".json", ".jsonl", ".css", ".js", ".html", ".svg", ".typed", ".npz", ".onnx", ".md"}
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in endings or path.name == "py.typed"
    }


def test_the_wheel_holds_the_four_packages_and_their_data(wheel: zipfile.ZipFile) -> None:
    inside = set(wheel.namelist())
    code = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    }
    assert code - inside == set()
    assert data_files() - inside == set()
    named = {
        "ingest/samples/articles.jsonl", "eval/gold/sample.jsonl", "rag/support/network.npz",
        "rag/support/cross_reader.onnx",
        "eval/claims/adversarial.jsonl", "eval/claims/train/sport.jsonl", "eval/claims/README.md",
    }  # fmt: skip
    assert named - inside == set()


def test_the_wheel_holds_no_tests_and_no_benchmarks(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_wheel_has_the_command_the_licence_and_no_way_to_the_index(
    wheel: zipfile.ZipFile,
) -> None:
    info = {name.split("/", 1)[1]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "dateline = ui.cli:main" in wheel.read(info["entry_points.txt"]).decode()
    assert any(name.endswith("LICENSE") for name in info)
    assert "Private :: Do Not Upload" in wheel.read(info["METADATA"]).decode()


def test_the_installed_distribution_has_the_version_of_this_tree() -> None:
    assert importlib.metadata.version("dateline") == PROJECT["version"]


def test_the_distribution_depends_on_what_it_was_asked_to_be_made_of() -> None:
    declared = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in PROJECT["dependencies"]}
    assert {"openai", "langchain", "chromadb", "gradio"} <= declared


@pytest.mark.parametrize("module", ["rag", "rag.domain", "rag.errors", "ui.cli"])
def test_a_thin_module_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; sys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert HEAVY & set(done.stdout.split()) == set()
