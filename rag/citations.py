"""Markers like [1] in text, and the citations they stand for. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote as percent

from rag.domain import Citation
from rag.spans import Quote

MARKER = re.compile(r"\s?\[\s*(?:passages?\s*)?(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*\]", re.I)
_OPEN = re.compile(r"\s?\[\s*[a-z]{0,8}[\d\s,;–-]*$|\s$", re.I)  # may become a marker
_END = re.compile(r"([.!?…]+[\"'”’)]*)$")
FRAGMENT_WORDS = 8  # of a quote's start in a link to the live page


def marked(text: str, shown: int) -> list[int]:
    """The numbers a writer put into markers, each once; those it was not shown are dropped."""
    found = [int(n) for group in MARKER.findall(text) for n in re.findall(r"\d+", group)]
    return list(dict.fromkeys(n for n in found if 1 <= n <= shown))


def without_markers(text: str) -> str:
    """The text as it reads without markers."""
    return MARKER.sub("", text)


def with_markers(text: str, numbers: tuple[int, ...]) -> str:
    """The text with markers before its final stop, as in "It fell [1]."."""
    marks = "".join(f" [{n}]" for n in numbers)
    if not marks:
        return text
    found = _END.search(text)
    if found and found.group(1)[0] == "." and len(found.group(1)) == 1:
        return text[: found.start()] + marks + found.group(1)
    return text + marks


class MarkerFilter:
    """Takes a model's tokens and gives them back without markers, never half of one."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, token: str) -> str:
        """What can be shown now."""
        text = without_markers(self._held + token)
        found = _OPEN.search(text)
        self._held = text[found.start() :] if found else ""
        return text[: found.start()] if found else text

    def flush(self) -> str:
        """What was held back at the end."""
        held, self._held = self._held, ""
        return without_markers(held).rstrip()


class Numbering:
    """Numbers quotes from 1 by first use; the same span keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int, int], int] = {}
        self.citations: list[Citation] = []

    def number(self, quote: Quote) -> int:
        """The number of a quote."""
        known = self._numbers.get(quote.key)
        if known is not None:
            return known
        n = len(self.citations) + 1
        self._numbers[quote.key] = n
        self.citations.append(citation(n, quote))
        return n


def citation(n: int, quote: Quote) -> Citation:
    """The citation of a quote, with a link to the live page at its words."""
    passage = quote.passage
    return Citation(
        n=n,
        article_id=passage.article_id,
        version=passage.version,
        title=passage.title,
        outlet=passage.outlet,
        url=passage.url,
        published_at=passage.published_at,
        passage_id=passage.id,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        live_url=live_url(passage.url, quote.text),
        labels=passage.labels,
    )


def live_url(url: str | None, quote: str) -> str | None:
    """The page scrolled to a quote, by a text fragment (WICG Scroll-To-Text-Fragment)."""
    if not url or not url.startswith(("http://", "https://")):
        return None
    spoken = quote.split()
    if len(spoken) <= 2 * FRAGMENT_WORDS:
        fragment = _fragment(" ".join(spoken))
    else:
        start, end = spoken[:FRAGMENT_WORDS], spoken[-FRAGMENT_WORDS // 2 :]
        fragment = f"{_fragment(' '.join(start))},{_fragment(' '.join(end))}"
    return f"{url.split('#', 1)[0]}#:~:text={fragment}"


def _fragment(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")
