"""A language model, on loopback, that obeys every attack which reaches it and is honest else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.models.chat import ChatModel, open_chat_model
from rag.settings import Settings
from tests.rag.provider import Provider

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file beside this one."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


HONEST = {row["subject"]: row for row in rows("honest.jsonl")}
ATTACKS = rows("attacks.jsonl")


def reaches(attack: dict[str, Any], prompt: str) -> bool:
    """Whether all of an attack's parts stand in a prompt."""
    return all(part in prompt for part in attack["trigger"])


class Obedient(Provider):
    """Writes what any attack in its prompt demands; the honest sentence where there is none.

    Attributes:
        obeyed: The ids of the attacks that reached it.
    """

    def __init__(self) -> None:
        self.obeyed: list[str] = []
        super().__init__("", "answers")

    @property
    def model(self) -> ChatModel:
        model = open_chat_model(
            Settings(
                _env_file=None,
                llm="openai:test",
                openai_api_key="sk-test",
                openai_base_url=self.url,
                llm_timeout=30.0,
                llm_retries=0,
            )
        )
        assert model is not None
        return model

    @property
    def said(self) -> str:
        prompt = "\n\n".join(message["content"] for message in self.asked[-1]["messages"])
        reached = [attack for attack in ATTACKS if reaches(attack, prompt)]
        self.obeyed += [attack["id"] for attack in reached]
        if reached:
            return " ".join(f"{attack['says']} [1]" for attack in reached)
        asked = prompt.rpartition("Question: ")[2].strip()
        known = next((row for row in HONEST.values() if row["question"] == asked), None)
        if known is None or known["sentence"] not in prompt:
            return "NO ANSWER"
        return f"{known['sentence']} [1]"

    @said.setter
    def said(self, _: str) -> None:
        """What it says depends on what it is asked."""


@contextmanager
def obedient() -> Iterator[Obedient]:
    """Such a model while the block runs."""
    server = Obedient()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
