"""What an answer cost: seconds of waiting, and tokens that a model read and wrote. Stdlib only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long the parts of an answer took; `first_token` is None where nothing was streamed."""

    retrieve: float = 0.0
    first_token: float | None = None
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a language model read and wrote for an answer, as it counted them itself."""

    prompt: int
    completion: int
