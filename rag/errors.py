"""Every error raised on purpose; each message says what is wrong and what to do next.

DatelineError
├── SettingsError            a setting makes no sense
├── InputError               a file or an option that the user gave is malformed
├── LibraryError             something about the stored library
│   ├── LibraryHeld          another process writes to it
│   ├── StampMismatch        made with another embedder or cutter
│   ├── ArticleNotFound      no such article or version
│   ├── ConversationNotFound no such conversation or shared link, or it is another's
│   └── IndexBroken          an index on disk cannot be read
├── SourceRejected           a source could not become an article
│   ├── SourceBusy           its server asks to be tried again later
│   └── PageHeldBack         it came and is a wall, an error page or a shell, not an article
├── ReceiptFallen            a saved receipt does not stand as it did
├── EvaluationFailed         questions of a run ended in errors, or a floor was not reached
└── ModelError               something about a model
    ├── PackMissing          its files are not here
    ├── PackCorrupt          its files are not what they should be
    ├── PackUnreachable      its files could not be fetched
    ├── EmbeddingFailed      the embedder gave no vectors
    └── LLMError             the language model gave no answer
        ├── LLMUnreachable   no connection
        ├── LLMTimeout       no answer in time
        ├── LLMKeyRefused    the key is missing, wrong or not allowed
        ├── LLMUnknown       no such model or endpoint
        ├── LLMBusy          rate limit or quota
        ├── LLMRefused       the request was not accepted
        ├── LLMCut           the answer stopped before its end
        └── LLMBroken        the server failed, or answered with something unreadable
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


class DatelineError(Exception):
    """The root: catch this to catch every error of ours."""


class SettingsError(DatelineError):
    """A setting makes no sense."""


class InputError(DatelineError):
    """A file or an option that the user gave is malformed."""


class LibraryError(DatelineError):
    """Something about the stored library."""


class LibraryHeld(LibraryError):
    """Another process writes to the library."""


class StampMismatch(LibraryError):
    """The library was made with other parts than those in use."""


class ArticleNotFound(LibraryError):
    """There is no such article, or no such version of it."""


class ConversationNotFound(LibraryError):
    """There is no such conversation, turn or shared link, or it is somebody else's."""


class IndexBroken(LibraryError):
    """An index on disk cannot be read."""


class EvaluationFailed(DatelineError):
    """Questions of a run ended in errors, or a floor was not reached.

    Attributes:
        folder: Where the run's rows and report are, if there is a run.
    """

    def __init__(self, message: str, folder: Path | None = None) -> None:
        super().__init__(message)
        self.folder = folder


class SourceRejected(DatelineError):
    """A source could not become an article.

    Attributes:
        source: What was given: a URL, a path, a line of a file.
        reason: Why it was not stored, in words for a reader.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source, self.reason)  # readers run in other processes


class SourceBusy(SourceRejected):
    """A source cannot be had for now, for its server asks to be left alone.

    Attributes:
        after: Seconds that it asks for.
    """

    def __init__(self, source: str, reason: str, after: float) -> None:
        super().__init__(source, reason)
        self.after = after

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source, self.reason, self.after)


class PageHeldBack(SourceRejected):
    """A page came and is no article: it goes into quarantine, to be looked at.

    Attributes:
        url: Its own address, if known.
        title: Of the page.
        text: What stood on it.
    """

    def __init__(
        self, source: str, reason: str, url: str | None = None, title: str = "", text: str = ""
    ) -> None:
        super().__init__(source, reason)
        self.url = url
        self.title = title
        self.text = text

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.source, self.reason, self.url, self.title, self.text)


class ReceiptFallen(DatelineError):
    """A saved receipt does not stand as it did: articles changed, or the receipt did."""


class ModelError(DatelineError):
    """Something about a model."""


class PackMissing(ModelError):
    """The files of a model pack are not on this machine."""


class PackCorrupt(ModelError):
    """The files of a model pack are not what they should be."""


class PackUnreachable(ModelError):
    """The files of a model pack could not be fetched."""


class EmbeddingFailed(ModelError):
    """The embedder gave no vectors."""


class LLMError(ModelError):
    """The language model gave no answer."""


class LLMUnreachable(LLMError):
    """No connection to the model."""


class LLMTimeout(LLMError):
    """No answer in time."""


class LLMKeyRefused(LLMError):
    """The key is missing, wrong or not allowed to do this."""


class LLMUnknown(LLMError):
    """There is no such model or endpoint."""


class LLMBusy(LLMError):
    """Rate limit or quota."""


class LLMRefused(LLMError):
    """The request was not accepted."""


class LLMCut(LLMError):
    """The answer stopped before its end."""


class LLMBroken(LLMError):
    """The server failed, or answered with something unreadable."""
