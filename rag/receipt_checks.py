"""Does a saved receipt still stand? Each quote against its article, and the receipt itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from rag.citations import MARKER
from rag.domain import Article, shorten
from rag.errors import ArticleNotFound
from rag.index.archive import Archive
from rag.receipt_doubts import doubts
from rag.receipt_form import Cited, Form, Said, read_receipt
from rag.receipts import sha256
from rag.verifying import Verifier

State = Literal["stands", "superseded", "removed", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a quote.

    Attributes:
        n: The citation's number.
        article_id: Its article.
        version: The version that was quoted.
        state: `stands` as the receipt says; `superseded` by a newer version, though this one still
            says so; `removed` with its article; `changed`, not as the receipt says; or `missing`,
            no such version.
        why: What is different, in words; None where it stands.
        newest: The article's newest version; None where there is no such article.
        still_said: Whether the newest version contains the quote, wherever.
    """

    n: int
    article_id: str
    version: int
    state: State
    why: str | None = None
    newest: int | None = None
    still_said: bool | None = None


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found of a receipt.

    Attributes:
        receipt: What was checked.
        quotes: Each of its citations.
        faults: What is wrong with the receipt itself, in words.
        doubts: Sentences that today's checks do not find in what they cite; as checks change with
            versions of Dateline, this alone does not make a receipt fall.
    """

    receipt: Form
    quotes: tuple[Standing, ...]
    faults: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether all is as it was."""
        return not self.faults and all(quote.state == "stands" for quote in self.quotes)

    @property
    def summary(self) -> str:
        """What does not stand, in one line; empty where all does."""
        fallen = [f"[{q.n}] {q.state}" for q in self.quotes if q.state != "stands"]
        return "; ".join([", ".join(fallen), *self.faults] if fallen else self.faults)

    def json(self) -> dict[str, Any]:
        """As `dateline verify --receipt --json` prints it."""
        return {
            "stands": self.stands,
            "question": self.receipt.question,
            "as_of": self.receipt.as_of,
            "quotes": [
                {name: getattr(quote, name) for name in Standing.__slots__} for quote in self.quotes
            ],
            "faults": list(self.faults),
            "doubts": list(self.doubts),
        }


def check_receipt(
    value: object, archive: Archive, verifier: Verifier | None, named: str = "this"
) -> Checks:
    """Check a receipt against a library's archive; no model is asked.

    Args:
        value: The JSON of a receipt.
        archive: Where its articles should be.
        verifier: Checks its sentences again; None where that takes too long, and none is doubted.
        named: Where it came from, for a message.

    Raises:
        InputError: If it is no receipt.
    """
    form, digest = read_receipt(value, named)
    faults = [*_sealed(form, digest), *_told(form), *_numbered(form)]
    quotes = tuple(_standing(citation, archive) for citation in form.citations)
    doubted = tuple(doubts(form, archive, verifier)) if verifier else ()
    return Checks(form, quotes, tuple(faults), doubted)


def _standing(cited: Cited, archive: Archive) -> Standing:
    def found(state: State, why: str | None = None, **known: Any) -> Standing:
        return Standing(cited.n, cited.article_id, cited.version, state, why, **known)

    try:
        newest = archive.article(cited.article_id)
    except ArticleNotFound:
        return found("missing", "the library has no such article")
    known = {"newest": newest.version, "still_said": cited.quote in newest.text}
    try:
        article = archive.article(cited.article_id, cited.version)
    except ArticleNotFound:
        return found("missing", f"the library has no version {cited.version} of it", **known)
    if (why := _difference(cited, article)) is not None:
        return found("changed", why, **known)
    if newest.removed:
        return found("removed", "the article was removed from the library", **known)
    if newest.version != cited.version:
        still = "still has the quote" if known["still_said"] else "no longer has the quote"
        return found("superseded", f"version {newest.version} {still}", **known)
    return found("stands", None, **known)


def _difference(cited: Cited, article: Article) -> str | None:
    """The first way in which a citation is not what the library has."""
    if sha256(cited.quote) != cited.quote_sha256:
        return "the quote is not the one that was hashed"
    if article.text[cited.start : cited.end] != cited.quote:
        at = article.text.find(cited.quote)
        elsewhere = f"it stands at {at}" if cited.quote and at >= 0 else "nor anywhere else in it"
        return f"the quote does not stand at {cited.start} to {cited.end}; {elsewhere}"
    if cited.end - cited.start != len(cited.quote):
        return f"the quote does not end at {cited.end}"
    if sha256(article.text) != cited.text_sha256:
        return "the text of this version is not the one that was hashed"
    if article.digest != cited.article_digest:
        return "this version has another digest"
    published = article.published
    told = {
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published_at": published.iso if published else None,
        "published_origin": published.origin if published else None,
    }
    for name, value in told.items():
        if getattr(cited, name) != value:
            return f"{name} is {getattr(cited, name)!r} here, in the library {value!r}"
    return None


def _sealed(form: Form, digest: str) -> Iterator[str]:
    if form.digest != digest:
        yield "its digest is wrong: it was changed after it was made"


def _told(form: Form) -> Iterator[str]:
    """Whether the text is the listed sentences, one after the other, and nothing else."""
    if form.abstained:
        if any(sentence.status == "supported" for sentence in form.sentences):
            yield "it abstains and yet lists a supported sentence"
        return
    rest = _plain(form.text)
    for sentence in _shown(form):
        words = _plain(sentence.text)
        before, found, after = rest.partition(words)
        if not found:
            yield f"the text lacks the listed sentence “{shorten(words)}”"
            continue
        if before.strip():
            yield f"the text says what no listed sentence says: “{shorten(before)}”"
        rest = after
    if rest.strip():
        yield f"the text says what no listed sentence says: “{shorten(rest)}”"


def _numbered(form: Form) -> Iterator[str]:
    """Whether each number stands for a citation, and each citation for something said."""
    cited = {citation.n: citation for citation in form.citations}
    for n, times in Counter(citation.n for citation in form.citations).items():
        if times > 1:
            yield f"there are {times} citations [{n}]"
    for sentence in _shown(form):
        yield from _cites(sentence, cited)
    if not form.abstained:
        used = {n for sentence in _shown(form) for n in sentence.citations}
        yield from (f"no sentence uses the citation [{n}]" for n in cited if n not in used)


def _cites(sentence: Said, cited: dict[int, Cited]) -> Iterator[str]:
    if sentence.status == "supported" and not sentence.citations:
        yield f"the supported sentence “{shorten(_plain(sentence.text))}” has no citation"
    yield from (f"[{n}] has no citation" for n in sentence.citations if n not in cited)
    quotes = " ".join(cited[n].quote for n in sentence.citations if n in cited)
    marks = {int(n) for found in MARKER.findall(sentence.text) for n in re.findall(r"\d+", found)}
    for n in sorted(marks - set(sentence.citations)):
        if f"[{n}]" not in quotes:  # an article may hold numbers in brackets itself
            yield f"[{n}] has no citation"
    yield from (
        f"[{n}] is not marked in its sentence" for n in sentence.citations if n not in marks
    )


def _shown(form: Form) -> list[Said]:
    return [sentence for sentence in form.sentences if sentence.status != "unsupported"]


def _plain(text: str) -> str:
    return " ".join(text.split())
