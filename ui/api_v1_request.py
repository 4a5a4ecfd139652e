"""What is asked in a request of OpenAI's chat API: a question, what came before, and its scope."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.domain import Exchange
from rag.errors import InputError
from rag.retriever import K
from ui.api_fields import Outlets
from ui.api_text import spoken
from ui.page_chat import REMEMBERED

MODEL = "dateline"
LONGEST = 4000  # characters of a question, as in POST /api/ask
LONGEST_ANSWER = 20_000  # characters of an earlier answer that are read
MESSAGES = 2000

Role = Literal["system", "developer", "user", "assistant", "tool", "function"]


class Part(BaseModel):
    """A part of a message; only text can be answered."""

    model_config = ConfigDict(extra="ignore")

    type: str
    text: str | None = None


class Message(BaseModel):
    """A message of a conversation."""

    model_config = ConfigDict(extra="ignore")

    role: Role
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    """How an answer is streamed."""

    model_config = ConfigDict(extra="ignore")

    include_usage: bool = False


class Chat(BaseModel):
    """A request; fields that are not named here (temperature, tools, …) are ignored."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    messages: list[Message] = Field(min_length=1, max_length=MESSAGES)
    model: str = MODEL
    n: int = Field(default=1, ge=1, le=1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    as_of: date | None = Field(default=None, description="Answer as on that day.")
    from_: date | None = Field(default=None, alias="from", description="First day of publication.")
    to: date | None = Field(default=None, description="Last day of publication.")
    outlet: Outlets = Field(default=[], description="The only outlets that count.")
    k: int = Field(default=K, ge=1, le=50, description="Passages that are looked at.")

    @property
    def counted(self) -> bool:
        """Whether a streamed answer ends with its usage."""
        return bool(self.stream_options and self.stream_options.include_usage)


def asked(messages: list[Message]) -> tuple[str, list[Exchange]]:
    """The question, which is the last message of the user, and the exchanges before it.

    What is no exchange of the two is left out: instructions, tools, questions nobody answered.

    Raises:
        InputError: If there is no question, or it is no text, or too long.
    """
    said = [(place, message) for place, message in enumerate(messages) if message.role == "user"]
    if not said:
        raise InputError("messages holds no message of the user: add one that asks something")
    last, message = said[-1]
    question = _text(message, last).strip()
    if not question:
        raise InputError(f"messages.{last}.content is empty: ask something in it")
    if len(question) > LONGEST:
        raise InputError(
            f"messages.{last}.content has {len(question):,} characters and {LONGEST:,} is the "
            "most that a question may have: ask in fewer words"
        )
    return question, _exchanges(messages[:last])[-REMEMBERED:]


def _exchanges(messages: list[Message]) -> list[Exchange]:
    past, open_question = [], ""
    for place, message in enumerate(messages):
        if message.role == "user":
            open_question = _text(message, place).strip()[:LONGEST]
        elif message.role == "assistant" and open_question:
            answer = spoken(_text(message, place))[:LONGEST_ANSWER]
            if answer:
                past.append(Exchange(open_question, answer))
                open_question = ""
    return past


def _text(message: Message, place: int) -> str:
    if isinstance(message.content, str) or message.content is None:
        return message.content or ""
    other: list[Any] = [part.type for part in message.content if part.type != "text"]
    if other and message.role == "user":
        raise InputError(
            f"messages.{place}.content holds a part of type {other[0]!r}, and only `text` is read: "
            "leave the others out"
        )
    return "\n".join(part.text or "" for part in message.content)
