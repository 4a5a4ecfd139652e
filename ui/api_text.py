"""An answer as text for programs: sentences with [n], a list of sources, nothing active. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote as percent

from rag.domain import Answer, Citation, Near
from rag.events import Checked, Event, Finished
from ui.page_words import day, source
from ui.sources import kind

SOURCES = "Sources:"
NEAREST = "Nearest articles:"
NOTE = "Note: "
STANDS = "What stands instead:"
ASIDE = "The above was set aside after the last check, its numbers included"

_TAIL = re.compile(rf"(?:^|\n\n)(?:{SOURCES}\n|{NEAREST}\n|{NOTE}).*\Z", re.DOTALL)
_ASIDE = re.compile(rf"\A.*\n\n{ASIDE}[^\n]*{STANDS}\n\n", re.DOTALL)
_LINK = re.compile(r"\](?=[(\[:])")  # a link, an image or the target of one in Markdown
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_UNSAFE = re.compile(r"[\s<>\"'`\\()\[\]]")  # ends an address in Markdown or HTML


def plain(text: str) -> str:
    """The text such that Markdown finds neither link nor image nor HTML in it."""
    return _TAG.sub("< ", _LINK.sub("] ", text))


def answer_text(answer: Answer, *, quotes: bool = False) -> str:
    """The whole of it: what is said, then where it stands.

    Args:
        answer: Any.
        quotes: Whether the list of sources has the quotes, too.
    """
    return plain(answer.text) + "".join(_tail(answer, quotes))


def told(events: Iterable[Event]) -> Iterator[str | Answer]:
    """The same in pieces, as soon as each is checked; at last the answer itself.

    What is said cannot be taken back. Where the whole answer turns out to be another one than its
    sentences so far, a line says that they were set aside and why, and the answer follows.
    """
    said = ""
    for event in events:
        match event:
            case Checked(sentence) if sentence.status != "unsupported":
                piece = f" {sentence.text}" if said else sentence.text
                said += piece
                yield plain(piece)
            case Finished(answer):
                yield from map(plain, _rest(said, answer))
                yield from _tail(answer)
                yield answer


def spoken(text: str) -> str:
    """What an answer said, without what `answer_text` or `told` put around it."""
    return _TAIL.sub("", _ASIDE.sub("", text)).strip()


def listed(
    number: str,
    title: str,
    outlet: str | None,
    published: str | None,
    url: str | None,
    labels: Collection[str] = (),
) -> str:
    """One source: number, headline, outlet, day, what it is if it is no report, address."""
    parts = [_line(title) or "(no headline)", _line(source(outlet, url)), day(published)]
    parts += [_line(word) for word in kind(labels)]
    if address := _address(url):
        parts.append(address)
    return " ".join(("-", number, " · ".join(parts)) if number else ("-", " · ".join(parts)))


def _rest(said: str, answer: Answer) -> Iterator[str]:
    if answer.text.startswith(said):
        shown = [s.text for s in answer.sentences if s.status != "unsupported"]
        if said or " ".join(shown) != answer.text:
            yield from filter(None, [answer.text[len(said) :]])
        else:
            yield from (f" {text}" if i else text for i, text in enumerate(shown))
        return
    why = next((r.why for r in reversed(answer.removed) if r.text in said), "")
    yield f"\n\n{ASIDE}{f' ({why})' if why else ''}. {STANDS}\n\n{answer.text}"


def _tail(answer: Answer, quotes: bool = False) -> Iterator[str]:
    if answer.notice:
        yield f"\n\n{NOTE}{plain(answer.notice)}"
    if answer.citations:
        yield "\n".join(("\n\n" + SOURCES + "\n", *_sources(answer.citations, quotes)))
    if answer.nearest:
        yield "\n".join(("\n\n" + NEAREST + "\n", *map(_near, answer.nearest)))


def _sources(citations: Iterable[Citation], quotes: bool) -> Iterator[str]:
    """A line for each article, with the numbers of all its quotes."""
    articles: dict[tuple[str, int], list[Citation]] = {}
    for one in citations:
        articles.setdefault((one.article_id, one.version), []).append(one)
    for cited in articles.values():
        first, numbers = cited[0], "".join(f"[{one.n}]" for one in cited)
        yield listed(
            numbers, first.title, first.outlet, first.published_at, first.url, first.labels
        )
        for one in cited if quotes else ():
            where = f"article {one.article_id}, version {one.version}, {one.start} to {one.end}"
            yield f"  [{one.n}] “{_line(one.quote)}” ({where})"


def _near(near: Near) -> str:
    return listed("", near.title, near.outlet, near.published_at, near.url)


def _line(text: str) -> str:
    return plain(" ".join(text.split()))


def _address(url: str | None) -> str:
    """An address of the web in which nothing ends it early; none of another kind."""
    if not url or not url.startswith(("http://", "https://")):
        return ""
    return _UNSAFE.sub(lambda found: percent(found[0], safe=""), url)
