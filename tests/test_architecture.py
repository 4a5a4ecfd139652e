"""Who may import whom, which file touches which library, and what every file must be."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("rag", "ingest", "ui", "eval")
MAY_IMPORT = {
    "rag": set(),
    "ingest": {"rag"},
    "eval": {"rag", "ingest"},
    "ui": {"rag", "ingest", "eval"},
}

ALONE = {
    "chromadb": ["rag/index/vectors.py"],
    "tantivy": ["rag/index/keywords.py"],
    "sqlalchemy": [
        f"rag/index/{name}.py"
        for name in (
            "archive changelog clusters clusters_table conversation_rows conversations "
            "conversations_table database earlier feedback feeds feeds_table fetched listed "
            "listing places quarantine rows schema shares unsigned"
        ).split()
    ],
    "onnx": ["rag/models/minilm_graph.py", "eval/training/cross_graph.py"],
    "onnxruntime": [
        *(f"rag/models/{name}.py" for name in ("minilm", "minilm_graph", "token_reader")),
        "rag/support/cross_reader.py",
        "eval/training/cross_graph.py",
    ],
    "tokenizers": [f"rag/models/{name}.py" for name in ("counting", "minilm", "token_reader")],
    "ray": ["ingest/ray_stage.py"],
    "torch": ["eval/training/crossing.py", "eval/training/fitting.py"],
    "xllamacpp": ["rag/models/local_llm.py"],
    "openai": ["rag/models/provider_errors.py"],
    "httpx2": ["rag/models/provider_errors.py"],
    "langchain*": [
        "rag/chain.py",
        "rag/retriever.py",
        "rag/prompts.py",
        "rag/models/chat.py",
        "rag/models/openai_embedder.py",
    ],
    "sentencex": ["rag/sentences.py"],
    "Stemmer": ["rag/words.py"],
    "dateutil": ["rag/dates/spans.py"],
    "trafilatura": ["ingest/readers/page/body.py"],
    "feedparser": ["ingest/readers/feeds.py"],
    "warcio": ["ingest/readers/warc.py"],
    "datasketch": ["ingest/stories/sketching.py"],
    "pypdf": ["ingest/readers/pdf.py"],
    "docx": ["ingest/readers/docx.py"],
    "httpx": ["ingest/fetching/*", "rag/models/hub.py", "rag/models/provider_errors.py"],
    "httpcore": ["ingest/fetching/connecting.py"],
    "brotli": ["ingest/guards/unpacking.py"],
    "zstandard": ["ingest/guards/unpacking.py"],
    "protego": ["ingest/fetching/robots.py"],
    "pydantic_settings": ["rag/settings.py"],
    "gradio": ["ui/*"],
    "mcp*": ["ui/mcp_server.py"],
    "fastapi": ["ui/*"],
    "uvicorn": ["ui/*"],
    "click": ["ui/*"],
    "rich": ["ui/*"],
    "matplotlib": ["eval/report/charts.py"],
    "jinja2": ["eval/report/page.py"],
}
"""Outside libraries, and the only files that may import them."""

TABLES = ("ui/scores.py", "ui/standings.py")
"""Tables of evaluations: imported by commands when these are called, never at the top."""


EVALUATE = "ui/pages/evaluate"
"""The page of evaluations: imported where a page is served, which takes seconds anyway."""

SCRIPTS = ("eval/training/support.py",)
"""Run with `python -m` by whoever trains; they print, and nothing of the product imports them."""


def files(*packages: str) -> Iterator[Path]:
    for package in packages:
        yield from sorted((ROOT / package).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    return {name for node in ast.walk(tree(path)) for name in imported(node)}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        return [node.module or ""]
    return []


def tables(module: str) -> bool:
    return f"{module.replace('.', '/')}.py" in TABLES


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package: str) -> None:
    allowed = MAY_IMPORT[package] | {package}
    wrong = [
        f"{short(path)} imports {name}"
        for path in files(package)
        for name in sorted(imports(path))
        if name.split(".")[0] in {*PACKAGES, "tests", "bench"} - allowed
    ]
    assert wrong == []


def test_the_command_line_imports_eval_only_when_it_is_called() -> None:
    wrong = [
        short(path)
        for path in files("ui")
        for node in tree(path).body
        if short(path) not in TABLES
        and not short(path).startswith(EVALUATE)
        and any(name.split(".")[0] == "eval" or tables(name) for name in imported(node))
    ]
    outside = [
        short(path)
        for path in files("ui")
        if any(name.split(".")[0] == "eval" for name in imports(path))
        and not short(path).startswith(("ui/commands/", "ui/cli.py", EVALUATE, *TABLES))
    ]
    assert wrong == []
    assert outside == []


def test_the_package_eval_never_shadows_the_builtin() -> None:
    wrong = [
        short(path)
        for path in files(*PACKAGES, "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import) and any(alias.name == "eval" for alias in node.names)
    ]
    assert wrong == []


@pytest.mark.parametrize("library", ALONE)
def test_an_outside_library_is_touched_by_its_own_files_alone(library: str) -> None:
    pattern = re.compile(re.escape(library).replace(r"\*", r"\w*"))
    touching = [
        short(path)
        for path in files(*PACKAGES)
        if any(pattern.fullmatch(name.split(".")[0]) for name in imports(path))
    ]
    wrong = [
        path
        for path in touching
        if not any(
            PurePosixPath(path).match(place) or path.startswith(place.removesuffix("*"))
            for place in ALONE[library]
        )
    ]
    assert wrong == []


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        short(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(*PACKAGES, "tests", "bench")
    }
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_typed_and_each_of_its_folders_is_one(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()
    folders = {path.parent for path in files(package)}
    assert [short(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_nothing_prints() -> None:
    wrong = [
        f"{short(path)}:{node.lineno}"
        for path in files(*PACKAGES, "tests")
        if short(path) not in SCRIPTS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("print", "pprint", "breakpoint")
    ]
    assert wrong == []


def test_a_script_that_prints_is_imported_by_nothing_of_the_product() -> None:
    modules = {script.removesuffix(".py").replace("/", ".") for script in SCRIPTS}
    assert all((ROOT / script).is_file() for script in SCRIPTS)
    assert [short(path) for path in files(*PACKAGES) if imports(path) & modules] == []


def test_the_product_runs_without_what_teaches_its_score() -> None:
    wrong = [
        short(path)
        for path in files(*PACKAGES)
        if not short(path).startswith("eval/training/")
        and any(name.startswith("eval.training") for name in imports(path))
    ]
    assert wrong == []


def test_every_file_begins_with_what_it_is_for() -> None:
    wrong = [short(path) for path in files(*PACKAGES) if not ast.get_docstring(tree(path))]
    assert wrong == []


NOT_OURS = ("build", "dist", "library", "runs", "__pycache__")
TELLS = re.compile(
    "|".join(
        (
            r"co-author" + r"ed-by",
            r"generat"
            + r"ed (?:with|by|using) (?:\[|an? (?:ai|llm)\b|ai\b|chatgpt|copilot|claude)",
            r"as an ai (?:language )?mo" + r"del",
            r"claude co" + r"de",
            r"github copi" + r"lot",
            r"(?:written|made|produced) by an? (?:ai|assis" + r"tant)\b",
        )
    ),
    re.IGNORECASE,
)


def test_no_file_says_who_or_what_produced_it() -> None:
    kinds = {".py", ".md", ".toml", ".txt", ".js", ".css", ".html", ".yml", ".yaml", ".cfg", ""}
    wrong = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not _aside(name)]
        for name in names:
            path = Path(folder, name)
            if path.suffix in kinds and TELLS.search(path.read_text("utf-8", errors="replace")):
                wrong.append(short(path))
    assert wrong == []


def _aside(name: str) -> bool:
    return name.startswith(".") or name.endswith(".egg-info") or name in NOT_OURS
