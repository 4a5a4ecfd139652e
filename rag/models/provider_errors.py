"""Every error of a model's provider, told as one of ours with what to do next."""

from __future__ import annotations

import httpx
import httpx2
import openai

from rag.errors import (
    LLMBroken,
    LLMBusy,
    LLMCut,
    LLMError,
    LLMKeyRefused,
    LLMRefused,
    LLMTimeout,
    LLMUnknown,
    LLMUnreachable,
)

# The first row that fits counts, so that special errors stand before general ones.
MEANINGS: tuple[tuple[type[Exception], type[LLMError], str], ...] = (
    (openai.APITimeoutError, LLMTimeout, "did not answer in time; DATELINE_LLM_TIMEOUT is longer"),
    (openai.APIConnectionError, LLMUnreachable, "cannot be reached; check OPENAI_BASE_URL"),
    (openai.AuthenticationError, LLMKeyRefused, "refused the key; check OPENAI_API_KEY"),
    (openai.PermissionDeniedError, LLMKeyRefused, "does not let this key use the model"),
    (openai.NotFoundError, LLMUnknown, "is not known there; check DATELINE_LLM"),
    (openai.RateLimitError, LLMBusy, "is busy or the quota is used up; try again later"),
    (openai.BadRequestError, LLMRefused, "did not accept the request"),
    (openai.UnprocessableEntityError, LLMRefused, "did not accept the request"),
    (openai.ConflictError, LLMBroken, "reported a conflict; try again"),
    (openai.InternalServerError, LLMBroken, "failed on its side; try again later"),
    (openai.APIResponseValidationError, LLMBroken, "answered with something unreadable"),
    (openai.LengthFinishReasonError, LLMCut, "stopped before the end of its answer"),
    (openai.ContentFilterFinishReasonError, LLMRefused, "refused by its content filter"),
    (openai.OpenAIError, LLMBroken, "failed"),
    (httpx.TimeoutException, LLMTimeout, "did not answer in time"),
    (httpx2.TimeoutException, LLMTimeout, "did not answer in time"),
    (httpx.HTTPError, LLMUnreachable, "broke off"),
    (httpx2.HTTPError, LLMUnreachable, "broke off"),
    (ConnectionError, LLMUnreachable, "broke off"),
    (TimeoutError, LLMTimeout, "did not answer in time"),
    (ValueError, LLMBroken, "answered with something unreadable"),
)

PROVIDER_ERRORS = tuple(kind for kind, _, _ in MEANINGS)
"""What a model may raise; catch this around a call and pass it to `our_error`."""


def our_error(error: Exception, model: str) -> LLMError:
    """What an error means for the one who asked.

    Args:
        error: One of `PROVIDER_ERRORS`.
        model: The model's name, for the message.
    """
    for kind, ours, meaning in MEANINGS:
        if isinstance(error, kind):
            said = " ".join(str(error).split())[:200]
            return ours(f"the model {model!r} {meaning} ({said or type(error).__name__})")
    return LLMBroken(f"the model {model!r} failed ({error!r})")
