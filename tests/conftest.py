"""What every test gets: no home, no key, no network beyond this machine, and small real parts."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

from ingest.pipeline import ingest
from ingest.readers.jsonl import lines_of, read_jsonl
from rag.index.library import Library
from rag.models.embedding import Embedder
from rag.models.minilm import MiniLM
from tests.browsing import chromium as chromium

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "ingest" / "samples" / "articles.jsonl"
GOLD = ROOT / "eval" / "gold" / "sample.jsonl"

# found before the home is hidden, so that packs which are here already are used
MODELS = Path(os.environ.get("DATELINE_MODELS") or user_cache_path("dateline") / "models")
BROWSERS = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or str(user_cache_path("ms-playwright"))

OURS = ("DATELINE_", "OPENAI_", "XDG_", "LANGCHAIN_", "LANGSMITH_", "ANTHROPIC_")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")

settings.register_profile("dateline", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("dateline")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The embedded language model takes minutes, so it runs only where it is asked for."""
    if "model" not in config.getoption("markexpr"):
        slow = pytest.mark.skip(reason="it takes minutes: run with -m model")
        for item in items:
            if item.get_closest_marker("model"):
                item.add_marker(slow)


def _isolate(patch: pytest.MonkeyPatch, home: Path) -> None:
    for name in list(os.environ):
        if name.startswith(OURS) or name.lower() in PROXIES:
            patch.delenv(name)
    home.mkdir(exist_ok=True)
    patch.setenv("HOME", str(home))
    patch.setenv("USERPROFILE", str(home))
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    patch.setenv("PLAYWRIGHT_BROWSERS_PATH", BROWSERS)
    patch.setenv("PYTHONPATH", str(ROOT))  # for the processes that tests start
    patch.setenv("DATELINE_MODELS", str(MODELS))
    patch.setenv("DATELINE_LLM", "quotes")
    patch.chdir(home)  # away from a developer's .env


@pytest.fixture(scope="session", autouse=True)
def _isolated_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        _isolate(patch, tmp_path_factory.mktemp("home"))
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _loopback_only(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True)
def _isolated(
    _isolated_session: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home = tmp_path_factory.mktemp("home")
    _isolate(monkeypatch, home)
    monkeypatch.setenv("DATELINE_LIBRARY", str(home / "library"))


def _loopback_only(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise RuntimeError(f"a test tried to reach {address!r}; tests stay on this machine")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real embedder, loaded once."""
    return MiniLM(MODELS)


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """An empty library, opened to write."""
    opened = Library(tmp_path / "library", embedder)
    opened.open_to_write("a test")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """The folder of a library with the sample articles, closed; copy it, never open it."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    opened = Library(folder, embedder)
    opened.open_to_write("a test")
    with SAMPLES.open("rb") as file:
        ingest(read_jsonl(lines_of(file), source="samples"), opened)
    opened.close()
    return folder


@pytest.fixture(scope="session")
def sample_library(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[Library]:
    """The sample articles, open; only for tests that write nothing."""
    folder = tmp_path_factory.mktemp("shared") / "library"
    shutil.copytree(sample_folder, folder)
    opened = Library(folder, embedder)
    opened.open_to_write("the tests")
    yield opened
    opened.close()


@pytest.fixture
def sample_copy(sample_folder: Path, tmp_path: Path) -> Path:
    """A folder with the sample articles of one's own, closed."""
    return Path(shutil.copytree(sample_folder, tmp_path / "samples"))
