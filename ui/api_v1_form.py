"""The objects of OpenAI's chat API: completions, chunks, models, usage and errors. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rag.domain import Answer
from rag.wire import answer_json, citation_json

PATH = "/v1/"  # below it, whatever is wrong is said as OpenAI says it
OWNER = "dateline"
KINDS = {401: "authentication_error", 500: "server_error", 503: "server_error"}


@dataclass(frozen=True, slots=True)
class Head:
    """What every object of one answer begins with.

    Attributes:
        id: Of the answer.
        created: Seconds since 1970.
        model: As it was asked for.
    """

    id: str
    created: int
    model: str


def completion(head: Head, text: str, answer: Answer) -> dict[str, Any]:
    """A whole answer: its message holds it as Dateline's JSON, too."""
    message = {"role": "assistant", "content": text, "refusal": None, **extras(answer)}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return _object(head, "chat.completion", [choice]) | {"usage": usage(answer)}


def chunk(head: Head, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    """A part of a streamed answer."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
    return _object(head, "chat.completion.chunk", [choice])


def usage_chunk(head: Head, answer: Answer) -> dict[str, Any]:
    """What a streamed answer took, after its end."""
    return _object(head, "chat.completion.chunk", []) | {"usage": usage(answer)}


def extras(answer: Answer) -> dict[str, Any]:
    """What stands in a message beside what OpenAI knows: the whole answer, and its citations."""
    cited = [citation_json(citation) for citation in answer.citations]
    return {"dateline": answer_json(answer), "citations": cited}


def usage(answer: Answer) -> dict[str, int]:
    """Tokens; none where no model was asked, or it did not count."""
    prompt, written = 0, 0
    if answer.tokens:
        prompt, written = answer.tokens.prompt, answer.tokens.completion
    return {
        "prompt_tokens": prompt,
        "completion_tokens": written,
        "total_tokens": prompt + written,
    }


def model(name: str, created: int) -> dict[str, Any]:
    """A model that can be named."""
    return {"id": name, "object": "model", "created": created, "owned_by": OWNER}


def error(
    status: int, message: str, param: str | None = None, code: str | None = None
) -> dict[str, Any]:
    """What is wrong."""
    kind = KINDS.get(status, "invalid_request_error")
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def _object(head: Head, name: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": head.id,
        "object": name,
        "created": head.created,
        "model": head.model,
        "choices": choices,
    }
