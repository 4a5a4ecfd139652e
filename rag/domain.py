"""The words of the trade as frozen data: articles, passages, citations, answers. Stdlib only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from rag.provenance import Hint, RefusedDate
from rag.spent import Seconds, Tokens

Reason = Literal["nothing_found", "outside_window", "unverified", "unsafe"]
Status = Literal["supported", "unsupported", "not_a_claim"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in ISO 8601 as its source gave it (date or datetime), and where it was found."""

    iso: str
    origin: str

    @property
    def epoch(self) -> int:
        """Seconds since 1970 UTC; a bare date counts from its first second."""
        return epoch(self.iso)


def epoch(iso: str) -> int:
    """Seconds since 1970 UTC of an ISO date or datetime; without a zone it is read as UTC.

    Raises:
        ValueError: If the text is neither.
    """
    at = datetime.fromisoformat(iso)
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a reader of sources found it, before it has an identity in the archive."""

    source: str
    text: str
    title: str = ""
    id: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    fetched: Moment | None = None
    hints: tuple[Hint, ...] = ()
    refused: tuple[RefusedDate, ...] = ()
    section: str | None = None
    labels: tuple[str, ...] = ()  # opinion, sponsored, live
    wire: str | None = None  # the agency that it names as its source


@dataclass(frozen=True, slots=True)
class Article:
    """One version of a stored article. Every offset elsewhere points into its `text`."""

    id: str
    version: int
    title: str
    text: str
    digest: str
    url: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    fetched: Moment | None = None
    removed: bool = False
    section: str | None = None
    labels: tuple[str, ...] = ()
    wire: str | None = None

    @property
    def headline(self) -> str:
        """The title, or the first words of a text without one."""
        return self.title or shorten(self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim stretch of an article: `text == article.text[start:end]`."""

    id: str
    article_id: str
    version: int
    start: int
    end: int
    text: str
    title: str = ""
    url: str | None = None
    outlet: str | None = None
    published_at: str | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query.

    Attributes:
        rank: From 1.
        score: Fused, higher is better; comparable within one query only.
        passage: What was found.
        similarity: Cosine of query and passage; None where the vectors did not find it.
    """

    rank: int
    score: float
    passage: Passage
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both ends included, and what asked for it (`given` or a question)."""

    start: date | None
    end: date | None
    origin: str = "given"


@dataclass(frozen=True, slots=True)
class Scope:
    """What an answer may draw on: days of publication, outlets, and a clock."""

    window: Window | None = None
    outlets: tuple[str, ...] = ()
    as_of: date | None = None

    @property
    def earliest(self) -> int | None:
        """The first second that counts, or None."""
        return day_start(self.window.start) if self.window and self.window.start else None

    @property
    def latest(self) -> int | None:
        """The last second that counts, or None."""
        ends = [d for d in (self.window.end if self.window else None, self.as_of) if d]
        return day_start(min(ends) + timedelta(days=1)) - 1 if ends else None

    @property
    def restricts(self) -> bool:
        """Whether anything is left out."""
        return bool(self.outlets) or self.earliest is not None or self.latest is not None

    @property
    def undated(self) -> bool:
        """Whether articles without a date count: yes, unless days were asked for."""
        return self.window is None


def day_start(day: date) -> int:
    """The first second of a day in UTC."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, earlier in a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote: `quote == text[start:end]` of that version of the article."""

    n: int
    article_id: str
    version: int
    title: str
    outlet: str | None
    url: str | None
    published_at: str | None
    passage_id: str
    quote: str
    start: int
    end: int
    live_url: str | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer (markers included), what its check found, and its citations.

    `why` says why it is not carried, or how it was put right; `written` is what it was before.
    """

    text: str
    status: Status
    why: str | None = None
    citations: tuple[int, ...] = ()
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A sentence that was not said, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Sources:
    """How many tell something, and how many of them by themselves.

    Attributes:
        outlets: Outlets that printed it.
        independent: Of these, how many did not take it from another or from the same agency.
        stories: Different texts.
        articles: Articles.
        said: The same for a reader; None where one outlet alone is cited.
    """

    outlets: int
    independent: int
    stories: int
    articles: int
    said: str | None


@dataclass(frozen=True, slots=True)
class Near:
    """An article that came near a question which nothing answers."""

    article_id: str
    title: str
    outlet: str | None
    published_at: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader gets. `text` holds supported sentences only, or says why there is none.

    Attributes:
        model: Who wrote it: `quotes` where the sentences are the articles' own.
        confidence: The share, from 0 to 1, of the asked words' weight that the answer and its
            quotes hold; 0 where it abstained. It orders answers and is no probability.
        tokens: None where no model was asked, or it did not count.
        sources: How many outlets tell it, and how many by themselves; None where it abstained.
        nearest: Where it abstained, the articles that came nearest.
    """

    question: str
    as_of: date
    text: str
    model: str
    window: Window | None = None
    abstained: bool = False
    reason: Reason | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    removed: tuple[Removed, ...] = ()
    notice: str | None = None
    seconds: Seconds = field(default_factory=Seconds)
    confidence: float = 0.0
    tokens: Tokens | None = None
    sources: Sources | None = None
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval gave: the question as it was searched, the passages, and seconds spent."""

    query: str
    hits: tuple[Hit, ...]
    window: Window | None
    seconds: float
    notice: str | None = None


def shorten(text: str, width: int = 90) -> str:
    """The first line of a text, cut at a word with an ellipsis where it is longer than `width`."""
    line = text.strip().split("\n", 1)[0].strip()
    if len(line) <= width:
        return line
    return line[:width].rsplit(" ", 1)[0].rstrip(",;:—-") + "…"
