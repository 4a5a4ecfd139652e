"""The chat model of the settings, as LangChain has it; the one module that makes one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any, Literal

from langchain_core.callbacks import UsageMetadataCallbackHandler
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessageChunk
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import RunnableGenerator

from rag.errors import DatelineError, SettingsError
from rag.models.local_llm import LocalLLM
from rag.models.packs import PACKS, QWEN
from rag.models.provider_errors import PROVIDER_ERRORS, our_error
from rag.settings import Settings
from rag.spent import Tokens

LONGEST = 320  # tokens of an answer
CUT = ("length", "max_tokens")


class ChatModel:
    """A language model that is opened on first use.

    Args:
        name: What answers report.
        make: Opens it.
        evidence: Characters of passages that it is shown.
        small: Whether it is shown excerpts around the best sentences instead of whole passages.
        ready: Says whether it can be used now; a model whose files are still coming cannot.

    Attributes:
        runnable: A LangChain runnable from a prompt to chunks of its answer, streaming; it raises
            errors of ours only.
    """

    def __init__(
        self,
        name: str,
        make: Callable[[], BaseChatModel],
        evidence: int,
        small: bool = False,
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        self.name, self.evidence, self.small, self.ready = name, evidence, small, ready
        self._make, self._lock = make, threading.Lock()
        self._model: BaseChatModel | None = None
        self.runnable: RunnableGenerator[PromptValue, BaseMessageChunk] = RunnableGenerator(
            self._stream
        )

    def warm(self, prompt: PromptValue | None = None) -> None:
        """Open it now, so that the first question does not wait.

        An embedded model also reads a prompt and writes one token: what later prompts share with
        this one it need not read again.

        Raises:
            ModelError: If it cannot be opened or does not answer.
        """
        self._open()
        if prompt is not None and self.small:
            next(self._stream(iter([prompt])), None)

    def text(self, prompt: PromptValue) -> str:
        """All that it writes to a prompt.

        Raises:
            LLMError: If it does not answer.
        """
        return "".join(chunk.text for chunk in self._stream(iter([prompt])))

    def _stream(self, prompts: Iterator[PromptValue]) -> Iterator[BaseMessageChunk]:
        for prompt in prompts:
            try:
                yield from self._open().stream(prompt)
            except DatelineError:
                raise
            except PROVIDER_ERRORS as error:
                raise our_error(error, self.name) from error

    def _open(self) -> BaseChatModel:
        with self._lock:
            if self._model is None:
                self._model = self._make()
            return self._model


class Count(UsageMetadataCallbackHandler):
    """Counts the tokens of every call of a chain: hand it over as one of its callbacks."""

    @property
    def tokens(self) -> Tokens | None:
        """All of them; None where no model was asked, or it did not count."""
        said = list(self.usage_metadata.values())
        if not said:
            return None
        return Tokens(sum(u["input_tokens"] for u in said), sum(u["output_tokens"] for u in said))


def ending(chunk: BaseMessageChunk) -> Literal["done", "cut"] | None:
    """Whether this chunk says that the answer is at its end, or was stopped before it."""
    said = chunk.response_metadata
    reason = said.get("finish_reason") or said.get("stop_reason")
    if not reason:
        return None
    return "cut" if reason in CUT else "done"


def open_chat_model(settings: Settings) -> ChatModel | None:
    """The model that the settings name; None for `quotes`, which needs none.

    Raises:
        SettingsError: If the name makes no sense or a provider's package is not installed.
    """
    name = settings.llm_name
    if name == "quotes":
        return None
    kind, _, rest = name.partition(":")
    if kind == "local":
        return _local(settings, rest)
    if not rest:
        raise SettingsError(
            f"DATELINE_LLM={name!r} makes no sense: use `local`, `quotes` or PROVIDER:MODEL, "
            "such as openai:gpt-5-mini"
        )
    return ChatModel(name, lambda: _remote(settings, name), evidence=9000)


def _local(settings: Settings, pack_name: str) -> ChatModel:
    pack = PACKS.get(pack_name) if pack_name else QWEN
    if pack is None or not pack.files[0].name.endswith(".gguf"):
        known = [f"local:{p.name}" for p in PACKS.values() if p.files[0].name.endswith(".gguf")]
        raise SettingsError(f"there is no embedded model {pack_name!r}; there are {known}")
    server = LocalLLM(settings.models, pack)

    def make() -> BaseChatModel:
        from langchain_openai import ChatOpenAI  # slow to import

        at = server.endpoint()
        return ChatOpenAI(
            model=pack.name,
            base_url=at.base_url,
            api_key=at.key,  # type: ignore[arg-type]
            stream_usage=True,  # it counts tokens
            **_manners(settings),
        )

    def ready() -> bool:
        return pack.present(settings.models)

    return ChatModel(pack.name, make, evidence=1400, small=True, ready=ready)


def _remote(settings: Settings, name: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model  # slow to import

    extra: dict[str, Any] = _manners(settings)
    if name.startswith("openai:"):
        extra["api_key"] = settings.openai_api_key or "none"  # a local server asks for no key
        if settings.openai_base_url:
            extra["base_url"] = settings.openai_base_url
        if name.startswith(("openai:gpt-5", "openai:o")):
            extra.pop("temperature")  # reasoning models refuse it
            extra["max_tokens"] = 8 * LONGEST  # their thoughts count, too
    try:
        model = init_chat_model(name, **extra)
    except (ImportError, ValueError) as error:
        raise SettingsError(f"DATELINE_LLM={name!r} cannot be used: {error}") from error
    return model  # type: ignore[no-any-return]


def _manners(settings: Settings) -> dict[str, Any]:
    return {
        "temperature": 0.0,
        "max_tokens": LONGEST,
        "timeout": settings.llm_timeout,
        "max_retries": settings.llm_retries,
    }
