"""The only place where the parts are put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from rag.errors import SettingsError
from rag.index.following import Progress
from rag.index.library import Library
from rag.models.embedding import Embedder
from rag.settings import Settings

if TYPE_CHECKING:  # what answers takes a second to import, and feeding a library needs none of it
    from rag.answering import Dateline
    from rag.gate import Gate
    from rag.models.chat import ChatModel

JUDGE_SECONDS = 30.0  # for one sentence; an answer does not wait longer for a second reader


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


def open_embedder(settings: Settings, threads: int | None = None) -> Embedder:
    """The embedder that the settings name.

    Args:
        settings: Name it.
        threads: Of an embedded one; all cores if not given.

    Raises:
        SettingsError: If the name makes no sense.
        PackMissing: If the embedded one is not here.
    """
    kind, _, model = settings.embedder.partition(":")
    if kind == "local" and not model:
        from rag.models.minilm import MiniLM  # each embedder imports what the other does not need

        return MiniLM(settings.models, threads)
    if kind == "openai" and model:
        from rag.models.openai_embedder import OpenAIEmbedder

        return OpenAIEmbedder(
            model, settings.openai_api_key, settings.openai_base_url, settings.llm_timeout
        )
    raise SettingsError(
        f"DATELINE_EMBEDDER={settings.embedder!r} makes no sense: use `local` or `openai:MODEL`"
    )


def open_library(settings: Settings) -> Library:
    """The library of the settings; open it to read or to write before use."""
    return Library(
        settings.library, open_embedder(settings), settings.archive_url, settings.chroma_url
    )


def open_dateline(
    settings: Settings,
    progress: Progress | None = None,
    clock: Callable[[], date] = today,
    library: Library | None = None,
) -> Dateline:
    """A Dateline that answers; of a library that is open already, or one opened to read."""
    from rag.answering import Dateline
    from rag.models.chat import open_chat_model
    from rag.support.opening import open_gate

    model = open_chat_model(settings)
    gate = judged(open_gate(settings.models), settings, model)
    if library is None:
        library = open_library(settings)
        library.open_to_read(progress)
    return Dateline(library, model, clock, gate)


def judged(gate: Gate, settings: Settings, model: ChatModel | None = None) -> Gate:
    """The gate with the second reader of the settings; the gate itself where they name none.

    Args:
        gate: What it may add rejections to.
        settings: Name the second reader.
        model: Writes the answers; an embedded one is not loaded twice.

    Raises:
        SettingsError: If the name makes no sense.
    """
    from rag.judging import Judge, JudgedGate
    from rag.models.chat import open_chat_model

    name = settings.judge
    if not name:
        return gate
    kind, _, rest = name.partition(":")
    if kind != "local" and not rest:
        raise SettingsError(
            f"DATELINE_JUDGE={name!r} makes no sense: use `local` or PROVIDER:MODEL, such as "
            "openai:gpt-5-mini, or leave it empty"
        )
    if model is None or kind != "local" or name != settings.llm_name:
        hurried = {"llm_timeout": min(settings.llm_timeout, JUDGE_SECONDS), "llm_retries": 0}
        model = open_chat_model(settings.model_copy(update={"llm": name, **hurried}))
    return JudgedGate(gate, Judge(model)) if model is not None else gate
